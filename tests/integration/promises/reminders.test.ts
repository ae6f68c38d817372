import { expect, test } from 'vitest';
import { runDue } from '#core/promises/reminders.service.ts';
import { aMemo } from '#tests/builders/memos.ts';
import { anOffice, type Office, requestId } from '#tests/builders/office.ts';
import { eachEngine } from '#tests/support/postgres.ts';

const on = (memo: { id: string; version: number }) => ({
  requestId: requestId(),
  id: memo.id,
  expectedVersion: memo.version,
});
const anAnswer = { said: '답변했습니다.', lateReason: null, lateAction: null };

/** Every notice ever made, as who was told what. */
async function told(office: Office): Promise<string[]> {
  const rows = await office.frontDesk.desk.engine.db
    .selectFrom('notice')
    .innerJoin('staff', 'staff.id', 'notice.staff_id')
    .select(['staff.name', 'notice.kind'])
    .orderBy('notice.at')
    .orderBy('notice.kind')
    .orderBy('staff.sort')
    .execute();
  return rows.map((row) => `${row.name} ${row.kind}`);
}

const pending = async (office: Office) =>
  await office.frontDesk.desk.engine.db
    .selectFrom('due')
    .select(['kind', 'at'])
    .where('fired_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .orderBy('at')
    .execute();

const mine = (office: Office, name: string) => office.as(name).notices.mine({ branchId: office.branchId });

const officerAt15 = ['박서연 promise_officer'];
const bothAt5 = ['박서연 promise_officer', '이지훈 promise_substitute'];
const managerAfter = ['한도윤 promise_manager'];

eachEngine((_, open) => {
  test('the officer at fifteen minutes, the substitute as well at five, the manager when it is overdue', async () => {
    const office = await anOffice(await open());
    const { desk } = office.frontDesk;
    await aMemo(office);
    office.clock.pass(44.999);
    await runDue(desk);
    expect(await told(office)).toEqual([]);
    office.clock.pass(0.001);
    await runDue(desk);
    expect(await told(office)).toEqual(officerAt15);
    office.clock.pass(10);
    await runDue(desk);
    expect(await told(office)).toEqual([...officerAt15, ...bothAt5]);
    office.clock.pass(5);
    await runDue(desk);
    // At the due time itself it is not overdue.
    expect(await told(office)).toHaveLength(3);
    office.clock.pass(1);
    await runDue(desk);
    expect(await told(office)).toEqual([...officerAt15, ...bothAt5, ...managerAfter]);
    await office.close();
  });

  test('what was missed while the machine slept is said once, however often and by how many it is asked', async () => {
    const office = await anOffice(await open());
    const { desk } = office.frontDesk;
    await aMemo(office);
    office.clock.pass(8 * 60);
    await Promise.all([runDue(desk), runDue(desk), runDue(desk)]);
    await runDue(desk);
    expect(await told(office)).toEqual(
      [...managerAfter, '박서연 promise_officer', '박서연 promise_officer', '이지훈 promise_substitute'].sort(
        (a, b) => (a.slice(4) < b.slice(4) ? -1 : 1),
      ),
    );
    expect(await pending(office)).toEqual([]);
    await office.close();
  });

  test('set right by the clock alone: the ticker wakes when something comes due', async () => {
    const office = await anOffice(await open());
    office.clock.pass(50);
    // Planning pokes the ticker; its first reminder lies in the past already, so it comes at once.
    const preferredAt = new Date(office.clock.now().getTime() + 10 * 60_000);
    await aMemo(office, { preferredAt });
    for (let tries = 0; tries < 200 && (await told(office)).length === 0; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    expect(await told(office)).toEqual(officerAt15);
    await office.close();
  });

  test('answered in time, nobody is told any more; a moved due time moves them along', async () => {
    const office = await anOffice(await open());
    const { desk } = office.frontDesk;
    const answered = await aMemo(office);
    await office.as('박서연').memos.answer({ ...on(answered), ...anAnswer });
    const moved = await aMemo(office);
    const newDueAt = new Date(office.clock.now().getTime() + 3 * 60 * 60_000);
    await office.as('박서연').memos.interim({ ...on(moved), said: '확인 후 다시 전화', newDueAt });
    expect((await pending(office)).map((row) => row.kind)).toEqual([
      'promise_officer',
      'promise_substitute',
      'promise_manager',
    ]);
    office.clock.pass(2 * 60);
    await runDue(desk);
    expect(await told(office)).toEqual([]);
    office.clock.pass(45);
    await runDue(desk);
    expect(await told(office)).toEqual(officerAt15);
    await office.close();
  });

  test('whoever has it now is told, not who had it when it was planned', async () => {
    const office = await anOffice(await open());
    const memo = await aMemo(office);
    await office.as('최민호').memos.takeOver(on(memo));
    office.clock.pass(45);
    await runDue(office.frontDesk.desk);
    expect(await told(office)).toEqual(['최민호 promise_officer']);
    expect(await mine(office, '박서연')).toEqual([]);
    await office.close();
  });

  test('handed on after the reminder: taken back from the one, told the other', async () => {
    const office = await anOffice(await open());
    const { desk } = office.frontDesk;
    const memo = await aMemo(office);
    office.clock.pass(46);
    await runDue(desk);
    expect(await mine(office, '박서연')).toHaveLength(1);
    const to = office.staff.최민호 ?? '';
    await office.as('박서연').memos.handOn({ ...on(memo), to, reason: '담당 업무' });
    await runDue(desk);
    expect(await mine(office, '박서연')).toEqual([]);
    expect(await mine(office, '최민호')).toMatchObject([{ kind: 'promise_officer', about: '최민호' }]);
    await office.close();
  });

  test('a due time agreed anew takes back what was said of the one before', async () => {
    const office = await anOffice(await open());
    const { desk } = office.frontDesk;
    const memo = await aMemo(office);
    office.clock.pass(61);
    await runDue(desk);
    expect(await mine(office, '한도윤')).toMatchObject([{ kind: 'promise_manager' }]);
    const newDueAt = new Date(office.clock.now().getTime() + 3 * 60 * 60_000);
    const late = { said: '확인 후 다시 전화', newDueAt, lateReason: '회의' };
    await office.as('박서연').memos.interim({ ...on(memo), ...late });
    expect(await mine(office, '한도윤')).toEqual([]);
    expect(await mine(office, '박서연')).toEqual([]);
    await office.close();
  });

  test('asked to call later, the handler is told at that time; another attempt calls it off', async () => {
    const office = await anOffice(await open());
    const { desk } = office.frontDesk;
    const inMinutes = (count: number) => new Date(office.clock.now().getTime() + count * 60_000);
    const attempt = { result: 'call_again' as const, note: '' };
    const memo = await aMemo(office);
    const first = await office
      .as('박서연')
      .memos.logAttempt({ ...on(memo), ...attempt, callAgainAt: inMinutes(10) });
    const second = await office
      .as('박서연')
      .memos.logAttempt({ ...on(first), ...attempt, callAgainAt: inMinutes(20) });
    office.clock.pass(19);
    await runDue(desk);
    expect(await told(office)).toEqual([]);
    office.clock.pass(1);
    await runDue(desk);
    expect(await mine(office, '박서연')).toMatchObject([
      { kind: 'call_again', subjectId: memo.id, dueAt: office.clock.now(), customerName: '김○수' },
    ]);
    await office.as('박서연').memos.logAttempt({
      ...on(second),
      result: 'no_answer',
      note: '',
      callAgainAt: null,
    });
    expect(await mine(office, '박서연')).toEqual([]);
    await office.close();
  });

  test('what was read of a reminder is in the log', async () => {
    const office = await anOffice(await open());
    const memo = await aMemo(office);
    office.clock.pass(45);
    await runDue(office.frontDesk.desk);
    await mine(office, '박서연');
    const { branchId } = office;
    const [newest] = await office.as('한도윤').system.recentActivity({ branchId });
    expect(newest).toMatchObject({ action: 'notices.mine', actor: '박서연', subjects: [`memo:${memo.id}`] });
    await office.close();
  });

  test('a notice is mine until I have seen it or the memo is closed; names are masked', async () => {
    const office = await anOffice(await open());
    const memo = await aMemo(office);
    office.clock.pass(45);
    await runDue(office.frontDesk.desk);
    const [notice] = await mine(office, '박서연');
    expect(notice).toMatchObject({
      kind: 'promise_officer',
      subjectType: 'memo',
      subjectId: memo.id,
      dueAt: memo.promise.dueAt,
      customerName: '김○수',
      about: '박서연',
    });
    const seen = { requestId: requestId(), branchId: office.branchId, ids: [notice?.id ?? ''] };
    // Another's notice cannot be put away.
    await expect(office.as('최민호').notices.seen(seen)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const first = await office.as('박서연').notices.seen({ ...seen, requestId: requestId() });
    expect(first.id).toBe(notice?.id);
    expect(await mine(office, '박서연')).toEqual([]);

    office.clock.pass(20);
    await runDue(office.frontDesk.desk);
    expect(await mine(office, '한도윤')).toHaveLength(1);
    await office.as('박서연').memos.answer({ ...on(memo), ...anAnswer, lateReason: '회의' });
    expect(await mine(office, '한도윤')).toEqual([]);
    await office.close();
  });

  test('a visit nobody took: reception is told, with whose it is', async () => {
    const office = await anOffice(await open());
    const reception = office.as('이지훈');
    const { branchId } = office;
    const visit = await reception.encounters.open({ requestId: requestId(), branchId, counterId: null });
    const to = office.staff.박서연 ?? '';
    const handed = await reception.encounters.setOfficer({ ...on(visit), staffId: to });
    await reception.encounters.handOver({ ...on(handed), to });
    office.clock.pass(3);
    await runDue(office.frontDesk.desk);
    expect(await told(office)).toEqual(['이지훈 handover_untaken']);
    expect(await mine(office, '이지훈')).toMatchObject([
      { subjectType: 'encounter', subjectId: visit.id, about: '박서연' },
    ]);

    // Taken back and handed over anew: what was said of the first time does not come up again.
    const card = async () => await reception.encounters.get({ branchId, id: visit.id });
    const back = await reception.encounters.recall(on(await card()));
    expect(await mine(office, '이지훈')).toEqual([]);
    await reception.encounters.handOver({ ...on(back), to });
    expect(await mine(office, '이지훈')).toEqual([]);
    office.clock.pass(3);
    await runDue(office.frontDesk.desk);
    expect(await mine(office, '이지훈')).toHaveLength(1);
    await office.as('박서연').encounters.take(on(await card()));
    expect(await mine(office, '이지훈')).toEqual([]);
    await office.close();
  });

  test('naming the customer of a visit on its way does not silence the word that nobody has taken it', async () => {
    const office = await anOffice(await open());
    const { branchId } = office;
    const reception = office.as('이지훈');
    const { id: customerId } = await reception.customers.add({
      ...{ requestId: requestId(), branchId, name: '김민수', business: '', phone: '010-1234-2748' },
      consent: { given: true, how: 'oral' },
    });
    const visit = await reception.encounters.open({ requestId: requestId(), branchId, counterId: null });
    const handed = await reception.encounters.handOver({ ...on(visit), to: office.staff.박서연 ?? '' });
    await reception.encounters.setCustomer({ ...on(handed), customerId });
    office.clock.pass(3);
    await runDue(office.frontDesk.desk);
    expect(await told(office)).toEqual(['이지훈 handover_untaken']);
    await office.close();
  });

  test('what the desk says by itself is in the activity log, and the chain holds', async () => {
    const office = await anOffice(await open());
    const memo = await aMemo(office);
    office.clock.pass(120);
    await runDue(office.frontDesk.desk);
    const rows = await office.frontDesk.desk.engine.db
      .selectFrom('activity')
      .select(['actor_id', 'subjects'])
      .where('action', '=', 'reminders.say')
      .execute();
    expect(rows.map((row) => row.actor_id)).toEqual(['system']);
    expect(rows[0]?.subjects).toContain(memo.id);
    const { brokenAt } = await office.as('한도윤').system.verifyActivity({ branchId: office.branchId });
    expect(brokenAt).toBeNull();
    await office.close();
  });
});
