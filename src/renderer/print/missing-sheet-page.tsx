import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useHost } from '../host/host.tsx';
import { useFormat } from '../i18n/use-format.ts';
import { useSession } from '../shared/session-store.ts';
import { never } from '../shared/use-branch.ts';
import styles from './slip.module.css';
import { TakeAlongPage } from './take-along-page.tsx';

/** `#/print/missing-sheet/<documentId>`: what is missing and how to prepare it, for the customer to take along. */
export default function MissingSheetPage({ rest: [id = never] }: { rest: readonly string[] }) {
  const { orpc } = useHost();
  const { t } = useTranslation('documents');
  const format = useFormat();
  const branchId = useSession((session) => session.branchId) ?? never;
  const { data: sheet, error } = useQuery(orpc.documents.sheet.queryOptions({ input: { branchId, id } }));
  const paper: ReactNode = sheet ? (
    <article className={styles.slip}>
      <p className={styles.institution}>{`${sheet.institution} ${sheet.branch}`}</p>
      <h1 className={styles.title}>{t('sheet.title')}</h1>
      {sheet.customerName && <p className={styles.name}>{t('sheet.for', { name: sheet.customerName })}</p>}
      <p>{sheet.title ? t('sheet.about', { title: sheet.title }) : t('sheet.aboutPlain')}</p>
      <ol className={styles.items}>
        {sheet.items.map(({ name, how }) => (
          <li key={`${name} ${how}`}>
            <b>{name}</b>
            {how && <span>{`${t('sheet.how')}: ${how}`}</span>}
          </li>
        ))}
      </ol>
      <p className={styles.small}>
        {[
          t('sheet.officer', { ...sheet.officer }),
          sheet.phone && t('sheet.contact', { phone: sheet.phone }),
          t('sheet.madeAt', { time: format.dateTime(sheet.madeAt) }),
          sheet.clause && t('sheet.clause', { clause: sheet.clause }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </article>
  ) : null;
  return (
    <TakeAlongPage
      title={t('sheet.page')}
      from="documents"
      backLabel={t('sheet.back')}
      document="missing_items"
      subject={id}
      masked
      paper={paper}
      error={error}
      loading={t('loading')}
    />
  );
}
