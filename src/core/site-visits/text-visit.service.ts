import type { ChannelStep, StandardPack } from '#contract/standard-pack.ts';
import type { SiteVisitRow } from '#storage/schema-site-visits.ts';
import type { Call } from '../kernel/call.ts';
import type { Desk } from '../kernel/desk.ts';
import { refuse } from '../kernel/refusals.ts';
import { enqueueMessage } from '../messages/messages.service.ts';
import { isOver } from './site-visit.ts';
import { type OnVisit, onVisit, visitSteps } from './visit-write.service.ts';

/** The choice of a step that says it in writing. */
const IN_WRITING = 'text';

/** What may be texted of a visit as it stands: that one is late once that was told, else the time agreed. */
export function textOf(
  pack: StandardPack,
  row: Pick<SiteVisitRow, 'state' | 'expected_at'>,
): { rule: ChannelStep; script: string } | null {
  if (row.state !== 'agreed') return null;
  const isLate = row.expected_at !== null;
  const rule = visitSteps(pack).find(({ when, on }) => (isLate ? when === 'late' : on === 'agreed'));
  const script = rule?.choices.find(({ id }) => id === IN_WRITING)?.says;
  return rule === undefined || script === undefined ? null : { rule, script };
}

/** A text beside the telephone call, in the officer's name; the outbox sends it or asks somebody to. */
export async function textVisit(
  desk: Desk,
  call: Call,
  input: OnVisit & {
    text: string;
    senderId?: string | null | undefined;
    despiteRefusal?: boolean | undefined;
  },
) {
  return await onVisit(desk, call, 'siteVisits.text', input, async ({ unit, row, pack, visit }) => {
    if (isOver(visit)) throw refuse('VISIT_CLOSED');
    const found = textOf(pack, row);
    if (found === null) throw refuse('NO_TEMPLATE', 'text');
    await enqueueMessage(unit, {
      kind: 'sms',
      template: found.script,
      text: input.text,
      to: { customerId: row.customer_id, name: row.customer_name, phone: row.phone, email: null },
      subject: { type: 'site_visit', id: row.id },
      clause: found.rule.clause,
      standardId: row.standard_id,
      // The clause asks for a call; a text is beside it and no evidence of one.
      event: null,
      officerId: row.officer_id,
      despiteRefusal: input.despiteRefusal,
      ...(input.senderId === undefined ? {} : { senderId: input.senderId }),
    });
    return { visit, ticked: [], event: 'texted', data: { late: row.expected_at !== null } };
  });
}
