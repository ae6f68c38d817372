import type { Known } from '#contract/encounters.ts';
import type {
  SiteVisitCard,
  SiteVisitEvent,
  SiteVisitState,
  SiteVisitView,
  VisitPromise,
} from '#contract/site-visits.ts';
import type { StaffRef } from '#contract/staff.ts';
import { fromInstant, toInstant } from '#storage/codecs.ts';
import type { PromiseRow } from '#storage/schema.ts';
import type { SiteVisitEventRow } from '#storage/schema-site-visits.ts';
import { logReading } from '../audit/activity.service.ts';
import { refusesTexts } from '../customers/customers.service.ts';
import { actorOf, type Call } from '../kernel/call.ts';
import type { Desk } from '../kernel/desk.ts';
import { forbidden, notFound } from '../kernel/refusals.ts';
import { needsLateReason } from '../promises/promise.ts';
import { currentPromise, openPromisesOf, promisesOf } from '../promises/promises.service.ts';
import { type StaffMember, staffRefs, toRef } from '../staff/staff.service.ts';
import { addDays } from '../standard/calendar.ts';
import { inLanguage } from '../standard/script.ts';
import { ownLanguage } from '../standard/spoken-language.ts';
import { conflictsAt } from './calendar.service.ts';
import { nextStep, stepsOf } from './site-visit.ts';
import {
  type NamedVisitRow,
  namedSiteVisit,
  openSiteVisits,
  siteVisitEvents,
  siteVisitSteps,
  siteVisitsBetween,
  siteVisitsEnded,
} from './site-visits.repository.ts';
import { textOf } from './text-visit.service.ts';
import { sayStep, type VisitSaying, writeText } from './visit-sentences.ts';
import { CHANNEL, visitOfRow, visitSteps } from './visit-write.service.ts';
import { visitWord } from './word-visit.service.ts';

type Members = ReadonlyMap<string, StaffMember>;
const MINUTE_MS = 60_000;

const timeOf = (row: NamedVisitRow) => `${row.agreed_at ?? '9'} ${row.id}`;
export const byTime = (a: NamedVisitRow, b: NamedVisitRow) => (timeOf(a) < timeOf(b) ? -1 : 1);

function refOf(members: Members, id: string): StaffRef {
  const member = members.get(id);
  if (member === undefined) throw new Error(`staff ${id} is not of the visit's branch`);
  return toRef(member);
}

/** What the standard in force says of such visits. */
export async function visitStandard(desk: Desk, call: Call, { branchId }: { branchId: string }) {
  const { pack } = await desk.branches.get(desk.engine.db, branchId);
  const channel = Object.hasOwn(pack.channels, CHANNEL) ? pack.channels[CHANNEL] : undefined;
  if (channel === undefined) return { channel: null };
  const spoken = (text: Parameters<typeof inLanguage>[0]) => inLanguage(text, call.language, pack.language);
  const steps = channel.steps.map(({ id, clause, label, on }) => ({ id, clause, label: spoken(label), on }));
  return { channel: { label: spoken(channel.label), steps } };
}

export function visitCard(row: NamedVisitRow, members: Members): SiteVisitCard {
  return {
    id: row.id,
    version: row.version,
    state: row.state as SiteVisitState,
    customerId: row.customer_id,
    customerName: row.customer_name,
    business: row.business,
    phone: row.phone,
    address: row.address,
    dutyId: row.duty_id,
    duty: row.duty,
    officer: refOf(members, row.officer_id),
    companion: row.companion_id === null ? null : refOf(members, row.companion_id),
    agreedAt: fromInstant(row.agreed_at),
    minutes: row.minutes,
    expectedAt: fromInstant(row.expected_at),
    arrivedAt: fromInstant(row.arrived_at),
    closedAt: fromInstant(row.closed_at),
    madeAt: fromInstant(row.made_at),
  };
}

