import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RefusedItem } from '#contract/desks.ts';
import type { DocumentCard } from '#contract/documents.ts';
import type { EncounterCard } from '#contract/encounters.ts';
import type { MemoCard } from '#contract/memos.ts';
import type { SiteVisitCard } from '#contract/site-visits.ts';
import type { StaffEntry } from '#contract/staff.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { Countdown, Elapsed } from '#renderer/ui/countdown.tsx';
import { Select } from '#renderer/ui/field.tsx';
import { useNow } from '#renderer/ui/use-now.ts';
import styles from './today.module.css';
import { KEEP } from './use-handing-on.ts';

export type InHand =
  | { kind: 'memo'; memo: MemoCard }
  | { kind: 'visit'; visit: EncounterCard }
  | { kind: 'document'; document: DocumentCard }
  | { kind: 'siteVisit'; siteVisit: SiteVisitCard };

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
  const { name, about, when } = useAbout(item);
  return (
    <li className={styles.handing}>
      <p className={styles.about}>
        <span className={styles.what}>{about}</span>
        <span className={styles.when}>{when}</span>
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

/** Whose it is, what it is about, and its time. */
function useAbout(item: InHand): { name: string; about: string; when: ReactNode } {
  const { t } = useTranslation(['today', 'documents', 'siteVisits']);
  const format = useFormat();
  const now = useNow();
  const said = (...parts: (string | null)[]) => parts.filter(Boolean).join(' · ');
  switch (item.kind) {
    case 'memo': {
      const { customerName: name, inquiry, promise } = item.memo;
      return { name, about: inquiry, when: <Countdown due={promise.dueAt} /> };
    }
    case 'visit': {
      const { customer, purpose, handedOverAt, openedAt } = item.visit;
      const name = customer?.name ?? t('mine.noName');
      return { name, about: purpose, when: <Elapsed from={handedOverAt ?? openedAt} /> };
    }
    case 'document': {
      const { customerName, title, duty, items, due, state } = item.document;
      return {
        name: customerName || t('documents:noName'),
        about: title || said(duty, t('documents:row.items', { count: items })),
        when: due && due.pausedAt === null ? <Countdown due={due.dueAt} /> : t(`documents:states.${state}`),
      };
    }
    case 'siteVisit': {
      const { customerName: name, duty, address, agreedAt } = item.siteVisit;
      const when = agreedAt ? format.timeOrDateTime(agreedAt, now) : t('siteVisits:noTime');
      return { name, about: said(duty, address), when };
    }
  }
}

/** Who may take it: those who stand in, best first, then whoever else is in; an absent one for all but a visit. */
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
