import type { Os } from '../access/access.ts';
import type { Desk } from '../kernel/desk.ts';
import { handOnAll } from './hand-on-all.service.ts';
import { openWorkOf } from './open-work.service.ts';

export function desksRouter(desk: Desk, os: Os) {
  return {
    openWork: os.desks.openWork.handler(({ input, context }) => openWorkOf(desk, context.call, input)),
    handOnAll: os.desks.handOnAll.handler(({ input, context }) => handOnAll(desk, context.call, input)),
  };
}
