import { cleanup, type RenderResult, render as renderPlain } from '@testing-library/react';
import type { ReactElement, ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import { onTestFinished } from 'vitest';
import { i18n, type Language, setLanguage } from '#renderer/i18n/i18n.ts';
import { listenToKeys } from '#renderer/ui/keys.ts';
import { clearNotices } from '#renderer/ui/notices.tsx';

export { act, fireEvent, screen, waitFor, within } from '@testing-library/react';

const Translated = ({ children }: { children: ReactNode }) => (
  <I18nextProvider i18n={i18n}>{children}</I18nextProvider>
);

/**
 * Draws a component as the app would: translated, with keys heard. Korean unless a language is given. All is
 * taken down when the test ends; files share one process, so nothing is hooked to a file.
 */
export async function render(
  element: ReactElement,
  language: Language = 'ko',
): Promise<Pick<RenderResult, 'container' | 'rerender' | 'unmount'>> {
  const stopKeys = listenToKeys(window);
  onTestFinished(() => {
    cleanup();
    clearNotices();
    stopKeys();
  });
  await setLanguage(language);
  return renderPlain(element, { wrapper: Translated });
}
