import { useQuery } from '@tanstack/react-query';
import { AppWindow, Bell } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BranchSettings } from '#contract/settings.ts';
import { useHost } from '../../host/host.tsx';
import { type Language, languages } from '../../i18n/i18n.ts';
import { setSession, useSession } from '../../shared/session-store.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ChipGroup } from '../../ui/chips.tsx';
import { Select } from '../../ui/field.tsx';
import styles from './settings.module.css';

/** What belongs to this window alone: where, in which language, and how it may call for attention. */
export function WindowTab({ branch }: { branch: BranchSettings }) {
  const { t } = useTranslation('settings');
  const { t: tc } = useTranslation();
  const { capabilities, orpc } = useHost();
  const { counterId, language } = useSession();
  const { data: status } = useQuery(orpc.system.status.queryOptions({ input: {} }));
  return (
    <div className={styles.page}>
      <div className={styles.columns}>
        <Card as="section" className={styles.part ?? ''} aria-label={t('window.place')}>
          <h2 className={styles.heading}>{t('window.place')}</h2>
          <p className={styles.hint}>{t('window.placeHint')}</p>
          <Select
            label={t('window.counter')}
            value={counterId}
            options={branch.counters.map(({ id, name }) => ({ id, label: name }))}
            onChange={(id) => setSession({ counterId: id })}
          />
        </Card>
        <div className={styles.column}>
          <Card as="section" className={styles.part ?? ''} aria-label={t('window.language')}>
            <h2 className={styles.heading}>{t('window.language')}</h2>
            <ChipGroup<Language>
              label={t('window.language')}
              hideLabel
              value={language}
              choices={languages.map((id) => ({ id, label: <span lang={id}>{tc(`language.${id}`)}</span> }))}
              onChange={(chosen) => setSession({ language: chosen })}
            />
          </Card>
          <Notifications />
        </div>
      </div>
      <div className={styles.buttons}>
        <Button
          icon={<AppWindow size={20} aria-hidden="true" />}
          onPress={() => void capabilities.openWindow('/counter')}
        >
          {t('window.another')}
        </Button>
        <span className={styles.space} />
        {status && (
          <span className={styles.hint}>
            {t('window.about', {
              version: status.version,
              door: status.door === 'desktop' ? t('window.doorDesktop') : t('window.doorHost'),
            })}
          </span>
        )}
      </div>
    </div>
  );
}

function Notifications() {
  const { t } = useTranslation('settings');
  const { capabilities } = useHost();
  // The host's capabilities change when permission is given; this draws again.
  const [, setAnswered] = useState(0);
  const ask = capabilities.askToNotify;
  return (
    <Card as="section" className={styles.part ?? ''} aria-label={t('window.notices')}>
      <h2 className={styles.heading}>{t('window.notices')}</h2>
      <p>
        {capabilities.notify
          ? t('window.noticesOn')
          : ask
            ? t('window.noticesAskHint')
            : t('window.noticesOff')}
      </p>
      {!capabilities.notify && ask && (
        <div>
          <Button
            icon={<Bell size={20} aria-hidden="true" />}
            onPress={() => void ask().then(() => setAnswered((count) => count + 1))}
          >
            {t('window.noticesAsk')}
          </Button>
        </div>
      )}
    </Card>
  );
}
