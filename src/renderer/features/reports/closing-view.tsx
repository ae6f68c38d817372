import { useQuery } from '@tanstack/react-query';
import { DoorOpen, FileInput, MapPin, Phone, Printer } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ClosingCheck } from '#contract/promises.ts';
import { useHost } from '../../host/host.tsx';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { CallbackPaper } from '../../print/callback-paper.tsx';
import { PrintSheet } from '../../print/print-sheet.tsx';
import { go, goToEncounter } from '../../shared/routes.ts';
import { useSession } from '../../shared/session-store.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Progress } from '../../ui/progress.tsx';
import { hostNow } from '../../ui/use-now.ts';
import { ClosingPromise } from './closing-promise.tsx';
import styles from './reports.module.css';
import { usePrintReport } from './use-print-report.ts';

/** 마감 점검: whatever is still open, one action each, then print. */
export function ClosingView({ today }: { today: string }) {
  const { t } = useTranslation('reports');
  const { orpc } = useHost();
  const errorText = useErrorText();
  const branchId = useSession((session) => session.branchId) ?? '';
  const check = useQuery(orpc.reports.closingCheck.queryOptions({ input: { branchId } }));
  const { sheet, busy, print } = usePrintReport(today);
  return (
    <div className={styles.closing}>
      {check.isPending && <Progress label={t('loading')} />}
      {check.error && <p role="alert">{errorText(check.error)}</p>}
      {check.data && <Open check={check.data} />}
      <footer className={styles.foot}>
        {busy && <Progress label={t('preparing')} />}
        <Button
          variant="primary"
          hotkey="Enter"
          keyLabel={t('closing.printToday')}
          disabled={busy}
          icon={<Printer size={20} aria-hidden="true" />}
          onPress={() => void print()}
        >
          {t('closing.printToday')}
        </Button>
      </footer>
      {sheet && (
        <PrintSheet>
          <CallbackPaper {...sheet} />
        </PrintSheet>
      )}
    </div>
  );
}

function Open({ check }: { check: ClosingCheck }) {
  const { t } = useTranslation('reports');
  const { encounters, promises, documents, siteVisits } = check;
  if (encounters.length + promises.length + documents.length + siteVisits.length === 0) {
    return <EmptyState title={t('closing.allDone')}>{t('closing.allDoneHint')}</EmptyState>;
  }
  return (
    <>
      {promises.length > 0 && (
        <section aria-labelledby="closing-promises">
          <h2 id="closing-promises">{t('closing.promises', { count: promises.length })}</h2>
          <ul className={styles.list}>
            {promises.map((promise) => (
              <ClosingPromise key={promise.memoId} promise={promise} />
            ))}
          </ul>
        </section>
      )}
      {documents.length > 0 && (
        <section aria-labelledby="closing-documents">
          <h2 id="closing-documents">{t('closing.documents', { count: documents.length })}</h2>
          <ul className={styles.list}>
            {documents.map((document) => (
              <DueDocument key={document.id} document={document} />
            ))}
          </ul>
        </section>
      )}
      {encounters.length > 0 && (
        <section aria-labelledby="closing-visits">
          <h2 id="closing-visits">{t('closing.visits', { count: encounters.length })}</h2>
          <ul className={styles.list}>
            {encounters.map((visit) => (
              <OpenVisit key={visit.id} visit={visit} />
            ))}
          </ul>
        </section>
      )}
      {siteVisits.length > 0 && (
        <section aria-labelledby="closing-site-visits">
          <h2 id="closing-site-visits">{t('closing.siteVisits', { count: siteVisits.length })}</h2>
          <ul className={styles.list}>
            {siteVisits.map((visit) => (
              <AwaitedVisit key={visit.id} visit={visit} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function DueDocument({ document }: { document: ClosingCheck['documents'][number] }) {
  const { t } = useTranslation(['reports', 'documents']);
  const format = useFormat();
  const now = hostNow();
  const { due, word } = document;
  const since = document.checkedAt ?? document.receivedAt;
  const isOverdue = due !== null && due.pausedAt === null && due.dueAt.getTime() < now;
  const facts = [
    !document.told && t('closing.notTold'),
    `${t(document.checkedAt === null ? 'documents:row.sinceReceived' : 'documents:row.sinceChecked')} ${format.elapsed(since, now)}`,
    document.step !== null && t('closing.step', { step: document.step || t('documents:ownCheck') }),
    isOverdue && t('closing.answerLate', { time: format.timeOrDateTime(due.dueAt, now) }),
    word !== null &&
      word.pausedAt === null &&
      t('documents:word.due', { time: format.timeOrDateTime(word.dueAt, now) }),
    t('closing.handler', { name: document.officer.name }),
  ];
  return (
    <Card as="li" className={styles.item}>
      <div>
        <b>{document.customerName || t('closing.noName')}</b>
        <p>{facts.filter(Boolean).join(' · ')}</p>
      </div>
      <Button icon={<FileInput size={20} aria-hidden="true" />} onPress={() => go('documents', document.id)}>
        {t('closing.goDocument')}
      </Button>
    </Card>
  );
}

/** A visit to which nobody has gone, to be moved with the customer or entered; or one to be ended. */
function AwaitedVisit({ visit }: { visit: ClosingCheck['siteVisits'][number] }) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const { agreedAt, arrivedAt, officer: name } = visit;
  const time = format.timeOrDateTime(arrivedAt ?? agreedAt, hostNow());
  return (
    <Card as="li" {...(visit.overdue ? { edge: 'late' as const } : {})} className={styles.item}>
      <div>
        <b>{visit.customerName}</b>
        <p>
          {[
            t(arrivedAt ? 'closing.siteVisitThere' : 'closing.siteVisit', { time, name }),
            visit.overdue && t(arrivedAt ? 'closing.siteVisitOpen' : 'closing.siteVisitLate'),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      <Button icon={<MapPin size={20} aria-hidden="true" />} onPress={() => go('site-visits', visit.id)}>
        {t('closing.goSiteVisit')}
      </Button>
    </Card>
  );
}

function OpenVisit({ visit }: { visit: ClosingCheck['encounters'][number] }) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const when = format.timeOrDateTime(visit.openedAt, hostNow());
  const isCall = visit.channel === 'phone';
  const facts = [
    isCall && t('closing.call'),
    t(isCall ? 'closing.rangAt' : 'closing.openedAt', { when, name: visit.servedBy }),
    visit.step && t('closing.step', { step: visit.step }),
    visit.hasOutcome ? t('closing.hasOutcome') : t('closing.noOutcome'),
  ];
  return (
    <Card as="li" className={styles.item}>
      <div>
        <b>{visit.customerName ?? t('closing.noName')}</b>
        <p>{facts.filter(Boolean).join(' · ')}</p>
      </div>
      <Button
        icon={isCall ? <Phone size={20} aria-hidden="true" /> : <DoorOpen size={20} aria-hidden="true" />}
        onPress={() => goToEncounter(visit)}
      >
        {t('closing.goVisit')}
      </Button>
    </Card>
  );
}
