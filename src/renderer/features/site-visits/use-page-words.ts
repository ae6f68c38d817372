import { useTranslation } from 'react-i18next';
import type { SiteVisitView } from '#contract/site-visits.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';

/** The words of the saved page, in the language of this window. */
export type PageWords = ReturnType<ReturnType<typeof usePageWords>>;

export function usePageWords() {
  const { t, i18n } = useTranslation('siteVisits');
  const format = useFormat();
  return (visit: SiteVisitView) => ({
    language: i18n.language,
    zone: format.zone,
    title: t('page.title'),
    offline: t('page.offline'),
    call: t('page.call'),
    tick: t('page.tick'),
    undo: t('page.undo'),
    late: t('page.late'),
    result: t('page.result'),
    resultHint: t('page.resultHint'),
    save: t('page.save'),
    copy: t('page.copy'),
    copied: t('page.copied'),
    share: t('page.share'),
    privacy: t('page.privacy'),
    noneYet: t('page.noneYet'),
    clear: t('page.clear'),
    clearSure: t('page.clearSure'),
    agreed: visit.agreedAt ? format.dateTime(visit.agreedAt) : t('noTime'),
    labels: {
      agreed: t('facts.time'),
      phone: t('facts.phone'),
      address: t('facts.address'),
      purpose: t('facts.purpose'),
    },
  });
}
