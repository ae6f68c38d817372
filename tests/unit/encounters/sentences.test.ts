import { describe, expect, test } from 'vitest';
import type { Presence, StaffRef } from '#contract/staff.ts';
import { handleHere, leave, setOfficer, wait } from '#core/encounters/hand-over.ts';
import { absenceSentence, type Saying, sentenceOf } from '#core/encounters/sentences.ts';
import { layOut } from '#core/encounters/steps.ts';
import type { Visit } from '#core/encounters/visit.ts';
import { createWorkCalendar, usualWeek } from '#core/standard/calendar.ts';
import { plain } from '#core/standard/script.ts';
import { aPack, aScene, aVisit, done, somebody, visitRules } from '#tests/builders/encounters.ts';

const person = (id: string, name: string, title: string): StaffRef => ({
  id,
  name,
  title,
  department: '보증팀',
  seat: '3번 자리',
});
const reception = person('reception', '이지훈', '주임');
const officer = person('officer', '박서연', '대리');

const absence = (kind: string, told: string, returnsAt: string | null): Presence => ({
  state: 'absent',
  absenceId: null,
  version: 1,
  kind,
  told,
  startsAt: null,
  returnsAt: returnsAt === null ? null : new Date(returnsAt),
});

function saying(change: Partial<Saying> = {}): Saying {
  return {
    pack: aPack(),
    language: 'ko',
    now: aScene().now,
    calendar: createWorkCalendar({ timeZone: 'Asia/Seoul', weekly: usualWeek(), publicHolidays: 'KR' }),
    branch: { institution: '대전신용보증재단', branch: '중부지점' },
    speaker: reception,
    officer: null,
    officerPresence: null,
    colleague: null,
    waiting: false,
    waitingPlace: '1번 창구',
    duty: null,
    expectedMinutes: null,
    ...change,
  };
}

function said(visit: Visit, step: string, about: Saying): string {
  const found = layOut(visitRules, visit.steps).find((one) => one.id === step);
  if (found === undefined) throw new Error(step);
  return plain(sentenceOf(found, about));
}

describe('what is said at the counter', () => {
  test('whoever serves names himself, in the window’s language', () => {
    expect(said(aVisit(), 'introduction', saying())).toBe('저는 이지훈 주임입니다.');
    expect(said(aVisit(), 'introduction', saying({ language: 'en' }))).toBe('I am 이지훈, 주임.');
  });

  test('the time a matter takes, where the branch has set one', () => {
    const about = saying({ duty: '보증 상담' });
    expect(said(aVisit(), 'purpose', about)).toBe('네, 말씀해 주십시오. 잘 듣고 도와드리겠습니다.');
    expect(said(aVisit(), 'purpose', { ...about, expectedMinutes: 30 })).toBe(
      '네, 보증 상담 업무는 보통 30분 정도 걸립니다.',
    );
  });

  test('an officer nobody has chosen stays a visible gap', () => {
    expect(said(aVisit(), 'officer', saying())).toContain('□□□');
  });

  test.each<[string, Presence]>([
    [
      '박서연 대리는 지금 외근 중이며 오후 3시 30분에 돌아올 예정입니다.',
      absence('outside', '외근', '2026-11-20T06:30:00.000Z'),
    ],
    [
      '박서연 대리는 지금 외근 중이며 돌아오는 시각은 아직 정해지지 않았습니다.',
      // Due back before now and still away: that time is not told again.
      absence('outside', '외근', '2026-11-20T05:00:00.000Z'),
    ],
    [
      '박서연 대리는 지금 자리를 비웠으며 돌아오는 시각은 아직 정해지지 않았습니다.',
      absence('private', '병원', null),
    ],
    [
      '박서연 대리는 지금 은행 방문으로 자리를 비웠으며 돌아오는 시각은 아직 정해지지 않았습니다.',
      absence('other', '은행 방문', null),
    ],
  ])('%s', (sentence, officerPresence) => {
    const about = saying({ officer, officerPresence });
    expect(plain(absenceSentence(about))).toBe(sentence);
    expect(said(aVisit(), 'officer', about)).toBe(sentence);
  });

  test('what was chosen for an absent officer has its own sentence', () => {
    const scene = aScene({ officerAbsent: true });
    const about = saying({ officer, officerPresence: absence('outside', '외근', null) });
    const sought = done(setOfficer(scene, aVisit(), somebody('officer', { present: false }))).visit;
    expect(said(done(wait(scene, sought)).visit, 'officer', { ...about, waiting: true })).toBe(
      '네, 1번 창구에서 기다려 주십시오. 박서연 대리가 돌아오는 대로 안내해 드리겠습니다.',
    );
    expect(said(done(handleHere(scene, sought)).visit, 'officer', { ...about, colleague: reception })).toBe(
      '같은 업무를 맡은 이지훈 주임이 대신 도와드리겠습니다.',
    );
    // The number the branch has not given is not said, not even as a gap.
    const left = done(leave(scene, sought, { note: '' })).visit;
    expect(said(left, 'officer', about)).toBe('오늘 바로 도와드리지 못해 죄송합니다.');
    expect(said(left, 'officer', { ...about, branch: { branch_phone: '042-555-0100' } })).toBe(
      '오늘 바로 도와드리지 못해 죄송합니다. 필요하시면 042-555-0100으로 언제든지 전화 주십시오.',
    );
  });
});
