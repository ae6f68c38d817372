import './print.css';
import { useQuery } from '@tanstack/react-query';
import { ArrowLeft, Printer } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Sentence } from '#contract/rules.ts';
import { useHost } from '../host/host.tsx';
import { useMutate } from '../host/mutations.ts';
import { useErrorText } from '../i18n/use-error-text.ts';
import { useFormat } from '../i18n/use-format.ts';
import { hashOf } from '../shared/routes.ts';
import { useSession } from '../shared/session-store.ts';
import { never } from '../shared/use-branch.ts';
import { Button } from '../ui/button.tsx';
import { notify } from '../ui/notices.tsx';
import { Progress } from '../ui/progress.tsx';
import { useKeys } from '../ui/use-keys.ts';
import styles from './slip-page.module.css';

/** Paper for the customer shows no marks where something was filled in. */
const plain = (sentence: Sentence) => sentence.map((part) => part.text).join('');

/** `#/print/slip/<memoId>`: what the customer takes away – who calls, by when – and the sentences to read out. */
export default function SlipPage({ rest: [memoId = never] }: { rest: readonly string[] }) {
  const { orpc, client, capabilities } = useHost();
  const { t } = useTranslation('memos');
  const { t: common } = useTranslation();
  const format = useFormat();
  const errorText = useErrorText();
  const branchId = useSession((session) => session.branchId) ?? never;
  const { data: slip, error } = useQuery(orpc.memos.slip.queryOptions({ input: { branchId, id: memoId } }));
  const log = useMutate(client.reports.printed);
  useEffect(() => {
    document.title = `${t('slip.page')} · ${common('product')}`;
  }, [t, common]);
  const back = () => {
    window.location.hash = hashOf({ kind: 'screen', screen: 'memos', rest: [memoId] });
  };
  // The log comes first: what cannot be recorded does not leave the window.
  const print = async () => {
    try {
      await log.mutateAsync({ branchId, document: 'slip', subject: memoId, masked: true });
      await capabilities.print();
    } catch (failure) {
      notify({ kind: 'trouble', text: errorText(failure) });
    }
  };
  useKeys([{ combo: 'Escape', run: back, label: t('slip.back') }]);
  if (error) return <p role="alert">{errorText(error)}</p>;
  if (!slip) return <Progress label={t('panel.loading')} />;
  return (
    <main className={styles.page}>
      <article className={styles.slip}>
        <p className={styles.institution}>{`${slip.institution} ${slip.branch}`}</p>
        <h1 className={styles.title}>{plain(slip.title)}</h1>
        <p className={styles.name}>{t('slip.for', { name: slip.customerName })}</p>
        <p className={styles.promise}>{plain(slip.promise)}</p>
        {slip.unreached.length > 0 && <p>{plain(slip.unreached)}</p>}
        <p className={styles.small}>
          {[
            t('slip.phone', { phone: slip.phone }),
            t('slip.madeAt', { time: format.dateTime(slip.madeAt) }),
            t('slip.clause', { clause: slip.clause }),
          ].join(' · ')}
        </p>
        {slip.contact.length > 0 && <p className={styles.small}>{plain(slip.contact)}</p>}
      </article>
      <div className={styles.actions} data-screen-only>
        <Button icon={<ArrowLeft size={20} aria-hidden="true" />} kbd="Escape" onPress={back}>
          {t('slip.back')}
        </Button>
        <Button
          variant="primary"
          hotkey="Enter"
          icon={<Printer size={20} aria-hidden="true" />}
          disabled={log.isPending}
          onPress={() => void print()}
        >
          {common('actions.print')}
        </Button>
      </div>
    </main>
  );
}