/** Every visit not over yet by its time, those of today that ended among them; those without a time last. */
export async function visitBoard(desk: Desk, { branchId }: { branchId: string }): Promise<SiteVisitCard[]> {
  const { db } = desk.engine;
  const { calendar } = await desk.branches.get(db, branchId);
  const today = calendar.businessDate(desk.clock.now());
  const [from, until] = [
    toInstant(new Date(calendar.endOfDay(addDays(today, -1)).getTime() + 1)),
    toInstant(new Date(calendar.endOfDay(today).getTime() + 1)),
  ];
  const open = await openSiteVisits(db, branchId);
  const todays = (await siteVisitsBetween(db, branchId, from, until)).filter((row) => row.closed_at !== null);
  const ended = await siteVisitsEnded(db, branchId, from, until);
  const over = new Map([...todays, ...ended].map((row) => [row.id, row]));
  const members = await staffRefs(db, branchId);
  return [...open, ...over.values()].sort(byTime).map((row) => visitCard(row, members));
}

export async function ownVisit(desk: Desk, branchId: string, id: string): Promise<NamedVisitRow> {
  const row = await namedSiteVisit(desk.engine.db, id);
  if (row === undefined || row.branch_id !== branchId) throw notFound('site_visit', id);
  return row;
}

/** Whose id a datum of an event is; shown by name. */
const PEOPLE = new Set(['from', 'to', 'officer']);

function eventView(row: SiteVisitEventRow, members: Members): SiteVisitEvent {
  const data = JSON.parse(row.data) as SiteVisitEvent['data'];
  for (const key of PEOPLE) {
    const value = data[key];
    if (typeof value === 'string') data[key] = members.get(value)?.name ?? value;
  }
  return {
    id: row.id,
    kind: row.kind,
    at: fromInstant(row.at),
    actor: members.get(row.actor_id)?.name ?? '',
    note: row.note,
    data,
  };
}

const promiseOf = (row: PromiseRow): VisitPromise => ({
  clause: row.clause,
  state: row.state as VisitPromise['state'],
  originalDueAt: fromInstant(row.original_due_at),
  dueAt: fromInstant(row.due_at),
  closedAt: fromInstant(row.closed_at),
  lateReason: row.late_reason,
});

async function sayingOf(desk: Desk, call: Call, row: NamedVisitRow, members: Members, revealed: boolean) {
  const { db } = desk.engine;
  const now = desk.clock.now();
  const at = fromInstant(row.agreed_at);
  const late = at === null ? 0 : Math.ceil((now.getTime() - at.getTime()) / MINUTE_MS);
  const saying: VisitSaying = {
    row,
    branch: await desk.branches.get(db, row.branch_id),
    pack: await desk.branches.pack(db, row.standard_id),
    officer: refOf(members, row.officer_id),
    language: call.language,
    now,
    at,
    lateMinutes: row.arrived_at === null && late > 0 ? late : null,
    revealed,
  };
  return saying;
}

async function viewOf(desk: Desk, call: Call, row: NamedVisitRow, revealed: boolean): Promise<SiteVisitView> {
  const { db } = desk.engine;
  const members = await staffRefs(db, row.branch_id);
  const saying = await sayingOf(desk, call, row, members, revealed);
  const { pack, branch, now } = saying;
  const rows = await siteVisitSteps(db, row.id);
  const visit = visitOfRow(row, rows);
  const rules = visitSteps(pack);
  const done = new Map(rows.map((one) => [one.step, one]));
  const about = { type: 'site_visit', id: row.id } as const;
  const promises = await promisesOf(db, about);
  const promise = promises.length === 0 ? null : currentPromise(promises);
  const [open] = await openPromisesOf(db, pack, about);
  const spoken = (text: Parameters<typeof inLanguage>[0]) => inLanguage(text, call.language, pack.language);
  return {
    ...visitCard(row, members),
    purpose: row.purpose,
    documentId: row.document_id,
    institution: branch.institution,
    branch: branch.name,
    channel: spoken(pack.channels[CHANNEL]?.label ?? {}),
    steps: stepsOf(rules, visit, now).map((step) => {
      const mark = done.get(step.id);
      return {
        id: step.id,
        clause: step.clause,
        label: spoken(step.label),
        hint: step.hint === undefined ? '' : spoken(step.hint),
        on: step.on,
        whenLate: step.when === 'late',
        required: step.required,
        doneAt: mark === undefined ? null : fromInstant(mark.at),
        how: mark === undefined ? null : (mark.how as Known),
        actor: mark === undefined ? null : (members.get(mark.actor_id)?.name ?? null),
        say: sayStep(step, saying),
      };
    }),
    currentStep: nextStep(rules, visit, now)?.id ?? null,
    promise: promise === null ? null : promiseOf(promise),
    word: await visitWord(db, saying),
    lateNeedsReason:
      open !== undefined &&
      needsLateReason(
        { state: 'open', dueAt: fromInstant(open.promise.due_at), lateReason: open.promise.late_reason },
        open.rule,
        now,
      ),
    hasText: textOf(pack, row) !== null,
    history: (await siteVisitEvents(db, row.id)).map((event) => eventView(event, members)),
    revealed,
  };
}

