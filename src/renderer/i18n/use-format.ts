import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { create } from 'zustand';
import { createFormat, type Format } from './format.ts';
import type { Language } from './i18n.ts';

/** The branch's zone, set once the host has said it; times are written in it wherever the screen stands. */
export const useZone = create<{ zone: string }>(() => ({ zone: 'Asia/Seoul' }));

export const setZone = (zone: string): void => useZone.setState({ zone });

/** Dates, times and figures in the chosen language and the branch's zone. */
export function useFormat(): Format {
  const { i18n } = useTranslation();
  const zone = useZone((state) => state.zone);
  const language = i18n.language as Language;
  return useMemo(() => createFormat(language, zone), [language, zone]);
}
