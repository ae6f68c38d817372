import { useQuery } from '@tanstack/react-query';
import { FileUp } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHost } from '../../host/host.tsx';
import { useMutate } from '../../host/mutations.ts';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { InlinePanel } from '../../ui/inline-panel.tsx';
import { notify } from '../../ui/notices.tsx';
import { Progress } from '../../ui/progress.tsx';
import styles from './bookings.module.css';
import { ImportLines } from './import-lines.tsx';
import { textOfFile } from './read-file.ts';

/** Bookings from a file: every line is looked at first, and nothing is taken before somebody has seen what would be. */
export function ImportPanel({ branchId, onClose }: { branchId: string; onClose: () => void }) {
  const { t } = useTranslation('bookings');
  const { client, orpc, queries } = useHost();
  const errorText = useErrorText();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<{ name: string; text: string } | null>(null);
  const [unreadable, setUnreadable] = useState(false);
  const [leaveOut, setLeaveOut] = useState(false);
  const { data: report, error } = useQuery(
    orpc.bookings.checkImport.queryOptions({
      input: { branchId, file: file?.text ?? '' },
      enabled: file !== null,
      retry: false,
      gcTime: 0,
    }),
  );
  const take = useMutate(client.bookings.import, {
    onSuccess: (_, { expectedNew }) =>
      notify({ kind: 'info', text: t('import.done', { count: expectedNew }) }),
    onSettled: () => queries.invalidateQueries({ queryKey: orpc.bookings.key() }),
  });
  const choose = async (chosen: File | undefined) => {
    if (!chosen) return;
    take.reset();
    setLeaveOut(false);
    const text = await textOfFile(chosen).catch(() => null);
    setUnreadable(text === null);
    setFile(text === null ? null : { name: chosen.name, text });
  };
  const mayTake = report !== undefined && report.new > 0 && (report.refused === 0 || leaveOut);
  const trouble = take.error ?? error;
  return (
    <InlinePanel title={t('import.title')} hint={t('import.hint')} takesFocus onClose={onClose}>
      <input
        ref={input}
        type="file"
        accept=".csv,.txt,text/csv,text/plain"
        className={styles.file}
        aria-label={t('import.choose')}
        tabIndex={-1}
        onChange={(event) => void choose(event.target.files?.[0])}
      />
      <div className={styles.buttons}>
        <Button icon={<FileUp size={20} aria-hidden="true" />} onPress={() => input.current?.click()}>
          {t('import.choose')}
        </Button>
        {file && <b>{t('import.chosen', { name: file.name })}</b>}
      </div>
      {unreadable && <p role="alert">{t('import.unreadable')}</p>}
      {file && !report && !error && <Progress label={t('import.checking')} />}
      {report && <ImportLines report={report} />}
      {report && report.refused > 0 && report.new > 0 && (
        <Checkbox checked={leaveOut} onChange={setLeaveOut}>
          {t('import.leaveOut')}
        </Checkbox>
      )}
      {report && report.new === 0 && <p role="status">{t('import.nothing')}</p>}
      {trouble && (
        <p role="alert" className={styles.warning}>
          {errorText(trouble)}
        </p>
      )}
      {file && report && (
        <div className={styles.buttons}>
          <Button onPress={onClose}>{t('detail.close')}</Button>
          <Button
            variant="primary"
            hotkey="Enter"
            disabled={!mayTake || take.isPending}
            onPress={() =>
              take.mutate({ branchId, file: file.text, expectedNew: report.new, leaveOutRefused: leaveOut })
            }
          >
            {t('import.save', { count: report.new })}
          </Button>
        </div>
      )}
    </InlinePanel>
  );
}
