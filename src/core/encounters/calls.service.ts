import type { RingsAre } from '#contract/calls.ts';
import type { Receipt } from '#contract/rules.ts';
import { makeBooking, type NewBooking } from '../bookings/make-booking.service.ts';
import { normalisePhone } from '../customers/phone.ts';
import type { Call } from '../kernel/call.ts';
import type { Desk } from '../kernel/desk.ts';
import { refuse } from '../kernel/refusals.ts';
import { mutate } from '../kernel/unit-of-work.ts';
import { changeCall, insertCall } from './calls.repository.ts';
import { PHONE, ringEvent, ringLimits } from './calls.ts';
import { begin, candidate, keep, type Loaded, load, type OnEncounter } from './commands.ts';
import { and, cutShort } from './cut-short.ts';
import { booked, handOver } from './hand-over.ts';
import { close, closedAt, setCustomer, tick } from './life-cycle.ts';
import { moved, no, type Result } from './visit.ts';

type LoadedCall = Loaded & { call: NonNullable<Loaded['call']> };

/**
 * P1: a telephone rings, or rang (`rangAt`, marked as recorded afterwards). NO_CHANNEL where the standard in force has
 * no telephone.
 */
export async function openCall(
  desk: Desk,
  call: Call,
  input: { requestId: string; branchId: string; counterId: string | null; rangAt?: Date },
): Promise<Receipt> {
  return await mutate(desk, call, 'calls.open', input, async (unit) => {
    const { branch } = unit;
    if (!Object.hasOwn(branch.pack.channels, PHONE)) throw refuse('NO_CHANNEL');
    const { counterId, rangAt } = input;
    const afterwards = rangAt !== undefined;
    const { id, visit } = await begin(unit, { channel: PHONE, counterId, beganAt: rangAt, afterwards });
    await insertCall(unit.trx, {
      encounter_id: id,
      direction: 'in',
      number: '',
      number_digits: '',
      answered_at: null,
      rings: null,
      rings_are: null,
      missed: 0,
      afterwards: afterwards ? 1 : 0,
      summary: '',
      transfer_to: null,
      transfer_at: null,
      transfer_answered_at: null,
      transfer_seconds: null,
    });
    const clause = branch.pack.channels[PHONE]?.steps[0]?.clause;
    if (clause !== undefined) {
      unit.fact({
        clause,
        standardId: branch.standardId,
        subject: { type: 'encounter', id },
        event: 'rang',
        occurredAt: visit.openedAt,
        how: afterwards ? 'afterwards' : 'clock',
      });
    }
    return { entity: 'encounter', id, version: visit.version };
  });
}

/** A command on a call; NOT_A_CALL for any other encounter. */
async function onCall(
  desk: Desk,
  call: Call,
  action: string,
  input: OnEncounter,
  rule: (loaded: LoadedCall) => Result | Promise<Result>,
): Promise<Receipt> {
  return await mutate(desk, call, action, input, async (unit) => {
    const loaded = await load(desk, unit, input.id);
    await unit.expect('encounter', loaded.row, input.expectedVersion, loaded.visit.state);
    if (loaded.call === null) throw refuse('NOT_A_CALL');
    const version = await keep(loaded, await rule({ ...loaded, call: loaded.call }));
    return { entity: 'encounter', id: input.id, version };
  });
}

/** P1: picked up after so many rings; what nobody counted stays unmeasured. ALREADY_ANSWERED for one in hand. */
export async function pickUp(
  desk: Desk,
  call: Call,
  input: OnEncounter & { rings: number | null; ringsAre: RingsAre },
): Promise<Receipt> {
  return await onCall(desk, call, 'calls.pickUp', input, async ({ unit, pack, row, visit, scene, ...of }) => {
    if (of.call.missed === 1 || of.call.answered_at !== null) return no('ALREADY_ANSWERED', 'rings');
    const { rings, ringsAre } = input;
    const step = scene.rules.find((rule) => rule.on === 'answer');
    const result = step === undefined ? moved(visit, {}) : tick(scene, visit, { step: step.id });
    if (!result.ok || rings === null) return result;
    await changeCall(unit.trx, row.id, { rings, rings_are: ringsAre });
    const counted = ringLimits(pack).map(({ id: clause }) => ({
      clause,
      event: ringEvent(rings, ringsAre),
      occurredAt: scene.now,
      how: scene.how ?? ('ticked' as const),
    }));
    return { ...result, facts: [...result.facts, ...counted] };
  });
}

