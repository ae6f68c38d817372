import type { Os } from '../access/access.ts';
import type { Desk } from '../kernel/desk.ts';
import { lookUpCaller } from './caller-lookup.service.ts';
import {
  bookCall,
  cutOff,
  finishCall,
  missCall,
  openCall,
  pickUp,
  putThrough,
  setNumber,
} from './calls.service.ts';

export function callsRouter(desk: Desk, os: Os) {
  const { calls } = os;
  return {
    open: calls.open.handler(({ input, context }) => openCall(desk, context.call, input)),
    pickUp: calls.pickUp.handler(({ input, context }) => pickUp(desk, context.call, input)),
    setNumber: calls.setNumber.handler(({ input, context }) => setNumber(desk, context.call, input)),
    missed: calls.missed.handler(({ input, context }) => missCall(desk, context.call, input)),
    putThrough: calls.putThrough.handler(({ input, context }) => putThrough(desk, context.call, input)),
    book: calls.book.handler(({ input, context }) => bookCall(desk, context.call, input)),
    finish: calls.finish.handler(({ input, context }) => finishCall(desk, context.call, input)),
    cutOff: calls.cutOff.handler(({ input, context }) => cutOff(desk, context.call, input)),
    lookup: calls.lookup.handler(({ input, context }) => lookUpCaller(desk, context.call, input)),
  };
}
