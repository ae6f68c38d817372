import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Sentence } from '#contract/rules.ts';
import { useHost } from '../host/host.tsx';
import { useFormat } from '../i18n/use-format.ts';
import { useSession } from '../shared/session-store.ts';
import { never } from '../shared/use-branch.ts';
import styles from './slip.module.css';
import { TakeAlongPage } from './take-along-page.tsx';

/** Paper for the customer shows no marks where something was filled in. */
const plain = (sentence: Sentence) => sentence.map((part) => part.text).join('');

/** `#/print/slip/<memoId>`: what the customer takes away – who calls, by when – and the sentences to read out. */
export default function SlipPage({ rest: [memoId = never] }: { rest: readonly string[] }) {
  const { orpc } = useHost();
  const { t } = useTranslation('memos');
  const format = useFormat();
  const branchId = useSession((session) => session.branchId) ?? never;
  const { data: slip, error } = useQuery(orpc.memos.slip.queryOptions({ input: { branchId, id: memoId } }));
  const paper: ReactNode = slip ? (
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
  ) : null;
  return (
    <TakeAlongPage
      title={t('slip.page')}
      from="memos"
      backLabel={t('slip.back')}
      document="slip"
      subject={memoId}
      masked
      paper={paper}
      error={error}
      loading={t('panel.loading')}
    />
  );
}
