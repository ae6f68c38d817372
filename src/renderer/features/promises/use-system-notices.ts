import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Notice } from '#contract/promises.ts';
import { useHost } from '#renderer/host/host.tsx';
import { useNoticeText } from './use-notice-text.ts';

/** Told by the system already, in this window. */
const told = new Set<string>();

/**
 * Tells a reminder through the system as well, where the host can and while nobody looks at this window. Coming to
 * it opens what it is about.
 */
export function useSystemNotices(notices: readonly Notice[], open: (notice: Notice) => void): void {
  const { capabilities } = useHost();
  const { t } = useTranslation();
  const text = useNoticeText();
  const latest = useRef({ text, open, title: '' });
  useEffect(() => {
    latest.current = { text, open, title: t('product') };
  });
  useEffect(() => {
    for (const notice of notices) {
      if (told.has(notice.id)) continue;
      told.add(notice.id);
      if (document.hasFocus() || !capabilities.notify) continue;
      const { text, title } = latest.current;
      void capabilities.notify({ title, body: text(notice), tag: notice.id }).then((end) => {
        if (end === 'clicked') latest.current.open(notice);
      });
    }
  }, [notices, capabilities]);
}
