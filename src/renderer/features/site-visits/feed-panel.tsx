import { useQuery } from '@tanstack/react-query';
import { CalendarPlus, Copy } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHost } from '#renderer/host/host.tsx';
import { useMutate } from '#renderer/host/mutations.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSession } from '#renderer/shared/session-store.ts';
import { never } from '#renderer/shared/use-branch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { TextField } from '#renderer/ui/field.tsx';
import { InlinePanel } from '#renderer/ui/inline-panel.tsx';
import { notify } from '#renderer/ui/notices.tsx';
import { Submit } from './agree-form.tsx';
import styles from './site-visits.module.css';

/** The secret part of an address: 32 random bytes. The host keeps its hash alone. */
function newToken(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  return base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** The address under which one's own calendar program reads agreed visits; shown once, taken back at any time. */
export function FeedPanel({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('siteVisits');
  const errorText = useErrorText();
  const format = useFormat();
  const { orpc, client } = useHost();
  const branchId = useSession((session) => session.branchId) ?? never;
  const [url, setUrl] = useState<string | null>(null);
  const { data } = useQuery(orpc.siteVisits.feed.queryOptions({ input: { branchId } }));
  const failed = (error: unknown) => notify({ kind: 'trouble', text: errorText(error) });
  const make = useMutate(client.siteVisits.makeFeed, { onError: failed });
  const revoke = useMutate(client.siteVisits.revokeFeed, { onError: failed });
  const create = async () => {
    const token = newToken();
    try {
      await make.mutateAsync({ branchId, token });
    } catch {
      return;
    }
    setUrl(`${window.location.origin}/calendar/${token}.ics`);
    notify({ kind: 'info', text: t('feed.made') });
  };
  const remove = async () => {
    if (!data?.id || !data.version) return;
    try {
      await revoke.mutateAsync({ id: data.id, expectedVersion: data.version });
    } catch {
      return;
    }
    setUrl(null);
    notify({ kind: 'info', text: t('feed.revoked') });
  };
  const busy = make.isPending || revoke.isPending;
  return (
    <InlinePanel title={t('feed.title')} hint={t('feed.hint')} onClose={onClose} takesFocus>
      <div className={styles.form}>
        {url === null ? (
          <p>{data?.madeAt ? t('feed.since', { date: format.yearDate(data.madeAt) }) : t('feed.none')}</p>
        ) : (
          <>
            <TextField label={t('feed.url')} hint={t('feed.once')} value={url} onChange={() => {}} />
            {isOnlyHere() && <p className={styles.quiet}>{t('feed.local')}</p>}
            <div className={styles.others}>
              <Button
                icon={<Copy size={20} aria-hidden="true" />}
                onPress={() =>
                  void navigator.clipboard
                    .writeText(url)
                    .then(() => notify({ kind: 'info', text: t('feed.copied') }), failed)
                }
              >
                {t('feed.copy')}
              </Button>
            </div>
          </>
        )}
        {data?.id && (
          <div className={styles.others}>
            <Button disabled={busy} onPress={() => void remove()}>
              {t('feed.revoke')}
            </Button>
            {url === null && isServed() && (
              <>
                <Button
                  icon={<CalendarPlus size={20} aria-hidden="true" />}
                  disabled={busy}
                  onPress={() => void create()}
                >
                  {t('feed.remake')}
                </Button>
                <p className={styles.quiet}>{t('feed.remakeHint')}</p>
              </>
            )}
          </div>
        )}
        {!isServed() && <p className={styles.quiet}>{t('feed.local')}</p>}
        {data && data.id === null && isServed() && (
          <Submit label={t('feed.make')} disabled={busy} onPress={() => void create()} />
        )}
      </div>
    </InlinePanel>
  );
}

/** Only a window that came over HTTP knows an address others can use; the desktop's own page has none. */
const isServed = (): boolean => window.location.protocol.startsWith('http');
/** Over the network the host speaks HTTPS alone: plain HTTP is this machine. */
const isOnlyHere = (): boolean => window.location.protocol !== 'https:';
