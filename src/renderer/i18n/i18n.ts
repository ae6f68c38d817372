import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { type Particle, particles, withParticle } from './particles.ts';
import { en, ko } from './resources.ts';

export type Language = 'ko' | 'en';
export const languages: readonly Language[] = ['ko', 'en'];

/** The one translator. Everything is bundled, so it is ready as soon as this module is loaded. */
export const i18n = i18next.createInstance();

void i18n.use(initReactI18next).init({
  lng: 'ko',
  fallbackLng: 'ko',
  supportedLngs: [...languages],
  resources: { ko, en },
  ns: Object.keys(ko),
  defaultNS: 'common',
  initAsync: false,
  // React escapes what it draws.
  interpolation: { escapeValue: false },
});

for (const name of Object.keys(particles) as Particle[]) {
  i18n.services.formatter?.add(name, (value) => withParticle(String(value), name));
}

/** Changes the language of every window part at once, and of the page itself for screen readers. */
export async function setLanguage(language: Language): Promise<void> {
  await i18n.changeLanguage(language);
  document.documentElement.lang = language;
}
