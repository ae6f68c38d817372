import { ORPCError } from '@orpc/client';
import { QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { newQueryClient } from '#renderer/host/create-host.ts';
import { useMutate } from '#renderer/host/mutations.ts';

interface Input {
  requestId: string;
  said: string;
}

const queries = newQueryClient();
const inProvider = ({ children }: { children: ReactNode }) => (
  <QueryClientProvider client={queries}>{children}</QueryClientProvider>
);
afterEach(() => queries.clear());

/** A mutation whose host answers as the test says, with every requestId it was sent. */
function aMutation(...answers: (Error | string)[]) {
  const ids: string[] = [];
  const call = async ({ requestId }: Input): Promise<string> => {
    ids.push(requestId);
    const answer = answers.shift() ?? 'done';
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const { result } = renderHook(() => useMutate(call as never), { wrapper: inProvider });
  const press = async (said: string) => {
    await act(async () => result.current.mutate({ said } as never));
    await waitFor(() => expect(result.current.isPending).toBe(false));
  };
  return { ids, press, result };
}

describe('a mutation', () => {
  it('pressed again after a lost connection is the same call', async () => {
    const { ids, press, result } = aMutation(new ORPCError('OFFLINE'), new ORPCError('TIMEOUT'), 'saved');
    await press('안내했습니다.');
    await press('안내했습니다.');
    await press('안내했습니다.');
    expect(new Set(ids).size).toBe(1);
    expect(result.current.data).toBe('saved');
  });

  it('done once is another call when it is wanted again', async () => {
    const { ids, press } = aMutation();
    await press('안내했습니다.');
    await press('안내했습니다.');
    expect(new Set(ids).size).toBe(2);
  });

  it('refused, or in other words, is another call', async () => {
    const { ids, press } = aMutation(new ORPCError('CONFLICT'), new ORPCError('OFFLINE'), 'saved');
    await press('가');
    await press('가');
    await press('나');
    expect(new Set(ids).size).toBe(3);
  });
});
