import type {
  DocumentCard,
  DocumentEvent,
  DocumentPromise,
  DocumentState,
  DocumentStep,
  DocumentWord,
  Means,
} from '#contract/documents.ts';
import type { Known } from '#contract/encounters.ts';
import type { DueReason, PromiseState } from '#contract/memos.ts';
import type { Language } from '#contract/rules.ts';
import type { StandardPack } from '#contract/standard-pack.ts';
import { fromFlag, fromInstant } from '#storage/codecs.ts';
import type { PromiseRow } from '#storage/schema.ts';
import type { DocumentEventRow, DocumentStepRow } from '#storage/schema-documents.ts';
import type { WordRow } from '../promises/interims.service.ts';
import { needsLateReason } from '../promises/promise.ts';
import { rulesOf } from '../promises/promises.service.ts';
import { type StaffMember, toRef } from '../staff/staff.service.ts';
import { inLanguage } from '../standard/script.ts';
import { isSkippable, possibleMeans } from './document-actions.service.ts';
import { choicesOf, needsResult, type Saying, sentenceOf } from './document-sentences.ts';
import { currentStep, layOut } from './document-steps.ts';
import { clauseOf, eventOf, type Laid, wayOf } from './document-write.service.ts';
import type { DocumentCardRow } from './documents.repository.ts';
import { acknowledgedEvent, answeredEvent } from './ways.ts';

export type Members = ReadonlyMap<string, StaffMember>;

function refOf(members: Members, id: string) {
  const member = members.get(id);
  if (member === undefined) throw new Error(`staff ${id} is not of the branch of the papers`);
  return toRef(member);
}

/** A promise about papers, named as the standard it was made under names it. */
export function documentPromise(row: PromiseRow, pack: StandardPack, language: Language): DocumentPromise {
  const rule = rulesOf(pack).get(row.promise);
  return {
    id: row.id,
    label: rule === undefined ? '' : inLanguage(rule.label, language, pack.language),
    clause: row.clause,
    state: row.state as PromiseState,
    madeAt: fromInstant(row.made_at),
    originalDueAt: fromInstant(row.original_due_at),
    dueAt: fromInstant(row.due_at),
    dueReason: row.due_reason as DueReason,
    pausedAt: fromInstant(row.paused_at),
    closedAt: fromInstant(row.closed_at),
    lateReason: row.late_reason,
  };
}

export const documentWord = (row: WordRow): DocumentWord => ({
  promiseId: row.promise_id,
  clause: row.clause,
  dueAt: fromInstant(row.due_at),
  originalDueAt: fromInstant(row.original_due_at),
  pausedAt: fromInstant(row.paused_at),
});

export interface CardGround {
  pack: StandardPack;
  marks: readonly DocumentStepRow[];
  promises: readonly PromiseRow[];
  /** Words in between still to be given, the next due first. */
  words: readonly WordRow[];
  members: Members;
  language: Language;
}

/** Papers as their card shows them; names and numbers whole, the middleware masks them. */
export function documentCard(row: DocumentCardRow, ground: CardGround): DocumentCard {
  const { pack, marks, promises, words, members, language } = ground;
  const missing = Number(row.missing ?? 0);
  const next =
    row.closed_at === null ? currentStep(layOut(pack, row.rounds, marks), row.state === 'waiting') : null;
  // What runs comes before what stands still.
  const [due] = promises
    .filter((promise) => promise.state === 'open')
    .toSorted((a, b) => Number(a.paused_at !== null) - Number(b.paused_at !== null));
  const [word] = words.toSorted((a, b) => Number(a.paused_at !== null) - Number(b.paused_at !== null));
  return {
    id: row.id,
    version: row.version,
    state: row.state as DocumentState,
    way: wayOf(row),
    customerId: row.customer_id,
    customerName: row.customer_name,
    business: row.business,
    phone: row.phone,
    title: row.title,
    duty: row.duty,
    officer: refOf(members, row.officer_id),
    takenBy: refOf(members, row.taken_by),
    receivedAt: fromInstant(row.received_at),
    checkedAt: fromInstant(row.checked_at),
    told: fromFlag(row.told),
    items: Number(row.items ?? 0),
    missing,
    step: next === null ? null : labelOf(next, pack, language),
    due: due === undefined ? null : documentPromise(due, pack, language),
    word: word === undefined ? null : documentWord(word),
    closedAt: fromInstant(row.closed_at),
  };
}

