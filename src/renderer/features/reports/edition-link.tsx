import { FileCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { SigningDay } from '#contract/signing.ts';
import { hashOf } from '../../shared/routes.ts';
import styles from './signing.module.css';

/** A signed edition: its number, which edition it is and how its PDF stands; leads to the paper itself. */
export function EditionLink({ edition }: { edition: SigningDay['editions'][number] }) {
  const { t } = useTranslation('signing');
  const number = t('number', edition.number);
  return (
    <li>
      <a
        className={styles.edition}
        href={hashOf({ kind: 'screen', screen: 'reports', rest: ['signed', edition.id] })}
        title={t('view', { number })}
      >
        <FileCheck size={20} aria-hidden="true" />
        <span>
          <b>{number}</b>{' '}
          {edition.edition > 1 && <span>{t('correction', { edition: edition.edition })}</span>}
          <small>{t(`pdf.${edition.pdf.state}`)}</small>
        </span>
      </a>
    </li>
  );
}
