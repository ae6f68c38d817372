import { useTranslation } from 'react-i18next';
import type { Difference, SigningDay } from '#contract/signing.ts';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { DifferenceList } from '../../print/difference-list.tsx';
import { Tag } from '../../ui/tag.tsx';
import { EditionLink } from './edition-link.tsx';
import styles from './signing.module.css';
import type { Signing } from './use-signing.ts';

/** How the day's signing stands: not signed, signed by whom, or changed since, and the editions there are. */
export function SigningPanel({ signing, mayAct }: { signing: Signing; mayAct: boolean }) {
  const { t } = useTranslation('signing');
  const errorText = useErrorText();
  const { day, stale, error } = signing;
  if (error) return <p role="alert">{errorText(error)}</p>;
  if (day === undefined || (day.ahead && day.editions.length === 0)) return null;
  return (
    <section className={styles.panel} aria-label={t('title')}>
      <h2>{t('title')}</h2>
      {stale && <Stale differences={stale} />}
      <State day={day} mayAct={mayAct} />
      {mayAct && !day.sealsPdf && !day.ahead && <p>{t('pdf.willPrint')}</p>}
      {day.editions.length > 0 && (
        <ul className={styles.editions} aria-label={t('editions')}>
          {day.editions.map((edition) => (
            <EditionLink key={edition.id} edition={edition} />
          ))}
        </ul>
      )}
    </section>
  );
}

function State({ day, mayAct }: { day: SigningDay; mayAct: boolean }) {
  const { t } = useTranslation('signing');
  const format = useFormat();
  const [newest] = day.editions;
  if (newest === undefined) return <p>{t('state.unsigned')}</p>;
  if (day.changed.length === 0) {
    const sameDay = format.dayOf(newest.signedAt) === day.date;
    const time = sameDay ? format.time(newest.signedAt) : format.dateTime(newest.signedAt);
    return (
      <p>
        {t('state.signed', { number: t('number', newest.number) })}
        <br />
        {t('by', { time, name: newest.signer.name, title: newest.signer.title })}
      </p>
    );
  }
  const hint = mayAct ? 'state.changedHint' : 'state.willCorrect';
  return (
    <>
      <p>
        <Tag>{t('state.changed')}</Tag>
      </p>
      <p>{t(hint, { edition: newest.edition + 1 })}</p>
      <DifferenceList differences={day.changed} format={format} className={styles.changes} />
    </>
  );
}

/** Said at once: what he was about to sign is not what there is. */
function Stale({ differences }: { differences: readonly Difference[] }) {
  const { t } = useTranslation('signing');
  const format = useFormat();
  return (
    <div className={styles.stale} role="alert">
      <b>{t('stale.title')}</b>
      <p>{t(differences.length > 0 ? 'stale.hint' : 'stale.unknown')}</p>
      <DifferenceList differences={differences} format={format} className={styles.changes} />
    </div>
  );
}
