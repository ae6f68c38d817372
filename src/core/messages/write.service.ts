import type { MessageKind, MessageTemplate } from '#contract/messages.ts';
import { customerInUse } from '../customers/customers.service.ts';
import { actorOf, type Call } from '../kernel/call.ts';
import type { Branch, Desk, Trx } from '../kernel/desk.ts';
import { notFound, refuse } from '../kernel/refusals.ts';
import { mutate } from '../kernel/unit-of-work.ts';
import { staffRefs } from '../staff/staff.service.ts';
import type { Blanks } from '../standard/script.ts';
import { subjectById } from './messages.repository.ts';
import { enqueueMessage } from './messages.service.ts';
import { fillTemplate, templatesOf } from './templates.service.ts';

export async function messageTemplates(desk: Desk, call: Call, branchId: string): Promise<MessageTemplate[]> {
  const { pack } = await desk.branches.get(desk.engine.db, branchId);
  return templatesOf(pack, call.language);
}

/** The text of that name; NO_TEMPLATE where the standard in force sends none. */
function templateOf(branch: Branch, script: string): MessageTemplate {
  const found = templatesOf(branch.pack, branch.pack.language).find((one) => one.script === script);
  if (found === undefined) throw refuse('NO_TEMPLATE', 'template');
  return found;
}

export interface FillInput {
  branchId: string;
  template: string;
  customerId: string | null;
}

/** A text of the standard with what is known; whoever writes is the officer it names. */
export async function fillMessage(desk: Desk, call: Call, input: FillInput) {
  const { db } = desk.engine;
  const actor = actorOf(call);
  const branch = await desk.branches.get(db, input.branchId);
  templateOf(branch, input.template);
  const customer =
    input.customerId === null ? null : await customerInUse(db, branch.institutionId, input.customerId);
  const speaker = (await staffRefs(db, branch.id)).get(actor.id);
  const said: Blanks = {
    name: actor.name,
    title: actor.title,
    department: speaker?.department ?? '',
    officer: actor.name,
    officer_title: actor.title,
    officer_department: speaker?.department ?? '',
    ...(customer && { customer: customer.name, phone: customer.phone }),
  };
  const { segments, text } = fillTemplate(branch.pack, branch, input.template, said);
  return { sentence: segments, text, customerId: customer?.id ?? null };
}

export interface WriteInput {
  requestId: string;
  branchId: string;
  kind: MessageKind;
  template: string;
  title: string;
  text: string;
  to: { customerId: string | null; name: string | null; phone: string | null; email: string | null };
  subject: { type: 'memo' | 'encounter' | 'customer'; id: string };
  senderId?: string | null;
  despiteRefusal?: boolean | undefined;
}

/** What the message is about must be of this branch, a customer of its institution; answers the standard it is under. */
async function standardOf(trx: Trx, branch: Branch, { type, id }: WriteInput['subject']): Promise<string> {
  if (type === 'customer') {
    await customerInUse(trx, branch.institutionId, id);
    return branch.standardId;
  }
  const row = await subjectById(trx, type, id);
  if (row?.branch_id !== branch.id) throw notFound(type, id);
  return row.standard_id;
}

/** A text somebody writes to a customer: it goes in his own name, and he phones where it does not go. */
export async function writeMessage(desk: Desk, call: Call, input: WriteInput) {
  return await mutate(desk, call, 'messages.write', input, async (unit) => {
    const { trx, branch } = unit;
    const template = templateOf(branch, input.template);
    if (!template.kinds.includes(input.kind)) throw refuse('NO_TEMPLATE', 'kind');
    const standardId = await standardOf(trx, branch, input.subject);
    const { customerId } = input.to;
    const customer = customerId === null ? null : await customerInUse(trx, branch.institutionId, customerId);
    const name = input.to.name ?? customer?.name;
    if (name === undefined) throw refuse('EMPTY', 'name');
    const id = await enqueueMessage(unit, {
      kind: input.kind,
      template: input.template,
      text: input.text,
      title: input.title,
      to: {
        customerId: customer?.id ?? null,
        name,
        phone: input.to.phone ?? customer?.phone ?? null,
        email: input.to.email,
      },
      subject: input.subject,
      clause: template.clause,
      standardId,
      event: null,
      officerId: unit.actorId,
      senderId: input.senderId,
      despiteRefusal: input.despiteRefusal,
    });
    if (input.subject.type !== 'customer') unit.touches(input.subject.type, input.subject.id);
    return { entity: 'message', id, version: 1 };
  });
}
