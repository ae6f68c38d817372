import type { DocumentWay } from '#contract/documents.ts';
import { toInstant } from '#storage/codecs.ts';
import type { DocumentItemRow, DocumentRow } from '#storage/schema-documents.ts';
import { customerInUse } from '../customers/customers.service.ts';
import { type CallableNumber, callableNumber } from '../customers/phone.ts';
import type { Call } from '../kernel/call.ts';
import type { Desk } from '../kernel/desk.ts';
import { newId } from '../kernel/ids.ts';
import { notFound, refuse } from '../kernel/refusals.ts';
import { mutate, type UnitOfWork } from '../kernel/unit-of-work.ts';
import { staffRefs } from '../staff/staff.service.ts';
import type { CountryCode } from '../standard/country.ts';
import { checked, counted } from './check-document.service.ts';
import { documentSteps } from './document-steps.ts';
import { happen, history, type InHand, keep, laidOf, mark, momentOf } from './document-write.service.ts';
import { insertDocument } from './documents.repository.ts';
import { arrivalEvents, clauseByWay, eventByWay } from './ways.ts';

export interface ReceiveInput {
  requestId: string;
  branchId: string;
  way: DocumentWay;
  customerId: string | null;
  customerName: string | null;
  business: string | null;
  phone: string | null;
  email: string;
  title: string;
  dutyId: string | null;
  officerId: string;
  receivedAt?: Date;
  items: { name: string; how: string; came: boolean }[];
  note: string;
  checked: boolean;
  lateReason?: string | null;
}

/** Papers are put in order a long time after they came at most: more is a slip of the keyboard (milliseconds). */
const LONGEST_AFTERWARDS = 366 * 24 * 60 * 60_000;

/** The number as people write it and as it is matched. */
function typedNumber(typed: string | null, country: CountryCode): CallableNumber {
  if (typed === null) return { shown: '', digits: '' };
  const number = callableNumber(typed, country);
  if (number === null) throw refuse('PHONE_INVALID', 'phone');
  return number;
}

/** Who sent them, as typed or as his record has it. */
async function senderOf(unit: UnitOfWork, input: ReceiveInput) {
  const { customerId, customerName, business } = input;
  const typed = typedNumber(input.phone, unit.branch.country);
  const known =
    customerId === null ? null : await customerInUse(unit.trx, unit.branch.institutionId, customerId);
  return {
    customer_id: known?.id ?? null,
    customer_name: customerName ?? known?.name ?? '',
    business: business ?? known?.business ?? '',
    phone: typed.shown || (known?.phone ?? ''),
    phone_digits: typed.digits || (known?.phone_digits ?? ''),
  };
}

/** Refuses an officer or a duty of another branch, and an officer who has left. */
async function checkOffice(unit: UnitOfWork, { officerId, dutyId }: ReceiveInput): Promise<void> {
  const officer = (await staffRefs(unit.trx, unit.branch.id)).get(officerId);
  if (officer === undefined) throw notFound('staff', officerId);
  if (!officer.active) throw refuse('STAFF_INACTIVE', 'officerId');
  if (dutyId === null) return;
  const duty = await unit.trx
    .selectFrom('duty')
    .select('branch_id')
    .where('id', '=', dutyId)
    .executeTakeFirst();
  if (duty?.branch_id !== unit.branch.id) throw notFound('duty', dutyId);
}

/**
 * D1, S1: papers came. Their arrival is evidence and starts what the standard promises from it; with `checked` they
 * were looked through in the same moment. REFUSED as the contract says.
 */
export async function receiveDocument(desk: Desk, call: Call, input: ReceiveInput) {
  return await mutate(desk, call, 'documents.receive', input, async (unit) => {
    const { branch, now } = unit;
    if (documentSteps(branch.pack).length === 0) throw refuse('NOT_IN_STANDARD');
    if (input.title === '' && input.items.length === 0) throw refuse('EMPTY', 'title');
    await checkOffice(unit, input);
    const sender = await senderOf(unit, input);
    const earliest = new Date(now.getTime() - LONGEST_AFTERWARDS);
    const told = momentOf(now, input.receivedAt, earliest, 'receivedAt');
    const moment = input.receivedAt === undefined ? { at: now, how: 'clock' as const } : told;
    const id = newId();
    const row: DocumentRow = {
      id,
      branch_id: branch.id,
      standard_id: branch.standardId,
      way: input.way,
      ...sender,
      email: input.email,
      title: input.title,
      duty_id: input.dutyId,
      note: input.note,
      officer_id: input.officerId,
      taken_by: unit.actorId,
      received_at: toInstant(moment.at),
      recorded_at: unit.at,
      business_date: branch.calendar.businessDate(moment.at),
      checked_at: null,
      rounds: 0,
      told: 0,
      state: 'due',
      closed_at: null,
      version: 0,
    };
    const items = input.items.map(
      ({ name, how, came }, index): DocumentItemRow => ({
        id: newId(),
        document_id: id,
        sort: index + 1,
        name,
        how,
        came_at: came ? toInstant(moment.at) : null,
      }),
    );
    await insertDocument(unit.trx, row, items);
    const inHand: InHand = { desk, unit, row, pack: branch.pack, items, marks: [], words: [] };
    await arrive(inHand, moment);
    if (input.checked) await checked(inHand, { at: now, how: 'ticked' }, input.lateReason);
    const written = await keep(inHand, {
      kind: 'received',
      note: input.note,
      data: { way: input.way, afterwards: moment.how === 'afterwards' },
    });
    if (input.checked)
      await history(unit, id, 1, {
        kind: 'checked',
        data: { ...counted(items), late: input.lateReason ?? null },
      });
    return written;
  });
}

/** The arrival: the step of the standard where it has one, and what Maji says of it in any case. */
async function arrive(inHand: InHand, moment: { at: Date; how: 'clock' | 'ticked' | 'afterwards' }) {
  const { row, pack } = inHand;
  const way = row.way as DocumentWay;
  const events = new Map<string, string[]>(arrivalEvents(way).map((event) => [event, []]));
  for (const step of laidOf(inHand).filter(({ kind }) => kind === 'items')) {
    await mark(inHand, step, 'done', moment);
    if (step.rule === null) continue;
    const event = eventByWay(step.rule.records ?? step.step, way);
    events.set(event, [...(events.get(event) ?? []), clauseByWay(pack, step.rule, way)]);
  }
  for (const [event, clauses] of events) await happen(inHand, event, moment, { clauses });
}
