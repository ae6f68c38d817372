import { expect, it } from 'vitest';
import type { PublishedStandard } from '#contract/public.ts';
import { noStandardPage, standardPage } from '#server/public-page.ts';

const hostile = `<script>alert(1)</script>"'&<img src=x onerror=alert(1)>`;
const day = { open: '09:00', close: '18:00', lunch: { from: '12:00', to: '13:00' } };
const published: PublishedStandard = {
  branchId: '01890000-0000-7000-8000-000000000001',
  institution: hostile,
  branch: hostile,
  officeHours: [null, day, day, day, day, { ...day, lunch: null }, null],
  timeZone: 'Asia/Seoul',
  closedOnPublicHolidays: true,
  name: hostile,
  version: '1.0.0',
  inForceFrom: '2026-01-01',
  groups: [
    { id: 'visit', title: hostile, clauses: [{ id: 'V1', title: hostile, text: hostile }] },
    { id: 'phone', title: 'empty', clauses: [] },
  ],
};

it.each(['ko', 'en'] as const)('whatever the words are, they stay words (%s)', (language) => {
  const html = standardPage(published, language, { branchId: hostile, canBook: true });
  expect(html).not.toMatch(/<script|<img|onerror=alert\(1\)>/);
  expect(html.match(/&#60;script&#62;alert\(1\)/g)?.length).toBe(9);
  expect(noStandardPage(language)).toMatch(/<h1>.+<\/h1>/);
});

it('says the week from Monday, the lunch, the closed days, and leaves out a group without clauses', () => {
  const html = standardPage(published, 'ko');
  const rows = [...html.matchAll(/<th scope="row">(.+?)<\/th><td>(.+?)<\/td>/g)].map((row) => row.slice(1));
  expect(rows[0]).toEqual(['월요일', '09:00–18:00 <span>점심 12:00–13:00</span>']);
  expect(rows[4]).toEqual(['금요일', '09:00–18:00']);
  expect(rows[6]).toEqual(['일요일', '쉼']);
  expect(html).toContain('2026년 1월 1일부터 시행');
  expect(html).toContain('공휴일에는 쉽니다');
  expect(html).not.toContain('empty');
  expect(standardPage(published, 'en')).toContain('in force from January 1, 2026');
});
