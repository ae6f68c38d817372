import * as koreanHolidays from '@hyunbinseo/holidays-kr/all';
import abroad from '#assets/holidays/abroad.json' with { type: 'json' };

/** The public holidays of one region, from data: nothing is worked out here. */
export interface PublicHolidays {
  /** Last date the data speaks of, `YYYY-12-31`; a later year has no holidays in it. */
  knownUntil: string;
  /** Names of the holiday on a date, or null. */
  nameOf(date: string): string | null;
}

type Year = Readonly<Record<string, readonly string[]>>;
/** Korea's official almanac by year: Seollal, Chuseok, Labour Day, election days, substitute and temporary ones. */
const KOREAN_YEARS: ReadonlyMap<string, Year> = new Map(
  Object.entries(koreanHolidays).map(([name, days]) => [name.slice(1), days as Year]),
);

const korea: PublicHolidays = {
  knownUntil: `${[...KOREAN_YEARS.keys()].sort().at(-1)}-12-31`,
  nameOf: (date) => KOREAN_YEARS.get(date.slice(0, 4))?.[date]?.join(', ') ?? null,
};

const elsewhere: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = abroad.regions;

/** `KR`, and what `scripts/make-holidays.ts` has written down: `GB-ENG`, `IE`, `US-NY`… */
export const HOLIDAY_REGIONS: readonly string[] = ['KR', ...Object.keys(elsewhere)];

const known = new Map<string, PublicHolidays>([['KR', korea]]);

/** @throws RangeError for a region without data. */
export function publicHolidaysOf(region: string): PublicHolidays {
  const before = known.get(region);
  if (before !== undefined) return before;
  const byName = Object.hasOwn(elsewhere, region) ? elsewhere[region] : undefined;
  if (byName === undefined) throw new RangeError(`no holidays are known for ${region}`);
  const names = new Map<string, string>();
  for (const [name, dates] of Object.entries(byName)) {
    for (const date of dates) names.set(date, names.has(date) ? `${names.get(date)}, ${name}` : name);
  }
  const made: PublicHolidays = {
    knownUntil: `${abroad.until}-12-31`,
    nameOf: (date) => names.get(date) ?? null,
  };
  known.set(region, made);
  return made;
}

const ZONE_REGIONS: Readonly<Record<string, string>> = {
  'Asia/Seoul': 'KR',
  'Europe/London': 'GB-ENG',
  'Europe/Belfast': 'GB-NIR',
  'Europe/Dublin': 'IE',
  'America/New_York': 'US-NY',
  'Australia/Sydney': 'AU-NSW',
  'Australia/Melbourne': 'AU-VIC',
  'Australia/Brisbane': 'AU-QLD',
  'Australia/Adelaide': 'AU-SA',
  'Australia/Perth': 'AU-WA',
  'Australia/Hobart': 'AU-TAS',
  'Australia/Darwin': 'AU-NT',
  'Pacific/Auckland': 'NZ',
};

/** Whose holidays a branch in a time zone keeps, as long as it has not said so itself. */
export function regionOfZone(timeZone: string): string | null {
  return ZONE_REGIONS[timeZone] ?? null;
}
