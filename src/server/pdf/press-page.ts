import type { Language } from '#contract/rules.ts';
import { type PressState, press, type SealedSheet } from '#contract/signing.ts';

/** Script that either door's browser runs in the press page: answers once the page says that it is so far. */
export const reached = (state: PressState): string => `new Promise((done) => {
  const look = () => (document.querySelector('[${press.mark}="${state}"]') ? done(true) : setTimeout(look, 50));
  look();
})`;

/** Script that hands the page its sheet; text inside text, so that nothing written in it can become script. */
export function handOver(sheet: SealedSheet, language: Language): string {
  const detail = JSON.stringify(JSON.stringify({ ...sheet, language }));
  return `dispatchEvent(new CustomEvent('${press.event}', { detail: ${detail} }))`;
}
