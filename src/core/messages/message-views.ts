import type {
  MessageFailure,
  MessageItem,
  MessageKind,
  MessageOutdated,
  MessageState,
  MessageSubjectType,
  PhoneOwner,
} from '#contract/messages.ts';
import { fromInstant } from '#storage/codecs.ts';
import { maskedText } from '../privacy/mask.ts';
import type { ListedRow } from './messages.repository.ts';

/** What every view of a message says. */
export function messageFields(row: ListedRow) {
  return {
    id: row.id,
    version: row.version,
    kind: row.kind as MessageKind,
    state: row.state as MessageState,
    template: row.template,
    clause: row.clause,
    subjectType: row.about_type as MessageSubjectType,
    subjectId: row.about_id,
    customerId: row.customer_id,
    toName: row.to_name,
    toPhone: row.to_phone,
    toEmail: row.to_email,
    madeAt: fromInstant(row.made_at),
    madeBy: row.maker,
    officer: row.officer,
    officerId: row.officer_id,
    sender: row.sender,
    attempts: row.attempts,
    nextAt: fromInstant(row.next_at),
    failure: row.failure as MessageFailure | null,
    settledAt: fromInstant(row.settled_at),
    settledBy: row.settler,
    phoneOwner: row.phone_owner as PhoneOwner | null,
    delivery: row.delivery as MessageItem['delivery'],
    deliveryAt: fromInstant(row.delivery_at),
    despiteRefusal: row.despite_refusal === 1,
    outdated: row.outdated as MessageOutdated | null,
  };
}

export function messageItem(row: ListedRow): MessageItem {
  return { ...messageFields(row), text: maskedText(row.text, row.to_name, row.to_phone) };
}
