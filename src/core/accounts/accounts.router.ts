import type { Os } from '../access/access.ts';
import { actorOf, type Call, type DoorContext } from '../kernel/call.ts';
import type { Desk } from '../kernel/desk.ts';
import {
  attachAccount,
  createAccount,
  endAllSessions,
  listAccounts,
  resetPassword,
  setAccountActive,
} from './account-admin.service.ts';
import { changePassword, ownHistory, setPin } from './own-account.service.ts';
import { type DoorCall, makeFirst, signIn, whoIsHere } from './sign-in.service.ts';
import { lock, signOut, stillHere, unlock } from './turns.service.ts';

export function accountsRouter(desk: Desk, os: Os) {
  const door = (context: DoorContext & { call: Call }): DoorCall => ({
    context,
    source: context.call.source,
  });
  const own = os.accounts;
  return {
    here: own.here.handler(({ context }) => whoIsHere(desk, door(context))),
    first: own.first.handler(({ input, context }) => makeFirst(desk, door(context), input)),
    signIn: own.signIn.handler(({ input, context }) => signIn(desk, door(context), input)),
    unlock: own.unlock.handler(({ input, context }) => unlock(desk, door(context), input)),
    lock: own.lock.handler(({ input, context }) => lock(desk, door(context), input)),
    signOut: own.signOut.handler(({ input, context }) => signOut(desk, door(context), input)),
    stillHere: own.stillHere.handler(({ context }) =>
      stillHere(desk, door(context), { staffId: actorOf(context.call).id }),
    ),
    changePassword: own.changePassword.handler(({ input, context }) =>
      changePassword(desk, context.call, door(context), input),
    ),
    setPin: own.setPin.handler(({ input, context }) => setPin(desk, context.call, door(context), input)),
    history: own.history.handler(({ context }) => ownHistory(desk, context.call)),
    list: own.list.handler(({ input }) => listAccounts(desk, input.branchId)),
    create: own.create.handler(({ input, context }) => createAccount(desk, context.call, input)),
    attach: own.attach.handler(({ input, context }) => attachAccount(desk, context.call, input)),
    reset: own.reset.handler(({ input, context }) => resetPassword(desk, context.call, context, input)),
    setActive: own.setActive.handler(({ input, context }) =>
      setAccountActive(desk, context.call, context, input),
    ),
    endSessions: own.endSessions.handler(({ input, context }) =>
      endAllSessions(desk, context.call, context, input),
    ),
  };
}