/** Keeps the caller's number, as people write it where it can be called, else as typed. */
export async function setNumber(
  desk: Desk,
  call: Call,
  input: OnEncounter & { number: string },
): Promise<Receipt> {
  return await onCall(desk, call, 'calls.setNumber', input, async ({ unit, row, visit }) => {
    const same = setCustomer(visit, { customerId: visit.customerId });
    if (!same.ok) return same;
    const phone = normalisePhone(input.number, unit.branch.country);
    await changeCall(unit.trx, row.id, {
      number: phone.ok ? phone.national : input.number,
      number_digits: phone.ok ? phone.digits : input.number.normalize('NFKC').replace(/\D/g, ''),
    });
    return same;
  });
}

/** Nobody picked up. With `memoFollows` the call stays open until the memo is saved, which ends it. */
export async function missCall(
  desk: Desk,
  call: Call,
  input: OnEncounter & { memoFollows: boolean },
): Promise<Receipt> {
  return await onCall(desk, call, 'calls.missed', input, async ({ unit, row, visit, scene, ...of }) => {
    if (visit.state === 'closed') return no('ENCOUNTER_CLOSED');
    if (of.call.missed === 1) return input.memoFollows ? no('ALREADY_DONE') : close(scene, visit);
    if (of.call.answered_at !== null) return no('ALREADY_ANSWERED');
    await changeCall(unit.trx, row.id, { missed: 1 });
    const clause = (scene.rules.find((rule) => rule.on === 'answer') ?? scene.rules[0])?.clause;
    const facts =
      clause === undefined
        ? []
        : [{ clause, event: 'missed', occurredAt: scene.now, how: scene.how ?? ('ticked' as const) }];
    return moved(visit, { outcome: 'missed', ...(input.memoFollows ? {} : closedAt(scene.now)) }, facts);
  });
}

/** Puts the caller through to somebody present, the summary with him. A call logged afterwards has no clock to measure. */
export async function putThrough(
  desk: Desk,
  call: Call,
  input: OnEncounter & { to: string; summary: string },
): Promise<Receipt> {
  return await onCall(desk, call, 'calls.putThrough', input, async ({ unit, row, visit, scene, ...of }) => {
    if (of.call.afterwards === 1) return no('RECORDED_AFTERWARDS');
    const { summary } = input;
    await changeCall(unit.trx, row.id, { summary });
    return handOver(scene, visit, await candidate(unit, input.to));
  });
}

/** P5: the caller is called again at a time agreed now; with the booking, its promise and its memo, in one go. */
export async function bookCall(
  desk: Desk,
  call: Call,
  input: OnEncounter & Omit<NewBooking, 'source' | 'encounterId' | 'consentHow' | 'language' | 'importKey'>,
): Promise<Receipt> {
  const { language } = call;
  return await onCall(desk, call, 'calls.book', input, async ({ unit, pack, row, visit, scene }) => {
    if (visit.state === 'closed') return no('ENCOUNTER_CLOSED');
    const { id: _, requestId: __, expectedVersion: ___, ...wish } = input;
    const agreed = { ...wish, source: 'phone' as const, encounterId: row.id };
    await makeBooking(unit, { ...agreed, consentHow: 'oral', language });
    const recorded = new Set(Object.values(pack.promises).map((rule) => rule.starts_on));
    return booked(scene, visit, recorded);
  });
}

/** Several steps in one go, in the order given; the last of all ends the call. */
export async function finishCall(
  desk: Desk,
  call: Call,
  input: OnEncounter & { steps: string[] },
): Promise<Receipt> {
  return await onCall(desk, call, 'calls.finish', input, ({ scene, visit }) => {
    const [first = '', ...others] = input.steps;
    return others.reduce(
      (sofar, step) => and(sofar, (now) => tick(scene, now, { step })),
      tick(scene, visit, { step: first }),
    );
  });
}

/** The line went dead: what was not said is left out with the reason, and the call ends; a memo taken stands. */
export async function cutOff(
  desk: Desk,
  call: Call,
  input: OnEncounter & { reason: string },
): Promise<Receipt> {
  return await onCall(desk, call, 'calls.cutOff', input, ({ scene, visit }) =>
    cutShort(scene, visit, input.reason),
  );
}
