import './print.css';
import { useQuery } from '@tanstack/react-query';
import { ArrowLeft, Printer } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
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
import styles from './missing-sheet-page.module.css';

/** `#/print/missing-sheet/<documentId>`: what is missing and how to prepare it, for the customer to take along. */
export default function MissingSheetPage({ rest: [id = never] }: { rest: readonly string[] }) {
  const { orpc, client, capabilities } = useHost();
  const { t } = useTranslation('documents');
  const { t: common } = useTranslation();
  const format = useFormat();
  const errorText = useErrorText();
  const branchId = useSession((session) => session.branchId) ?? never;
  const { data: sheet, error } = useQuery(orpc.documents.sheet.queryOptions({ input: { branchId, id } }));
  const log = useMutate(client.reports.printed);
  useEffect(() => {
    document.title = `${t('sheet.page')} · ${common('product')}`;
  }, [t, common]);
  const back = () => {
    window.location.hash = hashOf({ kind: 'screen', screen: 'documents', rest: [id] });
  };
  // The log comes first: what cannot be recorded does not leave the window.
  const print = async () => {
    try {
      await log.mutateAsync({ branchId, document: 'missing_items', subject: id, masked: true });
      await capabilities.print();
    } catch (failure) {
      notify({ kind: 'trouble', text: errorText(failure) });
    }
  };
  useKeys([{ combo: 'Escape', run: back, label: t('sheet.back') }]);
  if (error) return <p role="alert">{errorText(error)}</p>;
  if (!sheet) return <Progress label={t('loading')} />;
  const { officer, phone } = sheet;
  return (
    <main className={styles.page}>
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
            t('sheet.officer', { name: officer.name, title: officer.title, department: officer.department }),
            phone && t('sheet.contact', { phone }),
            t('sheet.madeAt', { time: format.dateTime(sheet.madeAt) }),
            sheet.clause && t('sheet.clause', { clause: sheet.clause }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </article>
      <div className={styles.actions} data-screen-only>
        <Button icon={<ArrowLeft size={20} aria-hidden="true" />} kbd="Escape" onPress={back}>
          {t('sheet.back')}
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
