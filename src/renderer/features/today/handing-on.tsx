import { useTranslation } from 'react-i18next';
import type { OpenWork } from '#contract/desks.ts';
import type { StaffEntry } from '#contract/staff.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { useActor, useDirectory } from '#renderer/shared/use-branch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { TextField } from '#renderer/ui/field.tsx';
import { InlinePanel } from '#renderer/ui/inline-panel.tsx';
import { Progress } from '#renderer/ui/progress.tsx';
import { HandingItem, type InHand } from './handing-item.tsx';
import styles from './today.module.css';
import { countOf, useHandingOn } from './use-handing-on.ts';
import { useOpenWork } from './use-today.ts';

type HandingOnProps = { staffId: string; onClose: () => void };

/** Everything somebody has in hand with who takes it, handed on by one press: before leave, or for one who is away. */
export function HandingOn({ staffId, onClose }: HandingOnProps) {
  const { t } = useTranslation('today');
  const errorText = useErrorText();
  const me = useActor();
  const { work, error } = useOpenWork(staffId);
  const people = useDirectory();
  const person = people?.find(({ id }) => id === staffId);
  const title = person && person.id !== me?.id ? t('handOn.titleOf', person) : t('handOn.title');
  if (work && people && person && countOf(work) > 0) {
    return <Items {...{ title, work, person, people, onClose }} />;
  }
  return (
    <InlinePanel title={title} onClose={onClose} takesFocus>
      {error ? (
        <p role="alert">{errorText(error)}</p>
      ) : work && people ? (
        <EmptyState
          title={t('handOn.emptyTitle')}
          action={
            <Button variant="primary" hotkey="Enter" onPress={onClose}>
              {t('back')}
            </Button>
          }
        >
          {t('handOn.emptyText')}
        </EmptyState>
      ) : (
        <Progress label={t('loading')} />
      )}
    </InlinePanel>
  );
}

type ItemsProps = {
  title: string;
  work: OpenWork;
  person: StaffEntry;
  people: readonly StaffEntry[];
  onClose: () => void;
};

function Items({ title, work, person, people, onClose }: ItemsProps) {
  const { t } = useTranslation('today');
  const errorText = useErrorText();
  const usualReason = person.presence.told || t('handOn.usualReason');
  const handing = useHandingOn(person.id, work, usualReason, onClose);
  const { refused, chosen, choose, count } = handing;
  const others = people.filter(({ id, active }) => active && id !== person.id);
  const items: { item: InHand; id: string; standIns: readonly string[] }[] = [
    ...work.visits.map(({ visit, standIns }) => ({
      ...{ item: { kind: 'visit' as const, visit }, id: visit.id, standIns },
    })),
    ...work.siteVisits.map(({ siteVisit, standIns }) => ({
      ...{ item: { kind: 'siteVisit' as const, siteVisit }, id: siteVisit.id, standIns },
    })),
    ...work.memos.map(({ memo, standIns }) => ({
      ...{ item: { kind: 'memo' as const, memo }, id: memo.id, standIns },
    })),
    ...work.documents.map(({ document, standIns }) => ({
      ...{ item: { kind: 'document' as const, document }, id: document.id, standIns },
    })),
  ];
  const nobody = items.every(({ standIns }) => standIns.length === 0);
  return (
    <InlinePanel
      title={title}
      hint={nobody ? t('handOn.nobody') : handing.restored ? t('handOn.restored') : t('handOn.hint')}
      onClose={onClose}
      takesFocus
    >
      {Boolean(handing.error) && (
        <p role="alert" className={styles.trouble}>
          {refused.size > 0 ? t('handOn.refused') : errorText(handing.error)}
        </p>
      )}
      <ul className={styles.rows}>
        {items.map(({ item, id, standIns }) => (
          <HandingItem
            key={id}
            {...{ item, standIns, others }}
            to={chosen(id, standIns)}
            onTo={(to) => choose(id, to)}
            refused={refused.get(id)}
          />
        ))}
      </ul>
      <TextField label={t('handOn.reason')} value={handing.reason} onChange={handing.setReason} required />
      <Button variant="primary" hotkey="Enter" wide disabled={!handing.ready} onPress={handing.submit}>
        {t('handOn.send', { count })}
      </Button>
    </InlinePanel>
  );
}
