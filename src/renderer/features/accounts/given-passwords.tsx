import { Copy, Printer } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useHost } from '../../host/host.tsx';
import { PrintSheet } from '../../print/print-sheet.tsx';
import { copyText } from '../../shared/copy-text.ts';
import { useSession } from '../../shared/session-store.ts';
import { useBranch } from '../../shared/use-branch.ts';
import { Button } from '../../ui/button.tsx';
import { InlinePanel } from '../../ui/inline-panel.tsx';
import { notify } from '../../ui/notices.tsx';
import styles from './accounts.module.css';
import { forgetGiven, type Given, useGiven } from './given-store.ts';

/** Temporary passwords in large type until they have been handed over; afterwards nobody can see them again. */
export function GivenPasswords() {
  const { t } = useTranslation('accounts');
  const { capabilities } = useHost();
  const actorId = useSession((session) => session.actorId);
  const { by, given } = useGiven();
  if (given.length === 0 || by !== actorId) return null;
  const copy = async (one: Given) => {
    const copied = await copyText(one.password);
    if (copied) notify({ kind: 'info', text: t('given.copied') });
    else notify({ kind: 'trouble', text: t('given.notCopied') });
  };
  return (
    <InlinePanel title={t('given.title')} hint={t('given.hint')} look="question" takesFocus>
      <ul className={styles.given}>
        {given.map((one) => (
          <li key={one.staffId}>
            <span>{one.name}</span>
            <span>{one.login}</span>
            <code className={styles.secret}>{one.password}</code>
            <Button
              variant="quiet"
              icon={<Copy size={20} aria-hidden="true" />}
              aria-label={t('given.copyOf', { name: one.name })}
              onPress={() => void copy(one)}
            >
              {t('given.copy')}
            </Button>
          </li>
        ))}
      </ul>
      <div className={styles.buttons}>
        <Button
          icon={<Printer size={20} aria-hidden="true" />}
          hotkey="P"
          onPress={() => void capabilities.print()}
        >
          {t('given.print')}
        </Button>
        <Button variant="primary" hotkey="Enter" onPress={forgetGiven}>
          {t('given.done')}
        </Button>
      </div>
      <Slips given={given} />
    </InlinePanel>
  );
}

/** One slip a person, to be cut apart and handed over. */
function Slips({ given }: { given: readonly Given[] }) {
  const { t } = useTranslation('accounts');
  const branch = useBranch();
  return (
    <PrintSheet>
      <div className={styles.slips}>
        {given.map((one) => (
          <article key={one.staffId} className={styles.slip}>
            <p>{`${branch?.institution ?? ''} ${branch?.name ?? ''}`}</p>
            <h2>{`${t('given.slip')} · ${one.name}`}</h2>
            <dl>
              <dt>{t('all.login')}</dt>
              <dd>{one.login}</dd>
              <dt>{t('given.password')}</dt>
              <dd>{one.password}</dd>
            </dl>
            <p>{t('given.once')}</p>
          </article>
        ))}
      </div>
    </PrintSheet>
  );
}
