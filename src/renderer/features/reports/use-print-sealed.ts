import { useState } from 'react';
import { useHost } from '../../host/host.tsx';
import { useMutate } from '../../host/mutations.ts';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { useSession } from '../../shared/session-store.ts';
import { never } from '../../shared/use-branch.ts';
import { notify } from '../../ui/notices.tsx';

/** Printing a signed edition: logged with whose data is on it, then given to the host's printer. */
export function usePrintSealed(id: string) {
  const { client, capabilities } = useHost();
  const errorText = useErrorText();
  const branchId = useSession((session) => session.branchId) ?? never;
  const log = useMutate(client.reports.printed);
  const [busy, setBusy] = useState(false);
  const print = async () => {
    if (busy) return;
    setBusy(true);
    try {
      document.body.getBoundingClientRect();
      await log.mutateAsync({ branchId, document: 'signed_report', subject: id, masked: true });
      await capabilities.print();
    } catch (error) {
      notify({ kind: 'trouble', text: errorText(error) });
    } finally {
      setBusy(false);
    }
  };
  return { busy, print };
}
