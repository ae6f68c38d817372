import type { Os } from '../access/access.ts';
import type { Desk } from '../kernel/desk.ts';
import { myNotices, seeNotices } from './notices.service.ts';

export function noticesRouter(desk: Desk, os: Os) {
  return {
    mine: os.notices.mine.handler(({ input, context }) => myNotices(desk, context.call, input)),
    seen: os.notices.seen.handler(({ input, context }) => seeNotices(desk, context.call, input)),
  };
}
