import type { Os } from '../access/access.ts';
import type { Desk } from '../kernel/desk.ts';
import { arrived, dropMessage, phoned, sendAgain, sentByHand } from './deeds.service.ts';
import { messagesOfSubject, openMessage, outbox, waitingForMe } from './outbox.service.ts';
import { addSender, changeSender, removeSender, senderChoices, senderViews } from './senders.service.ts';
import { testSender } from './test-sender.service.ts';
import type { Messaging } from './transport.ts';
import { fillMessage, messageTemplates, writeMessage } from './write.service.ts';

export function messagesRouter(desk: Desk, os: Os, messaging: Messaging | null) {
  const { messages } = os;
  return {
    templates: messages.templates.handler(({ input, context }) =>
      messageTemplates(desk, context.call, input.branchId),
    ),
    fill: messages.fill.handler(({ input, context }) => fillMessage(desk, context.call, input)),
    choices: messages.choices.handler(({ input }) => senderChoices(desk, input.branchId)),
    outbox: messages.outbox.handler(({ input }) => outbox(desk, input)),
    waiting: messages.waiting.handler(({ input, context }) =>
      waitingForMe(desk, context.call, input.branchId),
    ),
    of: messages.of.handler(({ input }) => messagesOfSubject(desk, input)),
    open: messages.open.handler(({ input, context }) => openMessage(desk, context.call, input)),
    write: messages.write.handler(({ input, context }) => writeMessage(desk, context.call, input)),
    sentByHand: messages.sentByHand.handler(({ input, context }) => sentByHand(desk, context.call, input)),
    again: messages.again.handler(({ input, context }) => sendAgain(desk, context.call, input)),
    phoned: messages.phoned.handler(({ input, context }) => phoned(desk, context.call, input)),
    arrived: messages.arrived.handler(({ input, context }) => arrived(desk, context.call, input)),
    drop: messages.drop.handler(({ input, context }) => dropMessage(desk, context.call, input)),
    senders: messages.senders.handler(({ input }) => senderViews(desk, messaging, input.branchId)),
    addSender: messages.addSender.handler(({ input, context }) =>
      addSender(desk, context.call, messaging, input),
    ),
    changeSender: messages.changeSender.handler(({ input, context }) =>
      changeSender(desk, context.call, messaging, input),
    ),
    removeSender: messages.removeSender.handler(({ input, context }) =>
      removeSender(desk, context.call, messaging, input),
    ),
    testSender: messages.testSender.handler(({ input, context }) =>
      testSender(desk, context.call, messaging, input),
    ),
  };
}
