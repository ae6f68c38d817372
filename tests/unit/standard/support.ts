import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { StandardPack } from '#contract/standard-pack.ts';
import { type CalendarRules, createWorkCalendar, usualWeek } from '#core/standard/calendar.ts';
import { parsePack } from '#core/standard/pack.ts';

const asset = (name: string) => fileURLToPath(new URL(`../../../assets/standards/${name}`, import.meta.url));

/** The text of a pack that ships. */
export const packYaml = (file: string): string => readFileSync(asset(file), 'utf8');
export const DAEJEON_YAML = packYaml('daejeon.ko.yaml');
export const DAEJEON_PUBLISHED = readFileSync(asset('source/daejeon.ko.txt'), 'utf8');

export function daejeonPack(): StandardPack {
  const parsed = parsePack(DAEJEON_YAML, 'daejeon.ko.yaml');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems, null, 2));
  return parsed.pack;
}

/** Monday to Friday 09:00–18:00 in Seoul with the official holidays. */
export function seoulCalendar(over: Partial<CalendarRules> = {}) {
  return createWorkCalendar({ timeZone: 'Asia/Seoul', weekly: usualWeek(), publicHolidays: 'KR', ...over });
}

export const LUNCH = { from: '12:00', to: '13:00' };

/** A wall-clock moment in Seoul: `seoul('2026-11-23 14:32')`. */
export const seoul = (local: string): Date => new Date(`${local.replace(' ', 'T')}+09:00`);
