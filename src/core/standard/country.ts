import { type CountryCode, getCountries, isSupportedCountry } from 'libphonenumber-js';
import { regionOfZone } from './public-holidays.ts';

export type { CountryCode };

/** TypeScript's own declarations do not know it yet. */
type Region = Intl.Locale & { getTimeZones?(): readonly string[] | undefined };

/** Which country keeps a zone, as the time zone database has it; filled when first asked. */
const countries = new Map<string, CountryCode>();

function ofZone(timeZone: string): CountryCode | undefined {
  if (countries.size === 0) {
    for (const country of getCountries()) {
      const region: Region = new Intl.Locale(`und-${country}`);
      for (const zone of region.getTimeZones?.() ?? []) countries.set(zone, country);
    }
  }
  // A zone may have several names: Australia/Canberra is Australia/Sydney.
  return countries.get(new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone);
}

/**
 * Where a branch is, and so how telephone numbers are read there: by its holidays (`GB-ENG`), else by its time zone, and
 * Korea where that is none of a country. RangeError for a zone nobody knows.
 */
export function countryOf(holidayRegion: string | null, timeZone: string): CountryCode {
  const country = (holidayRegion ?? regionOfZone(timeZone))?.split('-')[0] ?? '';
  return isSupportedCountry(country) ? country : (ofZone(timeZone) ?? 'KR');
}
