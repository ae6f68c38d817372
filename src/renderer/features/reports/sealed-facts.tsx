import { useQuery } from '@tanstack/react-query';
import { FileDown, RotateCw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { managing } from '#contract/rules.ts';
import type { PdfState, Seal } from '#contract/signing.ts';
import { useHost } from '../../host/host.tsx';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { inGroups } from '../../print/seal-parts.tsx';
import { useSession } from '../../shared/session-store.ts';
import { never, useActor } from '../../shared/use-branch.ts';
import { Button } from '../../ui/button.tsx';
import { notify } from '../../ui/notices.tsx';
import { Progress } from '../../ui/progress.tsx';
import styles from './signing.module.css';

/** Who signed an edition and when, and its PDF: sealed, on its way, or why there is none. */
export function SealedFacts({ seal, branch }: { seal: Seal; branch: string }) {
  const { t } = useTranslation('signing');
  const { orpc } = useHost();
  const format = useFormat();
  const branchId = useSession((session) => session.branchId) ?? never;
  const { data } = useQuery(orpc.signing.day.queryOptions({ input: { branchId, date: seal.date } }));
  const pdf = data?.editions.find(({ id }) => id === seal.id)?.pdf;
  const { name, title } = seal.signer;
  return (
    <section className={styles.panel} aria-label={t('sealed.facts')}>
      <h2>{t('number', seal.number)}</h2>
      {seal.edition > 1 && <p>{t('correction', { edition: seal.edition })}</p>}
      <p>{t('by', { time: format.dateTime(seal.signedAt), name, title })}</p>
      {pdf && <Pdf pdf={pdf} seal={seal} branch={branch} />}
    </section>
  );
}

function Pdf({ pdf, seal, branch }: { pdf: PdfState; seal: Seal; branch: string }) {
  const { t } = useTranslation('signing');
  const format = useFormat();
  const { capabilities } = useHost();
  const { busy, get, again } = usePdf(seal, branch);
  const manages = useActor()?.roles.some((role) => managing.includes(role)) ?? false;
  if (pdf.state === 'none') return <p>{t('pdf.noneHint')}</p>;
  if (pdf.state === 'making') {
    return (
      <>
        <p>{t('pdf.makingHint')}</p>
        <Progress label={t('pdf.making')} />
      </>
    );
  }
  if (pdf.state === 'failed') {
    return (
      <>
        <p role="alert">
          <b>{t('pdf.failed')}</b> {t(pdf.reason === 'PDF_TOO_LARGE' ? 'pdf.tooLargeHint' : 'pdf.failedHint')}
        </p>
        {manages && (
          <Button wide disabled={busy} icon={<RotateCw size={20} aria-hidden="true" />} onPress={again}>
            {t('pdf.again')}
          </Button>
        )}
      </>
    );
  }
  const size = `${format.number(Math.ceil(pdf.size / 1024))} kB`;
  return (
    <>
      <p>
        <b>{t('pdf.made')}</b> {t('pdf.madeHint', { size, time: format.dateTime(pdf.madeAt) })}
      </p>
      <p className={styles.hash}>
        {t('pdf.hash')} <code>{inGroups(pdf.hash)}</code>
      </p>
      {manages && capabilities.saveFile && (
        <Button
          wide
          hotkey="P"
          keyLabel={t('pdf.get')}
          disabled={busy}
          icon={<FileDown size={20} aria-hidden="true" />}
          onPress={get}
        >
          {t('pdf.get')}
        </Button>
      )}
    </>
  );
}

function usePdf(seal: Seal, branch: string) {
  const { t } = useTranslation('signing');
  const { client, queries, orpc, capabilities } = useHost();
  const errorText = useErrorText();
  const branchId = useSession((session) => session.branchId) ?? never;
  const [busy, setBusy] = useState(false);
  const attempt = (work: () => Promise<void>) => () => {
    if (busy) return;
    setBusy(true);
    work()
      .catch((error: unknown) => void notify({ kind: 'trouble', text: errorText(error) }))
      .finally(() => setBusy(false));
  };
  return {
    busy,
    get: attempt(async () => {
      const { base64 } = await client.signing.pdf({ branchId, id: seal.id });
      const name = t('pdf.name', { branch, date: seal.date, ...seal.number });
      const saved = await capabilities.saveFile?.(name, base64);
      if (saved === true) notify({ kind: 'info', text: t('pdf.saved') });
    }),
    again: attempt(async () => {
      await client.signing.makePdf({ branchId, id: seal.id });
      await queries.invalidateQueries({ queryKey: orpc.signing.key() });
    }),
  };
}
