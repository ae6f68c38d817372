import { useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { DailyCallbackReport } from '#contract/promises.ts';
import { useHost } from '../../host/host.tsx';
import { useMutate } from '../../host/mutations.ts';
import { errorKey } from '../../i18n/error-text.ts';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { useSession } from '../../shared/session-store.ts';
import { notify } from '../../ui/notices.tsx';

/** What is about to leave the window. */
export interface Outgoing {
  report: DailyCallbackReport;
  purpose?: string;
}

/**
 * Printing a day's report: made anew, drawn, logged, and only then given to the host's printer or PDF. `sheet` is what
 * has to be on the print sheet meanwhile; whole names are in the page no longer than that.
 */
export function usePrintReport(date: string) {
  const { client, orpc, queries, capabilities } = useHost();
  const { t } = useTranslation('reports');
  const errorText = useErrorText();
  const branchId = useSession((session) => session.branchId) ?? '';
  const log = useMutate(client.reports.printed);
  const [sheet, setSheet] = useState<Outgoing | null>(null);
  const [busy, setBusy] = useState(false);
  /** The words given as purpose were refused. */
  const [refusedPurpose, setRefusedPurpose] = useState<unknown>(null);

  const masked = async (): Promise<Outgoing> => {
    const options = orpc.reports.dailyCallback.queryOptions({ input: { branchId, date } });
    return { report: await queries.fetchQuery({ ...options, staleTime: 0 }) };
  };

  /** True when it left; a refusal is told and leaves everything as it was. */
  const send = async (make: () => Promise<Outgoing>, hand: (outgoing: Outgoing) => Promise<void>) => {
    if (busy) return false;
    setBusy(true);
    setRefusedPurpose(null);
    try {
      const outgoing = await make();
      flushSync(() => setSheet(outgoing));
      // Measuring lays the sheet out, which asks for its fonts; the host's print waits for them.
      document.body.getBoundingClientRect();
      const { masked: hidden } = outgoing.report;
      await log.mutateAsync({ branchId, document: 'daily_callback', subject: date, masked: hidden });
      await hand(outgoing);
      return true;
    } catch (error) {
      if (errorKey(error).field === 'purpose') setRefusedPurpose(error);
      else notify({ kind: 'trouble', text: errorText(error) });
      return false;
    } finally {
      setSheet(null);
      setBusy(false);
    }
  };

  const { savePdf } = capabilities;
  return {
    sheet,
    busy,
    refusedPurpose,
    print: () => send(masked, () => capabilities.print()),
    printUnmasked: (purpose: string) =>
      send(
        async () => ({
          report: await client.reports.dailyCallbackUnmasked({ branchId, date, purpose }),
          purpose,
        }),
        () => capabilities.print(),
      ),
    /** Absent where the host cannot make PDFs. */
    savePdf:
      savePdf &&
      (() =>
        send(masked, async ({ report }) => {
          const saved = await savePdf(t('pdfName', { branch: report.branch, date }));
          if (saved) notify({ kind: 'info', text: t('pdfSaved') });
        })),
  };
}
