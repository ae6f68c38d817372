import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MemoView, PromiseView } from '#contract/memos.ts';
import type { StaffRef } from '#contract/staff.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Countdown } from '#renderer/ui/countdown.tsx';
import { Tag, type Tone } from '#renderer/ui/tag.tsx';
import { hostNow } from '#renderer/ui/use-now.ts';
import { go } from '../routes.ts';
import styles from './memo-facts.module.css';

type MemoFactsProps = {
  memo: MemoView;
  short?: boolean;
  /** What is said on the telephone: right after whom to call and about what. */
  children?: ReactNode;
};

/**
 * Whose memo it is, about what, by when and by whom: everything known before the call. `short` while something is
 * being written about it.
 */
export function MemoFacts({ memo, short = false, children }: MemoFactsProps) {
  const { t } = useTranslation('memos');
  const format = useFormat();
  const at = (instant: Date) => format.timeOrDateTime(instant, hostNow());
  const { promise } = memo;
  const person = ({ name, title, department }: StaffRef) => `${name} ${title} · ${department}`;
  return (
    <div className={styles.facts}>
      <p className={styles.call}>
        <span className={styles.phone}>{memo.phone}</span>
        <PromiseState promise={promise} />
      </p>
      {!memo.revealed && <p className={styles.masked}>{t('panel.masked')}</p>}
      <div>
        <h3 className={styles.label}>{t('panel.inquiry')}</h3>
        <p className={styles.inquiry}>{memo.inquiry}</p>
      </div>
      {children}
      <dl className={styles.list} hidden={short}>
        {memo.business && <Fact label={t('panel.business')}>{memo.business}</Fact>}
        {memo.duty && <Fact label={t('panel.duty')}>{memo.duty}</Fact>}
        <Fact label={t('panel.intended')}>{person(memo.intended)}</Fact>
        {memo.handler.id !== memo.intended.id && (
          <Fact label={t('panel.handler')}>
            <b>{person(memo.handler)}</b>
          </Fact>
        )}
        <Fact label={t('panel.received')}>
          {t('panel.receivedBy', {
            time: at(memo.madeAt),
            name: memo.takenBy.name,
            title: memo.takenBy.title,
          })}
        </Fact>
        <Fact label={t('panel.due')}>
          {at(promise.dueAt)}
          <span className={styles.quiet}>{dueNote(promise)}</span>
        </Fact>
        {memo.callAgainAt && <Fact label={t('panel.again')}>{at(memo.callAgainAt)}</Fact>}
        {promise.lateReason && <Fact label={t('panel.lateReason')}>{promise.lateReason}</Fact>}
        {promise.lateAction && <Fact label={t('panel.lateAction')}>{promise.lateAction}</Fact>}
        {memo.earlier.map((one) => (
          <Fact key={one.id} label={t('panel.earlier')}>
            {at(one.dueAt)} <PromiseState promise={one} />
          </Fact>
        ))}
      </dl>
      {memo.customerId && !short && (
        <Button
          variant="quiet"
          onPress={() => go('customers', memo.customerId ?? '')}
          className={styles.visit}
        >
          {t('panel.openCustomer')}
        </Button>
      )}
      {memo.encounterId && !short && (
        <Button
          variant="quiet"
          onPress={() => go('counter', memo.encounterId ?? '')}
          className={styles.visit}
        >
          {t('panel.openVisit')}
        </Button>
      )}
    </div>
  );

  function dueNote({ dueReason, originalDueAt, dueBefore, dueAt, clause }: PromiseView): string {
    const why = dueReason === 'standard' ? t('card.clause', { clause }) : t(`panel.${dueReason}`);
    const first = dueBefore ?? originalDueAt;
    const moved = first.getTime() !== dueAt.getTime();
    return moved ? `${why} · ${t('panel.originalDue', { time: at(first) })}` : why;
  }
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The countdown of an open promise, or the word for how it ended. */
function PromiseState({ promise }: { promise: PromiseView }) {
  const { t } = useTranslation('memos');
  const format = useFormat();
  const { state, dueAt, madeAt, closedAt } = promise;
  if (state === 'open') {
    return (
      <span className={styles.left}>
        <Countdown due={dueAt} />
      </span>
    );
  }
  const took = format.elapsed(madeAt, closedAt ?? madeAt);
  const [tone, text]: [Tone, string] = {
    kept: ['kept', t('card.kept', { took })] as [Tone, string],
    late: ['late', t('card.late', { took })] as [Tone, string],
    broken: ['late', t('card.broken')] as [Tone, string],
    unreachable: ['plain', t('card.unreachable')] as [Tone, string],
    withdrawn: ['plain', t('card.withdrawn')] as [Tone, string],
  }[state];
  return <Tag tone={tone}>{text}</Tag>;
}
