import type { Os } from '../access/access.ts';
import type { Desk } from '../kernel/desk.ts';
import { closingCheck, dailyCallback, month, printed } from './reports.service.ts';

export function reportsRouter(desk: Desk, os: Os) {
  return {
    dailyCallback: os.reports.dailyCallback.handler(({ input, context }) =>
      dailyCallback(desk, context.call, input, true),
    ),
    dailyCallbackUnmasked: os.reports.dailyCallbackUnmasked.handler(({ input, context }) =>
      dailyCallback(desk, context.call, input, false),
    ),
    month: os.reports.month.handler(({ input }) => month(desk, input)),
    closingCheck: os.reports.closingCheck.handler(({ input, context }) =>
      closingCheck(desk, context.call, input),
    ),
    printed: os.reports.printed.handler(({ input, context }) => printed(desk, context.call, input)),
  };
}
