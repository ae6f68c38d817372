import type { VisitWord } from '#contract/site-visits.ts';
import { fromInstant } from '#storage/codecs.ts';
import type { Call } from '../kernel/call.ts';
import type { Desk, Executor } from '../kernel/desk.ts';
import { notFound, refuse } from '../kernel/refusals.ts';
import { nextWordAt, type WordRow, wordsAbout } from '../promises/interims.service.ts';
import { rulesOf } from '../promises/promises.service.ts';
import { sayTime } from '../standard/say-time.ts';
import { say } from '../standard/script.ts';
import { spokenLanguage } from '../standard/spoken-language.ts';
import { isOver } from './site-visit.ts';
import { type VisitSaying, visitBlanks } from './visit-sentences.ts';
import { type OnVisit, onVisit, tell } from './visit-write.service.ts';

/** The word about a visit that is due next. */
async function nextWord(executor: Executor, visitId: string): Promise<WordRow | undefined> {
  const open = (await wordsAbout(executor, 'site_visit', visitId)).filter(({ state }) => state === 'open');
  return open.sort((a, b) => (a.due_at < b.due_at ? -1 : 1))[0];
}

/** The next word with what is said; null where none is due. */
export async function visitWord(executor: Executor, saying: VisitSaying): Promise<VisitWord | null> {
  const { row, pack, now, branch } = saying;
  const word = await nextWord(executor, row.id);
  const interim = word && rulesOf(pack).get(word.promise)?.interim;
  if (word === undefined || interim === undefined) return null;
  const language = spokenLanguage(pack, saying.language);
  const next = nextWordAt(interim, now, branch.calendar);
  const blanks = { ...visitBlanks(saying), due: sayTime(next, now, branch.calendar, language) };
  return {
    promiseId: word.promise_id,
    clause: word.clause,
    originalDueAt: fromInstant(word.original_due_at),
    dueAt: fromInstant(word.due_at),
    say: interim.says === undefined ? [] : say(pack, interim.says, blanks, saying.language),
  };
}

/** Word in between was given by telephone. VISIT_CLOSED; NOT_FOUND where none is due about that promise. */
export async function giveVisitWord(desk: Desk, call: Call, input: OnVisit & { promiseId: string }) {
  return await onVisit(desk, call, 'siteVisits.giveWord', input, async (inHand) => {
    const { unit, row, pack, visit } = inHand;
    if (isOver(visit)) throw refuse('VISIT_CLOSED');
    const word = await nextWord(unit.trx, row.id);
    const interim = word && rulesOf(pack).get(word.promise)?.interim;
    if (interim === undefined || word?.promise_id !== input.promiseId) {
      throw notFound('promise', input.promiseId);
    }
    await tell(inHand, interim.fulfilled_by, { clauses: [word.clause] });
    return { visit, ticked: [], event: 'word' };
  });
}
