import { useTranslation } from 'react-i18next';
import type { RefusedItem } from '#contract/desks.ts';
import type { EncounterCard } from '#contract/encounters.ts';
import type { MemoCard } from '#contract/memos.ts';
import type { StaffEntry } from '#contract/staff.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { Countdown, Elapsed } from '#renderer/ui/countdown.tsx';
import { Select } from '#renderer/ui/field.tsx';
import styles from './today.module.css';
import { KEEP } from './use-handing-on.ts';

export type InHand = { kind: 'memo'; memo: MemoCard } | { kind: 'visit'; visit: EncounterCard };

type HandingItemProps = {
  item: InHand;
  standIns: readonly string[];
  others: readonly StaffEntry[];
  to: string;
  onTo: (to: string) => void;
  refused: RefusedItem | undefined;
};

/** One thing in hand: whose, what, how long, and who takes it; the best ones first. */
export function HandingItem({ item, standIns, others, to, onTo, refused }: HandingItemProps) {
  const { t } = useTranslation('today');
  const errorText = useErrorText();
  const problem = refused && [
    refused.changedBy && t('handOn.was', { name: refused.changedBy }),
    errorText({ code: refused.reason, data: { reason: refused.reason, field: null } }),
  ];
  const name =
    item.kind === 'memo' ? item.memo.customerName : (item.visit.customer?.name ?? t('mine.noName'));
  return (
    <li className={styles.handing}>
      <p className={styles.about}>
        <span className={styles.what}>{item.kind === 'memo' ? item.memo.inquiry : item.visit.purpose}</span>
        <span className={styles.when}>
          {item.kind === 'memo' ? (
            <Countdown due={item.memo.promise.dueAt} />
          ) : (
            <Elapsed from={item.visit.handedOverAt ?? item.visit.openedAt} />
          )}
        </span>
      </p>
      <Select
        label={t(`handOn.${item.kind}`, { name })}
        value={to}
        onChange={onTo}
        options={useChoices(item, standIns, others)}
        error={problem?.filter(Boolean).join(' ')}
      />
    </li>
  );
}

/** Who may take it: those who stand in, best first, then whoever else is in; an absent one only for a memo. */
function useChoices(item: InHand, standIns: readonly string[], others: readonly StaffEntry[]) {
  const { t } = useTranslation('today');
  const rank = ({ id, presence }: StaffEntry) => {
    const at = standIns.indexOf(id);
    return at >= 0 ? at : presence.state === 'present' ? 1000 : 2000;
  };
  const bringer = item.kind === 'visit' ? item.visit.servedBy.id : null;
  const people = [...others]
    .sort((a, b) => rank(a) - rank(b))
    .map((person) => {
      const isAway = person.presence.state === 'absent';
      const words =
        person.id === bringer
          ? 'bringer'
          : person.id === standIns[0]
            ? 'best'
            : isAway
              ? 'awayPerson'
              : 'person';
      return {
        id: person.id,
        label: t(`handOn.${words}`, { name: person.name, title: person.title }),
        disabled: isAway && item.kind === 'visit',
      };
    });
  return [...people, { id: KEEP, label: t('handOn.keep'), disabled: false }];
}