const labelOf = ({ rule }: Laid, pack: StandardPack, language: Language): string =>
  rule === null ? '' : inLanguage(rule.label, language, pack.language);

export interface StepGround {
  row: DocumentCardRow;
  saying: Saying;
  promises: readonly PromiseRow[];
  members: Members;
  language: Language;
  textsRefused: boolean;
}

/** A step as the screen shows it, with every way to tell the customer. */
export function stepView(step: Laid, ground: StepGround): DocumentStep {
  const { row, saying, promises, members, language, textsRefused } = ground;
  const { pack, now } = saying;
  const { rule, mark } = step;
  const choices =
    step.kind === 'notice'
      ? choicesOf(step, possibleMeans({ pack, row, textsRefused }, step), saying, language)
      : [];
  const told = (text: Record<string, string>) => inLanguage(text, language, pack.language);
  const states = { done: 'done', skipped: 'skipped', sending: 'sending', failed: 'trouble' } as const;
  return {
    id: step.id,
    clause: clauseOf(step, pack, wayOf(row)),
    label: labelOf(step, pack, language),
    kind: step.kind,
    state: mark === null ? 'pending' : states[mark.state as keyof typeof states],
    at: fromInstant(mark?.at ?? null),
    how: (mark?.how ?? null) as Known | null,
    actor: mark === null ? null : (members.get(mark.actor_id)?.name ?? ''),
    means: (mark?.means ?? null) as Means | null,
    messageId: mark?.message_id ?? null,
    reason: mark?.reason ?? null,
    say: choices[0]?.say ?? sentenceOf(step, null, saying, language),
    hint: rule?.hint === undefined ? '' : told(rule.hint),
    choices,
    needsResult: needsResult(step, pack),
    needsReason: mark?.state !== 'done' && isLate(step, row, promises, pack, now),
    skippable: mark?.state !== 'done' && isSkippable({ pack, row }, step),
    skipReasons: (rule?.skip_reasons ?? []).map(({ label }) => told(label)),
  };
}

/** The step would end a promise that is overdue, and nobody has said why. */
function isLate(
  step: Laid,
  row: DocumentCardRow,
  promises: readonly PromiseRow[],
  pack: StandardPack,
  now: Date,
): boolean {
  const way = wayOf(row);
  const events = new Set<string>();
  if (step.kind === 'check') events.add('documents_checked');
  else if (step.rule !== null) events.add(eventOf(step, way));
  if (step.acknowledges) events.add(acknowledgedEvent(way));
  if (step.answers) events.add(answeredEvent(way));
  const rules = rulesOf(pack);
  return promises.some((promise) => {
    const rule = rules.get(promise.promise);
    if (promise.state !== 'open' || rule === undefined || !events.has(rule.fulfilled_by)) return false;
    const dueAt = fromInstant(promise.due_at);
    const judged = promise.paused_at === null ? now : fromInstant(promise.paused_at);
    return needsLateReason({ state: 'open', dueAt, lateReason: promise.late_reason }, rule, judged);
  });
}

/** Whose id a datum of an event is; shown by name. */
const PEOPLE = new Set(['from', 'to']);

export function eventView(
  row: DocumentEventRow,
  members: Members,
  labels: ReadonlyMap<string, string>,
): DocumentEvent {
  const data = JSON.parse(row.data) as DocumentEvent['data'];
  for (const key of PEOPLE) {
    const value = data[key];
    if (typeof value === 'string') data[key] = members.get(value)?.name ?? value;
  }
  if (typeof data.step === 'string') data.step = labels.get(data.step) ?? data.step;
  return {
    id: row.id,
    kind: row.kind,
    at: fromInstant(row.at),
    actor: members.get(row.actor_id)?.name ?? '',
    note: row.note,
    data,
  };
}
