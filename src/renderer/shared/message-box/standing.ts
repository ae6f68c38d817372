import type { MessageItem } from '#contract/messages.ts';

/** The word for how a message stands: one that went says as well whether it arrived, once the channel knows. */
export function standingOf({ state, delivery }: Pick<MessageItem, 'state' | 'delivery'>) {
  if (state === 'sent' && delivery === 'delivered') return 'delivered';
  return state === 'failed' && delivery === 'undelivered' ? 'undelivered' : state;
}
