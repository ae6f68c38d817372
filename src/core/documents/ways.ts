import type { DocumentWay, Means } from '#contract/documents.ts';
import type { DOCUMENT_EVENTS } from '#contract/standard-channels.ts';
import type { StandardPack } from '#contract/standard-pack.ts';
import type { PromiseSource } from '../promises/promise.ts';

type DocumentEventName = (typeof DOCUMENT_EVENTS)[number];

const RECEIVED: Record<DocumentWay, DocumentEventName | null> = {
  post: 'letter_received',
  fax: 'fax_received',
  email: 'email_received',
  counter: null,
};

/** What has happened when papers come this way. */
export function arrivalEvents(way: DocumentWay): DocumentEventName[] {
  const own = RECEIVED[way];
  return ['documents_arrived', 'documents_received', ...(own === null ? [] : [own])];
}

/** A standard that names letters and e-mail apart: whatever is no e-mail is a letter to it. */
export function eventByWay(event: string, way: DocumentWay): string {
  if (way === 'email') return event.replace(/^letter_/, 'email_');
  return event.replace(/^email_/, 'letter_');
}

export const acknowledgedEvent = (way: DocumentWay): DocumentEventName =>
  way === 'email' ? 'email_acknowledged' : 'letter_acknowledged';

export const answeredEvent = (way: DocumentWay): DocumentEventName =>
  way === 'email' ? 'email_answered' : 'letter_answered';

/** Where the request came from, as promises are reported: the nearer word first. */
export const sourcesOf = (way: DocumentWay): readonly [PromiseSource, PromiseSource] => [
  way === 'email' ? 'email' : 'letter',
  'document',
];

/** The clause of a step; where the event is another one because of the way it came, the clause of the promise about that. */
export function clauseByWay(
  pack: StandardPack,
  step: { clause: string; records?: string | undefined },
  way: DocumentWay,
): string {
  if (step.records === undefined) return step.clause;
  const event = eventByWay(step.records, way);
  if (event === step.records) return step.clause;
  const sources = sourcesOf(way);
  for (const rule of Object.values(pack.promises)) {
    if (rule.starts_on !== event && rule.fulfilled_by !== event) continue;
    const report = rule.reported_under.find(({ source }) => sources.includes(source));
    if (report !== undefined) return report.clause;
  }
  return step.clause;
}

/** How somebody who sent papers this way is answered where the standard names no means. */
const ANSWERED_BY: Record<DocumentWay, readonly Means[]> = {
  post: ['post', 'phone', 'sms', 'email'],
  fax: ['fax', 'phone', 'sms', 'email'],
  email: ['email', 'phone', 'sms', 'post'],
  counter: ['in_person', 'phone', 'sms', 'email'],
};

const known: readonly string[] = ['sms', 'phone', 'email', 'fax', 'post', 'web', 'in_person'];

/** How the customer may be told at a step: as its choices say, else its clause, else as the papers came. */
export function meansOf(
  pack: StandardPack,
  step: { clause: string; choices: readonly { id: string }[] },
  way: DocumentWay,
): Means[] {
  const chosen = step.choices.map(({ id }) => id).filter((id): id is Means => known.includes(id));
  if (chosen.length > 0) return chosen;
  const clause = pack.clauses.find(({ id }) => id === step.clause);
  return clause?.kind === 'notice' ? clause.by : [...ANSWERED_BY[way]];
}

/** What goes through the outbox. */
export const isWritten = (means: Means): means is 'sms' | 'email' => means === 'sms' || means === 'email';
