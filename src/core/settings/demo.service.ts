import type { Receipt } from '#contract/rules.ts';
import { giveAccounts, hashOfShared } from '../accounts/whole-branch.service.ts';
import type { Desk, Trx } from '../kernel/desk.ts';
import { newId } from '../kernel/ids.ts';
import { changeStaff, staffRefs } from '../staff/staff.service.ts';
import { addDays } from '../standard/calendar.ts';
import { duties, firstPage, people } from './demo/branch.ts';
import { Narrator } from './demo/narrator.ts';
import { planPapers, writeChecklists } from './demo/papers.ts';
import { minutesAfter, StoryClock, Timeline } from './demo/timeline.ts';
import { planScene, SCENE_BEGINS } from './demo/today.ts';
import { Weeks } from './demo/weeks.ts';
import type { PackSource } from './pack-shelf.ts';
import { branchSettings, saveSettings } from './settings.service.ts';
import { setUpBranch } from './setup.service.ts';

/** Working days before today that have been worked. */
const DAYS = 15;

/**
 * Fills an empty store with the demo branch: three weeks of visits, calls, memos and promises up to the present, made by the
 * real services under a clock that is moved, all in one transaction. Refused (ALREADY_SET_UP) where there is a branch;
 * the same request gets its first answer again. Everybody signs in with `password`; there is none the demo comes with.
 */
export async function seedDemo(
  desk: Desk,
  source: PackSource,
  { requestId, password }: { requestId: string; password: string },
): Promise<Receipt> {
  const now = desk.clock.now();
  const hash = await hashOfShared(desk, password);
  try {
    return await desk.engine.db.transaction().execute(async (trx) => {
      const first = await trx
        .selectFrom('idempotency')
        .selectAll()
        .where('request_id', '=', requestId)
        .executeTakeFirst();
      if (first !== undefined) return { id: first.entity_id, version: first.version, seq: first.seq };
      const clock = new StoryClock(now);
      const story: Desk = {
        engine: { ...desk.engine, kind: desk.engine.kind, db: inside(trx), close: async () => {} },
        clock,
        // Nobody listens to a branch that is not there yet, so nobody is told of its past.
        feed: desk.feed,
        branches: desk.branches,
        passwords: desk.passwords,
        seats: desk.seats,
        messageHandlers: desk.messageHandlers,
        subjects: desk.subjects,
        planned: () => {},
      };
      const receipt = await tell(story, clock, source, requestId, now);
      await giveAccounts(trx, receipt.id, people, { hash, now });
      return receipt;
    });
  } finally {
    desk.branches.forget();
    desk.planned();
  }
}

/** The store as seen from inside a transaction: what asks for one of its own gets this one. */
function inside(trx: Trx): Desk['engine']['db'] {
  const begin = () => ({ execute: <T>(work: (inner: Trx) => Promise<T>) => work(trx) });
  return new Proxy(trx, {
    get(target, key) {
      if (key === 'transaction') return begin;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

async function tell(
  desk: Desk,
  clock: StoryClock,
  source: PackSource,
  requestId: string,
  now: Date,
): Promise<Receipt> {
  // Sixty days hold fifteen working days, whatever feasts fall into them.
  clock.set(minutesAfter(now, -60 * 24 * 60));
  const file = source.forDemo();
  const receipt = await setUpBranch(desk, { actor: null, language: 'ko', source: 'demo' }, source, {
    ...firstPage,
    requestId,
    ...(file === null ? {} : { packHash: file.hash }),
  });
  await furnish(desk, source, receipt.id);
  const story = await Narrator.at(desk, source, receipt.id);
  const timeline = new Timeline(clock, now);
  const weeks = new Weeks(story, timeline);
  const { calendar } = story.branch;
  const today = calendar.businessDate(now);
  const days: string[] = calendar.isWorkingDay(today) ? [today] : [];
  for (let day = addDays(today, -1); days.length < DAYS + 1; day = addDays(day, -1)) {
    if (calendar.isWorkingDay(day)) days.unshift(day);
  }
  const sceneBegins = minutesAfter(now, -SCENE_BEGINS);
  for (const [index, day] of days.entries()) {
    const [opens, closes] = [calendar.opensAt(day), calendar.closesAt(day)];
    const nextOpening = calendar.opensAt(calendar.nextWorkingDay(day));
    if (opens === null || closes === null || nextOpening === null) continue;
    const until = sceneBegins < closes ? sceneBegins : closes;
    weeks.planDay({ index, opens, closes, until, nextOpening });
  }
  planScene(story, timeline, now);
  await writeChecklists(story, people[0]?.name ?? '');
  planPapers(story, timeline, now);
  await timeline.play();
  return receipt;
}

/** What the first page does not ask: expected times, further roles, who does what and stands in for whom. */
async function furnish(desk: Desk, source: PackSource, branchId: string): Promise<void> {
  const story = await Narrator.at(desk, source, branchId);
  const manager = story.as(people[0]?.name ?? '');
  const settings = await branchSettings(desk, manager, source, branchId);
  await saveSettings(desk, manager, {
    requestId: newId(),
    id: branchId,
    expectedVersion: settings.version,
    name: settings.name,
    phone: settings.phone,
    officeHours: settings.officeHours,
    reportBoxes: settings.reportBoxes,
    counters: settings.counters,
    departments: settings.departments,
    duties: settings.duties.map(({ id, name }) => ({
      id,
      name,
      expectedMinutes: duties.find((duty) => duty.name === name)?.minutes ?? null,
    })),
  });
  for (const member of (await staffRefs(desk.engine.db, branchId)).values()) {
    const person = people.find(({ name }) => name === member.name);
    if (person === undefined) continue;
    await changeStaff(desk, manager, {
      requestId: newId(),
      id: member.id,
      expectedVersion: member.version,
      name: member.name,
      title: member.title,
      departmentId: member.departmentId,
      seat: member.seat,
      roles: person.roles,
      substituteId: story.id(person.substitute),
      dutyIds: person.duties.map((duty) => story.dutyId(duty)),
    });
  }
}
