import { FileSearch } from 'lucide-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Edition } from '#contract/signing.ts';
import { useHost } from '../../host/host.tsx';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useSession } from '../../shared/session-store.ts';
import { never } from '../../shared/use-branch.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Progress } from '../../ui/progress.tsx';
import styles from './signing.module.css';

type Found =
  | { state: 'asking' }
  | { state: 'known'; edition: Edition }
  | { state: 'unknown'; file: string }
  | { state: 'trouble'; text: string };

/** Whether a PDF somebody brings is byte for byte one this branch has sealed. The file does not leave the window. */
export function CheckPdf() {
  const { t } = useTranslation('signing');
  const input = useRef<HTMLInputElement>(null);
  const card = useRef<HTMLDivElement>(null);
  const { found, check } = useCheck();
  useDrop(card, check);
  return (
    <div ref={card}>
      <Card as="section" className={styles.check} aria-label={t('check.title')}>
        <h2>{t('check.title')}</h2>
        <p>{t('check.hint')}</p>
        <input
          ref={input}
          type="file"
          accept="application/pdf"
          aria-label={t('check.file')}
          hidden
          onChange={(event) => {
            check(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
        <Button
          icon={<FileSearch size={20} aria-hidden="true" />}
          hotkey="C"
          keyLabel={t('check.title')}
          onPress={() => input.current?.click()}
        >
          {t('check.choose')}
        </Button>
        <div aria-live="polite">{found && <Answer found={found} />}</div>
      </Card>
    </div>
  );
}

function Answer({ found }: { found: Found }) {
  const { t } = useTranslation('signing');
  const format = useFormat();
  if (found.state === 'asking') return <Progress label={t('check.busy')} />;
  if (found.state === 'trouble') return <p>{found.text}</p>;
  if (found.state === 'unknown') return <p>{t('check.other', { file: found.file })}</p>;
  const { number, edition, date, signer, signedAt } = found.edition;
  const what = [
    t('number', number),
    edition > 1 && t('correction', { edition }),
    format.businessDate(date),
    t('by', { time: format.dateTime(signedAt), name: signer.name, title: signer.title }),
  ];
  return (
    <p>
      <b>{t('check.same', { what: what.filter(Boolean).join(' · ') })}</b>
    </p>
  );
}

function useCheck() {
  const { t } = useTranslation('signing');
  const { client } = useHost();
  const errorText = useErrorText();
  const branchId = useSession((session) => session.branchId) ?? never;
  const [found, setFound] = useState<Found | null>(null);
  const ask = async (file: File): Promise<Found> => {
    const bytes = await file.arrayBuffer().catch(() => null);
    if (bytes === null) return { state: 'trouble', text: t('check.unreadable') };
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    const hash = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    const { edition } = await client.signing.check({ branchId, hash });
    return edition ? { state: 'known', edition } : { state: 'unknown', file: file.name };
  };
  const check = (file: File | undefined) => {
    if (!file) return;
    setFound({ state: 'asking' });
    ask(file).then(setFound, (error: unknown) => setFound({ state: 'trouble', text: errorText(error) }));
  };
  return { found, check };
}

/** Hears a file that is dropped on an element; the button does the same without a mouse. */
function useDrop(target: RefObject<HTMLElement | null>, take: (file: File | undefined) => void) {
  const latest = useRef(take);
  useEffect(() => {
    latest.current = take;
  });
  useEffect(() => {
    const element = target.current;
    if (!element) return;
    const over = (event: DragEvent) => event.preventDefault();
    const drop = (event: DragEvent) => {
      event.preventDefault();
      latest.current(event.dataTransfer?.files[0]);
    };
    element.addEventListener('dragover', over);
    element.addEventListener('drop', drop);
    return () => {
      element.removeEventListener('dragover', over);
      element.removeEventListener('drop', drop);
    };
  }, [target]);
}
