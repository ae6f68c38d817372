import type { Os } from '../access/access.ts';
import { evidenceOf } from '../facts/facts.service.ts';
import type { Desk } from '../kernel/desk.ts';
import { closingCheck, dailyCallback, month, printed } from './reports.service.ts';
import type { SeenContents } from './seen-contents.ts';

export function reportsRouter(desk: Desk, os: Os, seen: SeenContents) {
  return {
    dailyCallback: os.reports.dailyCallback.handler(({ input, context }) =>
      dailyCallback(desk, seen, context.call, input, true),
    ),
    dailyCallbackUnmasked: os.reports.dailyCallbackUnmasked.handler(({ input, context }) =>
      dailyCallback(desk, seen, context.call, input, false),
    ),
    month: os.reports.month.handler(({ input }) => month(desk, input)),
    closingCheck: os.reports.closingCheck.handler(({ input, context }) =>
      closingCheck(desk, context.call, input),
    ),
    evidence: os.reports.evidence.handler(({ input, context }) => evidenceOf(desk, context.call, input)),
    printed: os.reports.printed.handler(({ input, context }) => printed(desk, context.call, input)),
  };
}
