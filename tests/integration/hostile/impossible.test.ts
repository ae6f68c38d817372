import { ORPCError } from '@orpc/server';
import { expect, test } from 'vitest';
import { errorKey } from '#renderer/i18n/error-text.ts';
import { en, ko } from '#renderer/i18n/resources.ts';
import { aMemo } from '#tests/builders/memos.ts';
import { anOffice, type Office, requestId } from '#tests/builders/office.ts';
import { eachEngine } from '#tests/support/postgres.ts';

const seoul = (local: string) => new Date(`${local.replace(' ', 'T')}:00.000+09:00`);

/** The word of a refusal and its field; a text of several sentences for it in both languages is part of it. */
async function refusal(call: Promise<unknown>): Promise<[string, string | null]> {
  const error = await call.then(
    () => 'granted',
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ORPCError);
  const { key, field } = errorKey(error);
  for (const words of [ko, en]) expect(words.errors[key].split(/[.!?](?:\s|$)/).length).toBeGreaterThan(2);
  return [key, field];
}

const aVisit = (office: Office) =>
  office.as('이지훈').encounters.open({ requestId: requestId(), branchId: office.branchId, counterId: null });

eachEngine((_, open) => {
  test.each([
    ['yesterday', seoul('2026-11-19 15:00'), 'TIME_IN_PAST'],
    ['a minute ago', seoul('2026-11-20 14:31'), 'TIME_IN_PAST'],
    ['this moment', seoul('2026-11-20 14:32'), 'TIME_IN_PAST'],
    ['in a hundred years', seoul('2126-11-20 15:00'), 'TIME_IMPOSSIBLE'],
    ['in three hundred years', seoul('2326-11-20 15:00'), 'INSTANT_OUT_OF_RANGE'],
    ['before computers', seoul('1876-11-20 15:00'), 'INSTANT_OUT_OF_RANGE'],
    ['at no time at all', new Date(Number.NaN), 'INSTANT_INVALID'],
  ])('nobody is promised a call %s', async (_when, preferredAt, key) => {
    const office = await anOffice(await open());
    expect(await refusal(aMemo(office, { preferredAt }))).toEqual([key, 'preferredAt']);
    const { cards } = await office.as('이지훈').memos.board({ branchId: office.branchId, filter: 'branch' });
    expect(cards).toEqual([]);
  });

  test('a newly agreed time is one that can still come', async () => {
    const office = await anOffice(await open());
    const { id } = await aMemo(office);
    const officer = office.as('박서연');
    const { version } = await officer.memos.open({ requestId: requestId(), id });
    const interim = (newDueAt: Date) =>
      officer.memos.interim({
        requestId: requestId(),
        id,
        expectedVersion: version,
        said: '확인 중',
        newDueAt,
      });
    expect(await refusal(interim(seoul('2026-11-20 14:00')))).toEqual(['TIME_IN_PAST', 'newDueAt']);
    expect(await refusal(interim(seoul('2099-11-20 14:00')))).toEqual(['TIME_IMPOSSIBLE', 'newDueAt']);
    const { promise } = await officer.memos.get({ branchId: office.branchId, id });
    expect(promise.dueAt).toEqual(promise.originalDueAt);
  });

  test('nobody comes back before he left, or before now', async () => {
    const office = await anOffice(await open());
    const officer = office.as('박서연');
    const away = (times: { startsAt?: Date; returnsAt: Date | null }) =>
      officer.staff.setAbsence({
        requestId: requestId(),
        staffId: office.staff.박서연 ?? '',
        kind: 'meeting',
        told: null,
        ...times,
      });
    expect(await refusal(away({ returnsAt: seoul('2026-11-20 14:00') }))).toEqual([
      'TIME_IN_PAST',
      'returnsAt',
    ]);
    const backwards = { startsAt: seoul('2026-11-20 17:00'), returnsAt: seoul('2026-11-20 16:00') };
    expect(await refusal(away(backwards))).toEqual(['TIME_IMPOSSIBLE', 'returnsAt']);
    const directory = await officer.staff.directory({ branchId: office.branchId });
    expect(directory.find((one) => one.name === '박서연')?.presence.state).toBe('present');
  });

  test('a greeting and a step are recorded at times that have been', async () => {
    const office = await anOffice(await open());
    const window = office.as('이지훈');
    const { branchId } = office;
    const greet = (greetedAt: Date) =>
      window.encounters.open({ requestId: requestId(), branchId, counterId: null, greetedAt });
    expect(await refusal(greet(seoul('2026-11-20 15:00')))).toEqual(['TIME_IN_FUTURE', 'greetedAt']);
    expect(await refusal(greet(seoul('2025-11-20 15:00')))).toEqual(['TIME_IMPOSSIBLE', 'greetedAt']);
    const { id, version } = await aVisit(office);
    const tick = (occurredAt: Date) =>
      window.encounters.tick({
        requestId: requestId(),
        id,
        expectedVersion: version,
        step: 'introduction',
        occurredAt,
      });
    expect(await refusal(tick(seoul('2026-11-20 15:00')))).toEqual(['TIME_IN_FUTURE', 'occurredAt']);
    expect(await refusal(tick(seoul('2026-11-20 09:00')))).toEqual(['TIME_IMPOSSIBLE', 'occurredAt']);
    expect((await window.encounters.unclosed({ branchId })).encounters).toHaveLength(1);
  });

  test('an officer who left while he was chosen: visit and memo stay as they are, and reception is told', async () => {
    const office = await anOffice(await open());
    const window = office.as('이지훈');
    const { branchId } = office;
    const { id, version } = await aVisit(office);
    const directory = await office.as('한도윤').staff.directory({ branchId });
    const officer = directory.find((one) => one.name === '박서연');
    const officerId = officer?.id ?? '';
    await office.as('한도윤').staff.setActive({
      requestId: requestId(),
      id: officerId,
      expectedVersion: officer?.version ?? 0,
      active: false,
    });
    const on = { requestId: requestId(), id, expectedVersion: version };
    const sought = refusal(window.encounters.setOfficer({ ...on, staffId: officerId }));
    expect(await sought).toEqual(['STAFF_INACTIVE', 'staffId']);
    const handed = refusal(window.encounters.handOver({ ...on, to: officerId }));
    expect(await handed).toEqual(['STAFF_INACTIVE', 'to']);
    expect(await refusal(aMemo(office))).toEqual(['STAFF_INACTIVE', 'intendedId']);
    expect(await window.encounters.get({ branchId, id })).toMatchObject({ version, state: 'open' });
    // In the window of whoever left nothing can be done any more, and it says why.
    const his = refusal(office.as('박서연').memos.board({ branchId, filter: 'mine' }));
    expect(await his).toEqual(['STAFF_INACTIVE', null]);
  });

  test('a name is found however its letters are put together, a number however it is typed', async () => {
    const office = await anOffice(await open());
    const window = office.as('이지훈');
    const { branchId } = office;
    const add = (name: string, business: string, phone: string) =>
      window.customers.add({
        requestId: requestId(),
        branchId,
        name,
        business,
        phone,
        consent: { given: true, how: 'oral' },
      });
    await add('홍길동'.normalize('NFD'), '길동상회'.normalize('NFD'), '010-1234-5678');
    await add('홍길순'.normalize('NFC'), '길순상회'.normalize('NFC'), '+82 10 8765 4321');
    const found = async (query: string) => {
      const hits = await window.customers.search({ branchId, query, searchId: requestId() });
      return hits.map((hit) => hit.phone).sort();
    };
    for (const form of ['NFC', 'NFD', 'NFKD'] as const) {
      expect(await found('홍길동'.normalize(form)), form).toEqual(['010-****-5678']);
      expect(await found('길순상'.normalize(form)), form).toEqual(['010-****-4321']);
      expect(await found('홍길'.normalize(form)), form).toEqual(['010-****-4321', '010-****-5678']);
    }
    for (const typed of [
      '010-1234-5678',
      '01012345678',
      '+82 10 1234 5678',
      '+821012345678',
      '010 1234 5678',
    ])
      expect(await found(typed), typed).toEqual(['010-****-5678']);
    for (const typed of ['010-8765-4321', '01087654321', '+82 10 8765 4321', '８７６５４３２１', '4321'])
      expect(await found(typed), typed).toEqual(['010-****-4321']);
  });
});
