import { useEffect, useState } from 'react';
import { I18nextProvider } from 'react-i18next';
import type { Language } from '#contract/rules.ts';
import { type PressState, press, type SealedSheet } from '#contract/signing.ts';
import { i18n, setLanguage } from '../i18n/i18n.ts';
import { CallbackPaper } from './callback-paper.tsx';

/** Whether this window is the one a door makes its PDFs in. It has no session and calls nothing. */
export const isPress = (hash: string): boolean => hash === press.route;

/** What a door hands over, with its instants as Dates again. Their names end in `At`; what was typed never is one. */
export function readSheet(text: string): SealedSheet & { language: Language } {
  return JSON.parse(text, (key, value: unknown) =>
    key.endsWith('At') && typeof value === 'string' ? new Date(value) : value,
  );
}

const state = (now: PressState) => ({ [press.mark]: now });

/** Draws the sheet it is handed and says when it can be printed. */
export function Press() {
  const [sheet, setSheet] = useState<SealedSheet | null>(null);
  const [drawn, setDrawn] = useState(false);
  useEffect(() => {
    const take = (event: Event) => {
      const { language, ...handed } = readSheet((event as CustomEvent<string>).detail);
      void setLanguage(language).then(() => setSheet(handed));
    };
    window.addEventListener(press.event, take, { once: true });
    return () => window.removeEventListener(press.event, take);
  }, []);
  useEffect(() => {
    if (sheet === null) return;
    // Laying the sheet out asks for its fonts; a letter without one would be left out of the PDF.
    document.body.getBoundingClientRect();
    void document.fonts.ready.then(() => requestAnimationFrame(() => setDrawn(true)));
  }, [sheet]);
  return (
    <I18nextProvider i18n={i18n}>
      <main {...state(drawn ? 'drawn' : 'ready')}>{sheet && <CallbackPaper {...sheet} />}</main>
    </I18nextProvider>
  );
}
