import type { Clause, PromiseRule, StandardPack } from '#contract/standard-pack.ts';
import { promiseRuleSchema } from '#contract/standard-pack.ts';
import { PROMISE_SOURCES } from '#contract/standard-words.ts';

type NoticeClause = Extract<Clause, { kind: 'notice' }>;

const NOTICE = 'notice:';

/** The name under which the promise of a notice clause is stored: `notice:D1`. */
const noticeName = (clause: NoticeClause): string => `${NOTICE}${clause.id}`;

/** What ends the wait of a notice clause: the last event it records, the notice itself. */
export function noticeEvent(clause: NoticeClause): string {
  const event = clause.records.at(-1);
  if (event === undefined) throw new RangeError('a notice clause that records nothing');
  return event;
}

/** A notice with a time is a promise to send it: from its event, wherever the request came from. */
function noticeRule(clause: NoticeClause): PromiseRule {
  return promiseRuleSchema.parse({
    label: clause.title,
    starts_on: clause.on,
    fulfilled_by: noticeEvent(clause),
    deadline: clause.deadline,
    reported_under: PROMISE_SOURCES.map((source) => ({ source, clause: clause.id, standing: 'published' })),
    reminders: clause.reminders,
  });
}

/** Every rule a pack promises by, by the name promises are stored under; the notices with a time among them. */
export function rulesOf(pack: StandardPack): ReadonlyMap<string, PromiseRule> {
  const known = made.get(pack);
  if (known !== undefined) return known;
  const rules = new Map(Object.entries(pack.promises));
  for (const clause of pack.clauses) {
    if (clause.kind === 'notice') rules.set(noticeName(clause), noticeRule(clause));
  }
  made.set(pack, rules);
  return rules;
}

/** Packs are read once and kept, so their rules are as well. */
const made = new WeakMap<StandardPack, ReadonlyMap<string, PromiseRule>>();