/** A visit as anybody at the branch may read it: the middleware masks name and number. */
export async function getVisit(desk: Desk, call: Call, input: { branchId: string; id: string }) {
  return await viewOf(desk, call, await ownVisit(desk, input.branchId, input.id), false);
}

/** The logged reveal for who goes there and who arranged it. FORBIDDEN for others; that is logged, too. */
export async function openVisit(desk: Desk, call: Call, input: { branchId: string; id: string }) {
  const actor = actorOf(call);
  const row = await ownVisit(desk, input.branchId, input.id);
  if (![row.officer_id, row.companion_id, row.made_by].includes(actor.id)) {
    await logReading(desk, {
      branchId: actor.branchId,
      actorId: actor.id,
      source: call.source,
      action: 'siteVisits.open',
      outcome: 'refused',
      subjects: [`site-visit:${row.id}`],
      purpose: '',
    });
    throw forbidden('siteVisits.open');
  }
  return await viewOf(desk, call, row, true);
}

export interface PreviewInput {
  branchId: string;
  id: string;
  at: Date | null;
  minutes: number;
  lateMinutes: number | null;
}

/** The text that fits the visit as it stands, in the language of the pack: the customer reads it. */
function textFor(saying: VisitSaying): string | null {
  const { row, pack, at } = saying;
  const found = textOf(pack, row);
  if (found === null) return null;
  const expected = fromInstant(row.expected_at);
  const late = expected && at ? Math.round((expected.getTime() - at.getTime()) / MINUTE_MS) : null;
  return writeText(found.script, { ...saying, language: ownLanguage(pack), lateMinutes: late });
}

/** What would be said for a time or a lateness, and what stands against the time. Writes nothing. */
export async function previewVisit(desk: Desk, call: Call, input: PreviewInput) {
  const row = await ownVisit(desk, input.branchId, input.id);
  const members = await staffRefs(desk.engine.db, row.branch_id);
  const saying = await sayingOf(desk, call, row, members, false);
  const rules = visitSteps(saying.pack);
  const [agreed, late] = [rules.find(({ on }) => on === 'agreed'), rules.find(({ when }) => when === 'late')];
  const told = { ...saying, lateMinutes: input.lateMinutes ?? saying.lateMinutes };
  return {
    agree: agreed === undefined ? [] : sayStep(agreed, { ...saying, at: input.at, lateMinutes: null }),
    late: late === undefined ? [] : sayStep(late, told),
    text: textFor(saying),
    textsRefused: await refusesTexts(desk.engine.db, row.customer_id),
    conflicts:
      input.at === null
        ? []
        : await conflictsAt(desk, call, saying.branch, {
            except: row.id,
            staffIds: [row.officer_id, ...(row.companion_id === null ? [] : [row.companion_id])],
            from: input.at,
            until: new Date(input.at.getTime() + input.minutes * MINUTE_MS),
          }),
  };
}
