import { type CountryCode, isSupportedCountry } from 'libphonenumber-js';
import { regionOfZone } from './public-holidays.ts';

export type { CountryCode };

/** Zones of a country in which no one region's holidays hold. */
const ZONE_COUNTRIES: Readonly<Record<string, CountryCode>> = {
  'America/Chicago': 'US',
  'America/Denver': 'US',
  'America/Phoenix': 'US',
  'America/Los_Angeles': 'US',
  'America/Anchorage': 'US',
  'Pacific/Honolulu': 'US',
  'Australia/Canberra': 'AU',
};

/** Where a branch is, and so how telephone numbers are read there: by its holidays (`GB-ENG`), else its time zone, else Korea. */
export function countryOf(holidayRegion: string | null, timeZone: string): CountryCode {
  const region = holidayRegion ?? regionOfZone(timeZone);
  const country = region?.split('-')[0] ?? ZONE_COUNTRIES[timeZone] ?? '';
  return isSupportedCountry(country) ? country : 'KR';
}
