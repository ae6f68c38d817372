import { Printer, Smartphone } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { SiteVisitView } from '#contract/site-visits.ts';
import { useHost } from '#renderer/host/host.tsx';
import { useMutate } from '#renderer/host/mutations.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSession } from '#renderer/shared/session-store.ts';
import { never } from '#renderer/shared/use-branch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { notify } from '#renderer/ui/notices.tsx';
import { offlinePage } from './offline-page.ts';
import { usePageWords } from './use-page-words.ts';

/** What an officer takes along where the host cannot be reached: a sheet of paper, or a page for his phone. */
export function TakeAlong({ visit }: { visit: SiteVisitView }) {
  const { t } = useTranslation('siteVisits');
  const errorText = useErrorText();
  const format = useFormat();
  const { client, capabilities } = useHost();
  const branchId = useSession((session) => session.branchId) ?? never;
  const log = useMutate(client.reports.printed);
  const words = usePageWords();
  const save = async () => {
    try {
      // The log comes first: what cannot be recorded does not leave the window.
      await log.mutateAsync({ branchId, document: 'site_visit', subject: visit.id, masked: false });
      const day = visit.agreedAt ? format.dayOf(visit.agreedAt) : '';
      const text = new TextEncoder().encode(offlinePage(visit, words(visit)));
      const base64 = btoa(Array.from(text, (byte) => String.fromCharCode(byte)).join(''));
      const name = `maji-${day}-${visit.id.slice(-6)}.html`;
      const saved = await capabilities.saveFile?.(name, base64, 'text/html');
      if (saved) notify({ kind: 'info', text: t('done.page') });
    } catch (failure) {
      notify({ kind: 'trouble', text: errorText(failure) });
    }
  };
  return (
    <>
      <Button
        hotkey="P"
        keyLabel={t('actions.sheet')}
        icon={<Printer size={20} aria-hidden="true" />}
        onPress={() => void capabilities.openWindow(`/print/site-visit/${visit.id}`)}
      >
        {t('actions.sheet')}
      </Button>
      {capabilities.saveFile && (
        <Button
          hotkey="S"
          keyLabel={t('actions.page')}
          icon={<Smartphone size={20} aria-hidden="true" />}
          disabled={log.isPending}
          onPress={() => void save()}
        >
          {t('actions.page')}
        </Button>
      )}
    </>
  );
}
