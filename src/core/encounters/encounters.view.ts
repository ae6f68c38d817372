import type { EncounterCard, EncounterView, StepView } from '#contract/encounters.ts';
import type { StaffRef } from '#contract/staff.ts';
import type { StandardPack } from '#contract/standard-pack.ts';
import { actorOf, type Call } from '../kernel/call.ts';
import type { Branch, Desk, Executor } from '../kernel/desk.ts';
import { notFound } from '../kernel/refusals.ts';
import { presenceOf, type StaffMember, staffRefs, toRef } from '../staff/staff.service.ts';
import { branchBlanks } from '../standard/branch-blanks.ts';
import { inLanguage } from '../standard/script.ts';
import { callOf } from './calls.repository.ts';
import { PHONE } from './calls.ts';
import { callCardOf, callViewOf } from './calls.view.ts';
import {
  doersOf,
  dutyById,
  marksOf,
  memoOf,
  namedRow,
  type UnclosedRow,
  unclosedRows,
  visitOf,
  visitsInHand,
} from './encounters.repository.ts';
import { rankOfficers } from './rank-officers.ts';
import { absenceSentence, type Saying, sentenceOf } from './sentences.ts';
import { currentStep, isSettled, isSkippable, type LaidStep, layOut, stepRules } from './steps.ts';
import type { Visit } from './visit.ts';

/** Every visit and call not closed yet, oldest first, of any day, and how many the day has had. Three statements. */
export async function unclosed(
  desk: Desk,
  call: Call,
  branchId: string,
): Promise<{ today: number; callsToday: number; encounters: EncounterCard[] }> {
  const { today, calls, open } = await openVisits(desk, call, branchId);
  return { today, callsToday: calls, encounters: open.map(({ card }) => card) };
}

/** Visits on their way to somebody or with him, oldest first, each with the duty it is about. */
export async function inHandsOf(
  desk: Desk,
  call: Call,
  { branchId, staffId }: { branchId: string; staffId: string },
): Promise<{ visit: EncounterCard; dutyId: string | null }[]> {
  const { open } = await openVisits(desk, call, branchId);
  return open.flatMap(({ card, visit }) =>
    (card.state === 'handed_over' && visit.handedTo === staffId) ||
    (card.state === 'with_officer' && visit.servedBy === staffId)
      ? [{ visit: card, dutyId: visit.dutyId }]
      : [],
  );
}

async function openVisits(
  desk: Desk,
  call: Call,
  branchId: string,
): Promise<{ today: number; calls: number; open: { card: EncounterCard; visit: Visit }[] }> {
  const { db } = desk.engine;
  const now = desk.clock.now();
  const branch = await desk.branches.get(db, branchId);
  const { today, calls, visits } = await unclosedRows(db, branchId, branch.calendar.businessDate(now));
  if (visits.length === 0) return { today, calls, open: [] };
  const marks = Map.groupBy(
    await marksOf(
      db,
      visits.map((row) => row.id),
    ),
    (row) => row.encounter_id,
  );
  const members = await staffRefs(db, branchId);
  const open: { card: EncounterCard; visit: Visit }[] = [];
  for (const row of visits) {
    const pack = await desk.branches.pack(db, row.standard_id);
    const visit = visitOf(row, marks.get(row.id) ?? []);
    const laid = layOut(stepRules(pack, row.channel, null, visit.steps), visit.steps);
    open.push({ visit, card: cardOf(row, visit, laid, { pack, members, now, call }) });
  }
  return { today, calls, open };
}

interface Around {
  pack: StandardPack;
  members: ReadonlyMap<string, StaffMember>;
  now: Date;
  call: Call;
}

function refOf(members: Around['members'], id: string | null): StaffRef | null {
  const member = id === null ? undefined : members.get(id);
  return member === undefined ? null : toRef(member);
}

function cardOf(row: UnclosedRow, visit: Visit, laid: LaidStep[], around: Around): EncounterCard {
  const { pack, members, now, call } = around;
  const servedBy = refOf(members, visit.servedBy);
  if (servedBy === null) throw new Error(`visit ${row.id} is served by nobody of its branch`);
  const current = visit.state === 'closed' ? null : currentStep(laid);
  return {
    id: row.id,
    version: visit.version,
    channel: row.channel,
    call:
      row.call_number === null
        ? null
        : callCardOf({
            number: row.call_number,
            summary: row.call_summary ?? '',
            afterwards: row.call_afterwards ?? 0,
            missed: row.call_missed ?? 0,
          }),
    state: visit.state,
    openedAt: visit.openedAt,
    counter: row.counter_name,
    customer:
      row.customer_id === null
        ? null
        : {
            id: row.customer_id,
            name: row.customer_name ?? '',
            business: row.customer_business ?? '',
            phone: row.customer_phone ?? '',
            returning: (row.customer_encounters ?? 0) > 1,
          },
    // Own words may name people, so a card shows only the duty.
    purpose: row.duty_name ?? '',
    officer: refOf(members, visit.officerId),
    servedBy,
    handedTo: refOf(members, visit.handedTo),
    handedOverAt: visit.handedOverAt,
    waitingSince: visit.waitingSince,
    untaken: visit.state === 'handed_over' && untakenAt(visit.handedOverAt ?? now, pack) <= now,
    step: current === null ? null : inLanguage(current.rule.label, call.language, pack.language),
  };
}

