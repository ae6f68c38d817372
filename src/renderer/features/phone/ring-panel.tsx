import { useTranslation } from 'react-i18next';
import type { RingChoice } from '#contract/calls.ts';
import type { EncounterProps } from '#renderer/shared/encounters/use-visit.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import styles from './phone.module.css';

/** P1: one key says that it was picked up and after how many rings; the bounds of the pack decide what is offered. */
export function RingPanel({ visit, view }: EncounterProps) {
  const { t } = useTranslation(['phone', 'counter']);
  const choices = view.call?.ringChoices ?? [];
  const label = ({ rings, from, ringsAre }: RingChoice) => {
    if (ringsAre === 'at_least') return t('ringsOrMore', { rings });
    return from < rings ? t('ringsRange', { from, rings }) : t('rings', { rings });
  };
  return (
    <section className={styles.panel} aria-labelledby="rings-title">
      <h2 id="rings-title">{t('ringsTitle')}</h2>
      <div className={styles.rings}>
        {choices.map((choice, index) => (
          <Button
            key={choice.rings}
            hotkey={`${index + 1}`}
            disabled={visit.busy}
            onPress={() => void visit.run('pickUp', { rings: choice.rings, ringsAre: choice.ringsAre })}
          >
            {label(choice)}
          </Button>
        ))}
      </div>
      <ul className={styles.bounds}>
        {view.call?.bounds.map(({ clause, label: words }) => (
          <li key={words}>{`${t('counter:clause', { clause })} · ${words}`}</li>
        ))}
      </ul>
    </section>
  );
}

/** How often it rang, under each reading of the clause; not counted is said, never shown as nought. */
export function RingBounds({ view }: Pick<EncounterProps, 'view'>) {
  const { t } = useTranslation(['phone', 'counter']);
  const { call } = view;
  if (!call || call.missed || call.bounds.length === 0) return null;
  const { rings, ringsAre } = call;
  if (rings === null) return <p className={styles.soft}>{t('uncounted')}</p>;
  const words = { true: t('kept'), false: t('notKept'), null: t('notTold') };
  return (
    <p className={styles.counted}>
      <b>{ringsAre === 'at_least' ? t('ringsOrMore', { rings }) : t('rings', { rings })}</b>
      {call.bounds.map(({ label, kept }) => (
        <Tag key={label}>{`${label} · ${words[`${kept}`]}`}</Tag>
      ))}
    </p>
  );
}
