import { cleanup, type RenderResult, render as renderPlain } from '@testing-library/react';
import type { ReactElement } from 'react';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach } from 'vitest';
import { i18n, type Language, setLanguage } from '#renderer/i18n/i18n.ts';
import { listenToKeys } from '#renderer/ui/keys.ts';
import { clearNotices } from '#renderer/ui/notices.tsx';

export { act, fireEvent, screen, waitFor, within } from '@testing-library/react';

let stopKeys: (() => void) | undefined;

beforeEach(async () => {
  stopKeys = listenToKeys(window);
  await setLanguage('ko');
});

afterEach(() => {
  cleanup();
  clearNotices();
  stopKeys?.();
});

/** Draws a component as the app would: translated, with keys heard. Korean unless a language is given. */
export async function render(element: ReactElement, language: Language = 'ko'): Promise<RenderResult> {
  await setLanguage(language);
  return renderPlain(<I18nextProvider i18n={i18n}>{element}</I18nextProvider>);
}
