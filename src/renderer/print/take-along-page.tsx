import './print.css';
import { ArrowLeft, Printer } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useHost } from '../host/host.tsx';
import { useMutate } from '../host/mutations.ts';
import { useErrorText } from '../i18n/use-error-text.ts';
import { go, type ScreenId } from '../shared/routes.ts';
import { useSession } from '../shared/session-store.ts';
import { never } from '../shared/use-branch.ts';
import { Button } from '../ui/button.tsx';
import { classes } from '../ui/classes.ts';
import { notify } from '../ui/notices.tsx';
import { Progress } from '../ui/progress.tsx';
import { useKeys } from '../ui/use-keys.ts';
import styles from './take-along-page.module.css';

type TakeAlongPageProps = {
  title: string;
  /** Where it came from, and where Escape goes back to. */
  from: ScreenId;
  backLabel: string;
  /** What is printed about which thing, as the activity log names it. */
  document: 'slip' | 'missing_items' | 'site_visit';
  subject: string;
  masked: boolean;
  /** What it says; null until it is there. */
  paper: ReactNode;
  error: unknown;
  loading: string;
};

/** A paper somebody takes along, as it will be printed; Enter prints it, Escape goes back. */
export function TakeAlongPage(props: TakeAlongPageProps) {
  const { title, from, backLabel, document: kind, subject, masked, paper, error, loading } = props;
  const { client, capabilities } = useHost();
  const { t } = useTranslation();
  const errorText = useErrorText();
  const branchId = useSession((session) => session.branchId) ?? never;
  const log = useMutate(client.reports.printed);
  useEffect(() => {
    document.title = `${title} · ${t('product')}`;
  }, [title, t]);
  const back = () => go(from, subject);
  // The log comes first: what cannot be recorded does not leave the window.
  const print = async () => {
    try {
      await log.mutateAsync({ branchId, document: kind, subject, masked });
      await capabilities.print();
    } catch (failure) {
      notify({ kind: 'trouble', text: errorText(failure) });
    }
  };
  useKeys([{ combo: 'Escape', run: back, label: backLabel }]);
  return (
    <main className={styles.page}>
      {paper ?? (error ? <p role="alert">{errorText(error)}</p> : <Progress label={loading} />)}
      <div className={classes(styles.actions, kind === 'site_visit' && styles.wide)} data-screen-only>
        <Button icon={<ArrowLeft size={20} aria-hidden="true" />} kbd="Escape" onPress={back}>
          {backLabel}
        </Button>
        <Button
          variant="primary"
          hotkey="Enter"
          icon={<Printer size={20} aria-hidden="true" />}
          disabled={log.isPending || paper === null}
          onPress={() => void print()}
        >
          {t('actions.print')}
        </Button>
      </div>
    </main>
  );
}
