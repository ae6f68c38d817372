import { useTranslation } from 'react-i18next';
import type { NetworkState } from '#contract/network.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Fingerprint } from '../../shared/join-host/fingerprint.tsx';
import { Card } from '../../ui/card.tsx';
import styles from './network.module.css';
import page from './settings.module.css';

/** Why it is not open, or not with the certificate that lies there. */
export function Trouble({
  problem,
  title,
}: {
  problem: NonNullable<NetworkState['problem']>;
  title: string;
}) {
  const { t } = useTranslation('network');
  const { t: te } = useTranslation('errors');
  return (
    <div role="alert" className={styles.trouble}>
      <b>{title}</b>
      <p>{te(problem.code)}</p>
      {problem.what !== '' && <p className={styles.path}>{t('about', { what: problem.what })}</p>}
    </div>
  );
}

/** What each employee does once, and the fingerprint to compare. */
export function Trust({ state }: { state: NetworkState }) {
  const { t } = useTranslation('network');
  const { on, trustAddress, fingerprint, certificate } = state;
  return (
    <Card as="section" className={page.part ?? ''} aria-label={t('trust.title')}>
      <h2 className={page.heading}>{t('trust.title')}</h2>
      {!on && <p>{t('trust.off')}</p>}
      {on && certificate?.kind === 'own' && <p>{t('trust.nothing')}</p>}
      {on && fingerprint !== null && (
        <>
          <ol className={styles.steps}>
            <li>
              {t('trust.first')}
              {trustAddress !== null && <b>{trustAddress}</b>}
            </li>
            <li>{t('trust.second')}</li>
            <li>{t('trust.third')}</li>
          </ol>
          <Fingerprint value={fingerprint} />
          <p className={page.hint}>{t('trust.never')}</p>
        </>
      )}
    </Card>
  );
}

/** Which certificate is shown, until when, and how to bring another. */
export function Certificate({ state }: { state: NetworkState }) {
  const { t } = useTranslation('network');
  const format = useFormat();
  const { certificate, ownFiles } = state;
  return (
    <Card as="section" className={page.part ?? ''} aria-label={t('certificate.title')}>
      <h2 className={page.heading}>{t('certificate.title')}</h2>
      {certificate !== null && (
        <>
          <dl className={page.facts}>
            <dt>{t('certificate.kind')}</dt>
            <dd>{t(`certificate.${certificate.kind}`)}</dd>
            <dt>{t('certificate.until')}</dt>
            <dd>{format.yearDate(certificate.notAfter)}</dd>
          </dl>
          <p className={page.hint}>
            {certificate.kind === 'authority' ? t('certificate.renews') : t('certificate.replace')}
          </p>
        </>
      )}
      {ownFiles !== null && (
        <>
          <h3>{t('certificate.bring')}</h3>
          <p>{t('certificate.bringHow')}</p>
          <dl className={page.facts}>
            <dt>{t('certificate.cert')}</dt>
            <dd className={styles.path}>{ownFiles.cert}</dd>
            <dt>{t('certificate.key')}</dt>
            <dd className={styles.path}>{ownFiles.key}</dd>
          </dl>
        </>
      )}
    </Card>
  );
}
