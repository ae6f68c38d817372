import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  ClauseEvidence,
  EventTally,
  StandardEvidence,
  Unmeasured,
  WordFigures,
} from '#contract/evidence.ts';
import { useFormat } from '../../i18n/use-format.ts';
import styles from './reports.module.css';

/** A standard's clauses in its own order, under its own headings: what was recorded, and what came of its promises. */
export function EvidenceTable({ standard }: { standard: StandardEvidence }) {
  const { t } = useTranslation('reports');
  const { name, version, inForce, clauses } = standard;
  const title = t(inForce ? 'evidence.inForce' : 'evidence.earlier', { name, version });
  return (
    <section>
      <h3>{title}</h3>
      <div className={styles.scroll}>
        <table className={styles.evidence} aria-label={title}>
          <thead>
            <tr>
              <th scope="col">{t('evidence.clause')}</th>
              <th scope="col">{t('evidence.events')}</th>
              <th scope="col">{t('evidence.due')}</th>
              <th scope="col">{t('month.dueRate')}</th>
            </tr>
          </thead>
          <tbody>
            {clauses.map((clause, index) => (
              <Fragment key={clause.clause}>
                {clause.group !== clauses[index - 1]?.group && (
                  <tr>
                    <th colSpan={4} scope="rowgroup" className={styles.group}>
                      {clause.group}
                    </th>
                  </tr>
                )}
                <ClauseRow clause={clause} />
              </Fragment>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function ClauseRow({ clause }: { clause: ClauseEvidence }) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const { due, words } = clause;
  return (
    <tr>
      <th scope="row" className={styles.clause}>
        <b>{clause.clause}</b> {clause.title}
        <small>{t(`evidence.kinds.${clause.kind}`)}</small>
      </th>
      <td>
        <Events clause={clause} />
      </td>
      <td>
        {due === null
          ? '–'
          : (['kept', 'late', 'broken', 'unreachable', 'open'] as const)
              .filter((end) => due[end] > 0)
              .map((end) => `${t(`evidence.ends.${end}`)} ${format.number(due[end])}`)
              .join(' · ')}
        {words !== null && <Words words={words} />}
      </td>
      <td className={styles.figure}>{due === null ? '–' : format.percent(due.rate)}</td>
    </tr>
  );
}

/** What came of the words in between due in the period. */
function Words({ words }: { words: WordFigures }) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const parts = (['kept', 'late', 'missed', 'open'] as const)
    .filter((end) => words[end] > 0)
    .map((end) => `${t(`evidence.words.${end}`)} ${format.number(words[end])}`);
  return (
    <small className={styles.words}>
      {t('evidence.words.title')} {parts.join(' · ')}
    </small>
  );
}

function Events({ clause: { events, unmeasured } }: { clause: ClauseEvidence }) {
  const { t } = useTranslation('reports');
  if (events.length === 0 && unmeasured.length === 0) return <>{t('evidence.none')}</>;
  return (
    <ul className={styles.events}>
      {events.map((event) => (
        <li key={event.event}>
          <EventLine event={event} />
        </li>
      ))}
      {unmeasured.length > 0 && (
        <li>
          {t('evidence.unmeasured')} <UnmeasuredWhy unmeasured={unmeasured} />
        </li>
      )}
    </ul>
  );
}

/** Why: no figure to measure by, or so many calls whose rings nobody counted; a signal that is missing needs no words. */
function UnmeasuredWhy({ unmeasured }: { unmeasured: readonly Unmeasured[] }) {
  const { t } = useTranslation('reports');
  const reasons = unmeasured.flatMap(({ why, times }) => {
    if (why === 'no_figure') return [t('evidence.noFigure')];
    return why === 'not_counted' && times !== null ? [t('evidence.notCounted', { count: times })] : [];
  });
  return reasons.length === 0 ? null : <small>{reasons.join(' · ')}</small>;
}

/** Events Maji records by itself, and those several steps or choices of a pack record. */
const ownEvents = [
  'reason_told',
  'officer_absent',
  'memo_answered',
  'memo_reopened',
  'interim',
  'promise_made',
  'promise_kept',
  'promise_late',
  'promise_broken',
  'promise_unreachable',
  'promise_moved',
  'promise_paused',
  'promise_resumed',
  'promise_withdrawn',
  'interim_kept',
  'interim_late',
  'interim_missed',
  'interim_moved',
  'memo_taken',
  'text_sent',
  'attempt',
  'unreachable',
  'booking_made',
  'booked_call_made',
  'bookings_kept_on_time',
  'booking_moved',
  'booking_cancelled',
  'booking_channel_open',
  'booking_channel_closed',
  'documents_arrived',
  'documents_received',
  'documents_checked',
  'documents_found_insufficient',
  'missing_items_received',
  'letter_received',
  'email_received',
  'fax_received',
  'site_visit_agreed',
  'site_visit_arrived',
  'site_visit_rescheduled',
  'site_visit_cancelled',
  'rang',
  'missed',
  'transfer_started',
  'transfer_not_answered',
  'summary_handed_over',
  'booking_reminder_sent',
] as const;

function EventLine({ event: { event, label, word, standing, known } }: { event: EventTally }) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const [base = event, ...more] = event.split('.');
  const rings = /^rings\.(?:(at_least|at_most)\.)?(\d+)$/.exec(event);
  const own = ownEvents.find((one) => one === base);
  if (rings !== null) return <RingsLine rings={rings[2] ?? ''} are={rings[1]} standing={standing} />;
  const ours = word ? t('evidence.wordGiven') : own === undefined ? base : t(`evidence.own.${own}`);
  const name = label ?? ours;
  const words = { skipped: t('evidence.skipped'), again: t('evidence.again') };
  const added = more.map((part) => (part === 'skipped' || part === 'again' ? words[part] : part));
  return (
    <>
      <span title={event}>{[name, ...added].join(' · ')}</span> <b>{format.number(standing)}</b>
      {known.afterwards > 0 && <small>{t('evidence.afterwards', { count: known.afterwards })}</small>}
    </>
  );
}

/** How often a telephone was let ring, and how many calls that was. */
function RingsLine({
  rings,
  are = 'exactly',
  standing,
}: {
  rings: string;
  are: string | undefined;
  standing: number;
}) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const words = are === 'at_least' ? 'ringsOrMore' : are === 'at_most' ? 'ringsWithin' : 'rings';
  return (
    <>
      <span>{t(`evidence.${words}`, { rings })}</span> <b>{format.number(standing)}</b>
    </>
  );
}
