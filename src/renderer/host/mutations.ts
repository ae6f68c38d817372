import type { Client } from '@orpc/client';
import { type UseMutationOptions, type UseMutationResult, useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { CallContext } from './call-context.ts';
import { Intentions, isSettled } from './intentions.ts';

/** The input of a mutation without its requestId, kept apart for each member of a union. */
export type Wish<Input> = Input extends unknown ? Omit<Input, 'requestId'> : never;

/**
 * A mutation of the front desk: `const save = useMutate(client.memos.create)`, then `save.mutate({ … })` without a
 * requestId. The id is made once for each wish and used again when it is pressed again after a lost connection.
 * Screens hear of the result through the change feed; nothing has to be invalidated here.
 */
export function useMutate<Input extends { requestId: string }, Output, Failure, Kept = unknown>(
  call: Client<CallContext, Input, Output, Failure>,
  options: Omit<UseMutationOptions<Output, Failure, Wish<Input>, Kept>, 'mutationFn'> = {},
): UseMutationResult<Output, Failure, Wish<Input>, Kept> {
  const [intentions] = useState(() => new Intentions());
  return useMutation<Output, Failure, Wish<Input>, Kept>({
    ...options,
    mutationFn: async (wish) => {
      const input = { ...wish, requestId: intentions.idFor(wish) } as unknown as Input;
      try {
        const output = await call(input);
        intentions.settle(wish);
        return output;
      } catch (error) {
        if (isSettled(error)) intentions.settle(wish);
        throw error;
      }
    },
  });
}
