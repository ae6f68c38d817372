/**
 * Writes assets/holidays/abroad.json: public holidays of regions outside Korea, from the date-holidays library (data
 * under CC BY 3.0). A file instead of the library itself, because due times must not change with an update
 * nobody read, and because the library and what it needs weigh forty times as much.
 * Run it when the data comes near its end: `node scripts/make-holidays.ts`.
 */
import { writeFileSync } from 'node:fs';
import Holidays from 'date-holidays';

const FROM = 2025;
const UNTIL = 2032;
const REGIONS = [
  ...['GB-ENG', 'GB-WLS', 'GB-SCT', 'GB-NIR', 'IE', 'US', 'US-NY', 'NZ'],
  ...['AU-ACT', 'AU-NSW', 'AU-NT', 'AU-QLD', 'AU-SA', 'AU-TAS', 'AU-VIC', 'AU-WA'],
];

function holidaysOf(region: string): Record<string, string[]> {
  const [country = '', state] = region.split('-');
  const almanac = state === undefined ? new Holidays(country) : new Holidays(country, state);
  const byName: Record<string, string[]> = {};
  for (let year = FROM; year <= UNTIL; year++) {
    for (const { date, name, type, substitute } of almanac.getHolidays(year, 'en')) {
      // Bank holidays of banks only, school and optional days do not close an office.
      if (type !== 'public') continue;
      const told = substitute ? name.replace('substitute day', 'observed') : name;
      byName[told] ??= [];
      byName[told].push(date.slice(0, 10));
    }
  }
  return byName;
}

const regions = Object.fromEntries(REGIONS.map((region) => [region, holidaysOf(region)]));
const file = new URL('../assets/holidays/abroad.json', import.meta.url);
const source = 'date-holidays 3.37.0, data CC BY 3.0';
writeFileSync(file, `${JSON.stringify({ source, from: FROM, until: UNTIL, regions }, null, 2)}\n`);
