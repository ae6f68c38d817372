import { expect, test } from 'vitest';
import { runDue } from '#core/promises/reminders.service.ts';
import { aMemo } from '#tests/builders/memos.ts';
import { anOffice, daejeonPack, type Office, requestId } from '#tests/builders/office.ts';
import { eachEngine } from '#tests/support/postgres.ts';

const seoul = (local: string) => new Date(`${local.replace(' ', 'T')}:00.000+09:00`);
const refused = (reason: string) => ({ data: { reason } });

/** The same standard, but an hour is an hour of office time, so that holidays matter to it. */
const workingHour = daejeonPack.replace('counting: elapsed', 'counting: working_hours');
const FRIDAY_1730 = '2026-11-20T08:30:00.000Z';

const manager = (office: Office) => office.as('한도윤').settings;
const monday = { date: '2026-11-23', closesAt: null };

const declare = (office: Office, day: object = {}) =>
  manager(office).declareHoliday({
    requestId: requestId(),
    branchId: office.branchId,
    name: '임시 공휴일',
    ...monday,
    ...day,
  });

const effect = (office: Office, day: object = {}) =>
  manager(office).holidayEffect({ branchId: office.branchId, withdraws: null, ...monday, ...day });

const memo = (office: Office, id: string) => office.as('박서연').memos.get({ branchId: office.branchId, id });

