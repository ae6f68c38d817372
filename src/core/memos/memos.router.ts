import type { Os } from '../access/access.ts';
import type { Desk } from '../kernel/desk.ts';
import { board, mineDue, promiseFigures } from './board.service.ts';
import { createMemo } from './create-memo.service.ts';
import { findMemos } from './find-memos.service.ts';
import {
  answer,
  closeUnanswered,
  explainLate,
  handOn,
  interim,
  logAttempt,
  takeOver,
  tickCall,
  unreachable,
} from './memo-actions.service.ts';
import { getMemo, memoSlip, openMemo } from './memos.service.ts';
import { quoteMemo } from './quote.service.ts';
import { reopen } from './reopen-memo.service.ts';

export function memosRouter(desk: Desk, os: Os) {
  const { memos } = os;
  return {
    board: memos.board.handler(({ input, context }) => board(desk, context.call, input)),
    mineDue: memos.mineDue.handler(({ input, context }) => mineDue(desk, context.call, input)),
    find: memos.find.handler(({ input }) => findMemos(desk, input)),
    figures: memos.figures.handler(({ input, context }) => promiseFigures(desk, context.call, input)),
    get: memos.get.handler(({ input, context }) => getMemo(desk, context.call, input)),
    open: memos.open.handler(({ input, context }) => openMemo(desk, context.call, input)),
    quote: memos.quote.handler(({ input, context }) => quoteMemo(desk, context.call, input)),
    create: memos.create.handler(({ input, context }) => createMemo(desk, context.call, input)),
    takeOver: memos.takeOver.handler(({ input, context }) => takeOver(desk, context.call, input)),
    handOn: memos.handOn.handler(({ input, context }) => handOn(desk, context.call, input)),
    logAttempt: memos.logAttempt.handler(({ input, context }) => logAttempt(desk, context.call, input)),
    interim: memos.interim.handler(({ input, context }) => interim(desk, context.call, input)),
    answer: memos.answer.handler(({ input, context }) => answer(desk, context.call, input)),
    unreachable: memos.unreachable.handler(({ input, context }) => unreachable(desk, context.call, input)),
    closeUnanswered: memos.closeUnanswered.handler(({ input, context }) =>
      closeUnanswered(desk, context.call, input),
    ),
    reopen: memos.reopen.handler(({ input, context }) => reopen(desk, context.call, input)),
    explainLate: memos.explainLate.handler(({ input, context }) => explainLate(desk, context.call, input)),
    tickCall: memos.tickCall.handler(({ input, context }) => tickCall(desk, context.call, input)),
    slip: memos.slip.handler(({ input, context }) => memoSlip(desk, context.call, input)),
  };
}