/** From when on a hand-over counts as untaken. */
export function untakenAt(handedOverAt: Date, pack: StandardPack): Date {
  return new Date(handedOverAt.getTime() + pack.handover.untaken_after_minutes * 60_000);
}

/** One visit with its steps, sentences and the officers for its purpose. NOT_FOUND for another branch's. */
export async function getEncounter(
  desk: Desk,
  call: Call,
  input: { branchId: string; id: string },
): Promise<EncounterView> {
  const { db } = desk.engine;
  const now = desk.clock.now();
  const branch = await desk.branches.get(db, input.branchId);
  const row = await namedRow(db, input.id);
  if (row === undefined || row.branch_id !== branch.id) throw notFound('encounter', input.id);
  const pack = await desk.branches.pack(db, row.standard_id);
  const visit = visitOf(row, await marksOf(db, [row.id]));
  const members = await staffRefs(db, branch.id);
  const presence = await presenceOf(db, branch, members.keys(), now, call.language);
  const officerPresence = visit.officerId === null ? null : (presence.get(visit.officerId) ?? null);
  const absent = officerPresence?.state === 'absent';
  const situation = absent ? 'officer_absent' : 'officer_present';
  const rules = stepRules(pack, row.channel, situation, visit.steps);
  const laid = layOut(rules, visit.steps);
  const ofCall = row.channel === PHONE ? await callOf(db, row.id) : undefined;
  const around = { pack, rules, language: call.language, refOf: (id: string) => refOf(members, id) };
  const duty = visit.dutyId === null ? undefined : await dutyById(db, visit.dutyId);
  const saying: Saying = {
    ...whoSpeaks(visit, members, actorOf(call).id),
    pack,
    language: call.language,
    now,
    calendar: branch.calendar,
    branch: branchBlanks(branch),
    officerPresence,
    waiting: visit.state === 'waiting',
    waitingPlace: row.counter_name,
    duty: duty?.name ?? null,
    expectedMinutes: duty?.expected_minutes ?? null,
  };
  return {
    ...cardOf(row, visit, laid, { pack, members, now, call }),
    call: ofCall === undefined ? null : callViewOf(ofCall, around),
    businessDate: row.business_date,
    dutyId: visit.dutyId,
    purposeText: visit.purpose,
    expectedMinutes: saying.expectedMinutes,
    outcome: visit.outcome,
    outcomeNote: visit.outcomeNote,
    closedAt: visit.closedAt,
    memoId: await memoOf(db, row.id),
    steps: laid.map((step) => stepViewOf(step, visit, saying, members)),
    currentStep: visit.state === 'closed' ? null : (currentStep(laid)?.id ?? null),
    officerPresence,
    absenceSentence: absenceSentence(saying),
    officers: await officersFor(db, branch, visit, members, presence),
  };
}

/** Before a hand-over is taken whoever looks at the visit speaks, afterwards whoever took it. */
function whoSpeaks(visit: Visit, members: Around['members'], actorId: string) {
  const helper = visit.handedTo ?? (visit.takenAt === null ? null : visit.servedBy);
  return {
    speaker: refOf(members, visit.takenAt === null && visit.state !== 'closed' ? actorId : visit.servedBy),
    officer: refOf(members, visit.officerId),
    colleague: helper === visit.officerId ? null : refOf(members, helper ?? handledBy(visit)),
  };
}

/** A colleague who handles it at the counter without a hand-over. */
function handledBy(visit: Visit): string | null {
  return visit.outcome === 'handled' ? visit.servedBy : null;
}

function stepViewOf(step: LaidStep, visit: Visit, saying: Saying, members: Around['members']): StepView {
  const { rule, mark } = step;
  const { pack, language } = saying;
  const settled = isSettled(step) ? mark : null;
  return {
    id: step.id,
    clause: rule.clause,
    label: inLanguage(rule.label, language, pack.language),
    state: settled === null ? 'pending' : settled.state === 'skipped' ? 'skipped' : 'done',
    at: settled?.at ?? null,
    how: settled?.how ?? null,
    reason: settled?.state === 'skipped' ? settled.reason : null,
    actor: settled === null ? null : (members.get(settled.actorId)?.name ?? null),
    say: sentenceOf(step, saying),
    hint: rule.hint === undefined ? '' : inLanguage(rule.hint, language, pack.language),
    on: rule.on,
    skippable: isSkippable(rule, visit.outcome),
    skipReasons: rule.skip_reasons.map((reason) => inLanguage(reason.label, language, pack.language)),
  };
}

/** Active people who see customers, or who do the duty whatever else they are. */
async function officersFor(
  executor: Executor,
  branch: Branch,
  visit: Visit,
  members: Around['members'],
  presence: Awaited<ReturnType<typeof presenceOf>>,
) {
  const doers = await doersOf(executor, visit.dutyId);
  const busy = await visitsInHand(executor, branch.id);
  const candidates = [...members.values()].flatMap((member) => {
    const known = presence.get(member.id);
    const seesCustomers =
      doers.has(member.id) || member.roles.includes('employee') || member.roles.includes('manager');
    return member.active && seesCustomers && known ? [{ ...toRef(member), presence: known }] : [];
  });
  return rankOfficers({ members: candidates, doers, busy });
}