/** When somebody will be reminded, oldest first. */
async function planned(office: Office): Promise<string[]> {
  const rows = await office.frontDesk.desk.engine.db
    .selectFrom('due')
    .select(['kind', 'at'])
    .where('fired_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .orderBy('at')
    .execute();
  return rows.map(({ kind, at }) => `${kind} ${at}`);
}

eachEngine((_, open) => {
  test('a day declared later moves what is open, says so on the memo and keeps the first due time', async () => {
    const office = await anOffice(await open(), { now: FRIDAY_1730, pack: workingHour });
    const made = await aMemo(office);
    expect(made.promise).toMatchObject({ dueAt: seoul('2026-11-23 09:30'), dueReason: 'standard' });
    const agreed = await aMemo(office, { preferredAt: seoul('2026-11-23 14:00') });
    const answered = await aMemo(office);
    await office.as('박서연').memos.answer({
      ...{ requestId: requestId(), id: answered.id, expectedVersion: answered.version },
      ...{ said: '안내했습니다.', lateReason: null, lateAction: null },
    });
    const again = await office.as('박서연').memos.logAttempt({
      ...{ requestId: requestId(), id: made.id, expectedVersion: made.version },
      ...{ result: 'call_again', callAgainAt: seoul('2026-11-20 18:30'), note: '' },
    });

    expect(await effect(office)).toEqual({
      moved: [
        {
          promiseId: made.promise.id,
          interim: false,
          handler: '박서연',
          dueAt: seoul('2026-11-23 09:30'),
          newDueAt: seoul('2026-11-24 09:30'),
        },
      ],
      agreed: 1,
    });
    expect((await memo(office, made.id)).promise.dueAt).toEqual(seoul('2026-11-23 09:30'));

    const { id } = await declare(office);
    const moved = await memo(office, made.id);
    expect(moved.version).toBe(again.version + 1);
    expect(moved.promise).toMatchObject({
      dueAt: seoul('2026-11-24 09:30'),
      originalDueAt: seoul('2026-11-23 09:30'),
      dueBefore: seoul('2026-11-23 09:30'),
      dueReason: 'holiday_declared',
      state: 'open',
    });
    expect(moved.history.at(-1)).toMatchObject({
      kind: 'holiday_declared',
      actor: '한도윤',
      note: '임시 공휴일',
      data: { before: '2026-11-23T00:30:00.000Z', due: '2026-11-24T00:30:00.000Z', date: '2026-11-23' },
    });
    expect((await memo(office, agreed.id)).promise).toMatchObject({
      dueAt: seoul('2026-11-23 14:00'),
      dueReason: 'preferred',
    });
    expect((await memo(office, answered.id)).promise.state).toBe('kept');
    const reminders = await planned(office);
    expect(reminders.filter((line) => line.startsWith('promise_manager'))).toEqual([
      'promise_manager 2026-11-23T05:00:00.001Z',
      'promise_manager 2026-11-24T00:30:00.001Z',
    ]);
    expect(reminders).toContain('call_again 2026-11-20T09:30:00.000Z');
    const evidence = await office.frontDesk.desk.engine.db
      .selectFrom('fact')
      .select(['clause', 'subject_id', 'actor_id'])
      .where('event', '=', 'promise_moved')
      .execute();
    expect(evidence).toEqual([{ clause: 'P2', subject_id: made.promise.id, actor_id: office.staff.한도윤 }]);

    // A new promise is counted by the new calendar at once.
    expect((await aMemo(office)).promise.dueAt).toEqual(seoul('2026-11-24 09:30'));

    const [day] = (await manager(office).holidays({ branchId: office.branchId })).own;
    expect(day).toMatchObject({ id, date: '2026-11-23', name: '임시 공휴일', declaredBy: '한도윤' });
    await manager(office).withdrawHoliday({ requestId: requestId(), id, expectedVersion: 1 });
    const back = await memo(office, made.id);
    expect(back.promise).toMatchObject({
      dueAt: seoul('2026-11-23 09:30'),
      dueBefore: null,
      dueReason: 'standard',
    });
    expect(back.history.map(({ kind }) => kind).slice(-2)).toEqual(['holiday_declared', 'holiday_withdrawn']);
    await office.close();
  });

  test('other office hours count what is open anew as a declared day does; the first due time and the reason stay', async () => {
    const office = await anOffice(await open(), { now: FRIDAY_1730, pack: workingHour });
    const { branchId } = office;
    const made = await aMemo(office);
    const opensAt = async (opens: string, name: string) => {
      const branch = await manager(office).branch({ branchId });
      const { version, counters, departments, duties, reportBoxes } = branch;
      await manager(office).save({
        ...{ requestId: requestId(), id: branchId, expectedVersion: version, name },
        ...{ counters, departments, duties, reportBoxes },
        officeHours: branch.officeHours.map((day) => day && { ...day, open: opens }),
      });
    };
    // A new name alone moves nothing.
    await opensAt('09:00', '서부지점');
    expect((await memo(office, made.id)).version).toBe(made.version);
    await opensAt('10:00', '서부지점');
    const moved = await memo(office, made.id);
    expect(moved.promise).toMatchObject({
      dueAt: seoul('2026-11-23 10:30'),
      originalDueAt: seoul('2026-11-23 09:30'),
      dueBefore: seoul('2026-11-23 09:30'),
      dueReason: 'hours_changed',
    });
    expect(moved.history.at(-1)).toMatchObject({
      kind: 'hours_changed',
      actor: '한도윤',
      data: { before: '2026-11-23T00:30:00.000Z', due: '2026-11-23T01:30:00.000Z' },
    });
    expect((await planned(office)).filter((line) => line.startsWith('promise_manager'))).toEqual([
      'promise_manager 2026-11-23T01:30:00.001Z',
    ]);
    // Never before what was promised first, and back again where the hours are.
    await opensAt('08:00', '서부지점');
    expect((await memo(office, made.id)).promise).toMatchObject({
      dueAt: seoul('2026-11-23 09:30'),
      dueBefore: null,
      dueReason: 'standard',
    });
    await office.close();
  });

  test('two days after one another: the first due time is kept through both, and what is missed stays missed', async () => {
    const office = await anOffice(await open(), { now: FRIDAY_1730, pack: workingHour });
    const made = await aMemo(office);
    await declare(office);
    await declare(office, { date: '2026-11-24', name: '창립기념일' });
    expect((await memo(office, made.id)).promise).toMatchObject({
      dueAt: seoul('2026-11-25 09:30'),
      dueBefore: seoul('2026-11-23 09:30'),
    });
    office.clock.set('2026-11-25T00:31:00.000Z');
    await runDue(office.frontDesk.desk);
    await declare(office, { date: '2026-11-25' });
    expect((await memo(office, made.id)).promise.dueAt).toEqual(seoul('2026-11-25 09:30'));
    await office.close();
  });

  test('“the next morning” goes to the next morning the branch opens; a time agreed anew forgets the move', async () => {
    const office = await anOffice(await open(), { now: FRIDAY_1730 });
    const made = await aMemo(office, { afterClosing: 'next_morning' });
    expect(made.promise.dueAt).toEqual(seoul('2026-11-23 10:00'));
    await declare(office);
    const moved = await memo(office, made.id);
    expect(moved.promise).toMatchObject({
      dueAt: seoul('2026-11-24 10:00'),
      dueBefore: seoul('2026-11-23 10:00'),
      dueReason: 'holiday_declared',
    });
    await office.as('박서연').memos.interim({
      ...{ requestId: requestId(), id: made.id, expectedVersion: moved.version },
      ...{ said: '확인 후 다시 전화', newDueAt: seoul('2026-11-24 15:00') },
    });
    expect((await memo(office, made.id)).promise).toMatchObject({ dueReason: 'interim', dueBefore: null });
    await office.close();
  });

  test('a day past, known or impossible is refused; a half day closes early', async () => {
    const office = await anOffice(await open(), { now: FRIDAY_1730, pack: workingHour });
    const { branchId } = office;
    await expect(declare(office, { date: '2026-11-19' })).rejects.toMatchObject(refused('TIME_IN_PAST'));
    await expect(declare(office, { date: '2030-01-02' })).rejects.toMatchObject(refused('TIME_IMPOSSIBLE'));
    await expect(declare(office, { date: '2026-12-25' })).rejects.toMatchObject(refused('ALREADY_HOLIDAY'));
    for (const closesAt of ['18:00', '08:00', '20:00']) {
      await expect(declare(office, { closesAt })).rejects.toMatchObject(refused('TIME_IMPOSSIBLE'));
      await expect(effect(office, { closesAt })).rejects.toMatchObject(refused('TIME_IMPOSSIBLE'));
    }
    await expect(
      office.as('이지훈').settings.declareHoliday({
        ...{ requestId: requestId(), branchId, name: '내 휴일' },
        ...monday,
      }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const { id } = await declare(office, { date: '2026-11-20', closesAt: '17:45' });
    await expect(declare(office, { date: '2026-11-20' })).rejects.toMatchObject(refused('ALREADY_HOLIDAY'));
    expect((await aMemo(office)).promise.dueAt).toEqual(seoul('2026-11-23 09:45'));
    const list = await office.as('이지훈').settings.holidays({ branchId });
    expect(list.own).toMatchObject([{ date: '2026-11-20', closesAt: '17:45' }]);
    expect(list.known[0]).toMatchObject({ date: '2026-12-25' });
    expect(list.knownUntil).toBe('2027-12-31');
    office.clock.set('2026-11-21T01:00:00.000Z');
    await expect(
      manager(office).withdrawHoliday({ requestId: requestId(), id, expectedVersion: 1 }),
    ).rejects.toMatchObject(refused('TIME_IN_PAST'));
    await office.close();
  });

  test('a branch that keeps another country’s holidays counts by them', async () => {
    const office = await anOffice(await open(), { now: '2026-12-24T07:30:00.000Z', pack: workingHour });
    const { desk } = office.frontDesk;
    await desk.engine.db
      .updateTable('branch')
      .set({ time_zone: 'Europe/London', holiday_region: null })
      .execute();
    desk.branches.forget();
    office.clock.set('2026-12-24T17:30:00.000Z');
    // Friday is Christmas Day, Monday is Boxing Day observed.
    expect((await aMemo(office, { phone: '01632 960123' })).promise.dueAt).toEqual(
      new Date('2026-12-29T09:30:00.000Z'),
    );
    await desk.engine.db.updateTable('branch').set({ holiday_region: 'US' }).execute();
    desk.branches.forget();
    expect((await aMemo(office, { phone: '202-555-0147' })).promise.dueAt).toEqual(
      new Date('2026-12-28T09:30:00.000Z'),
    );
    await office.close();
  });
});
