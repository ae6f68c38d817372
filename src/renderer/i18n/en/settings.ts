import type { settings as source } from '../ko/settings.ts';
import type { TranslationOf } from '../translation.ts';

export const settings: TranslationOf<typeof source> = {
  title: 'Settings',
  saved: 'The settings are saved',
};
