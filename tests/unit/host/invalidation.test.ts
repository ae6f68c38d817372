import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { contract } from '#contract/contract.ts';
import { featuresOf, Invalidator } from '#renderer/host/invalidation.ts';

const clients: QueryClient[] = [];

/** A query that a screen shows, counting how often it is asked. */
function aQuery(queries: QueryClient, path: string[], ask: () => Promise<unknown>) {
  const observer = new QueryObserver(queries, {
    queryKey: [path, { type: 'query' }],
    queryFn: ask,
    staleTime: Number.POSITIVE_INFINITY,
  });
  observer.subscribe(() => {});
  return observer;
}

function aClient(): QueryClient {
  const queries = new QueryClient();
  clients.push(queries);
  return queries;
}

afterEach(() => {
  for (const client of clients.splice(0)) client.clear();
});

describe('what a change makes old', () => {
  it.each([
    'branch',
    'holiday',
    'account',
    'staff',
    'customer',
    'joining',
    'encounter',
    'memo',
    'promise',
    'site_visit',
    'calendar_feed',
    'notice',
    'signed_report',
  ])('is known for %s', (entity) => {
    const features = featuresOf(entity);
    expect(features?.length).toBeGreaterThan(0);
    for (const feature of features ?? []) expect(Object.keys(contract)).toContain(feature);
  });

  it('is everything for an entity that is not known', async () => {
    expect(featuresOf('weather')).toBeNull();
    const queries = aClient();
    let asked = 0;
    aQuery(queries, ['settings', 'branch'], async () => (asked += 1));
    await vi.waitFor(() => expect(asked).toBe(1));
    new Invalidator(queries).changed('weather');
    await vi.waitFor(() => expect(asked).toBe(2));
  });
});

describe('asking again', () => {
  it('is for what the change tells on, once for changes that come together', async () => {
    const queries = aClient();
    const asked = { memos: 0, settings: 0 };
    aQuery(queries, ['memos', 'board'], async () => (asked.memos += 1));
    aQuery(queries, ['settings', 'branch'], async () => (asked.settings += 1));
    await vi.waitFor(() => expect(asked).toEqual({ memos: 1, settings: 1 }));
    const invalidator = new Invalidator(queries);
    invalidator.changed('memo');
    invalidator.changed('promise');
    invalidator.changed('memo');
    await vi.waitFor(() => expect(asked.memos).toBe(2));
    await new Promise((later) => setTimeout(later, 20));
    expect(asked).toEqual({ memos: 2, settings: 1 });
  });

  it('happens even when the first answer was on its way and may be old', async () => {
    const queries = aClient();
    let state = 'before';
    const waiting: (() => void)[] = [];
    const observer = aQuery(queries, ['memos', 'board'], async () => {
      const read = state;
      await new Promise<void>((resolve) => waiting.push(resolve));
      return read;
    });
    await vi.waitFor(() => expect(waiting).toHaveLength(1));
    state = 'after';
    new Invalidator(queries).changed('memo');
    await Promise.resolve();
    waiting[0]?.();
    await vi.waitFor(() => expect(waiting).toHaveLength(2));
    waiting[1]?.();
    await vi.waitFor(() => expect(observer.getCurrentResult().data).toBe('after'));
  });

  it('happens once more after an answer during which more was changed', async () => {
    const queries = aClient();
    let asked = 0;
    const waiting: (() => void)[] = [];
    const observer = aQuery(queries, ['memos', 'board'], async () => {
      asked += 1;
      await new Promise<void>((resolve) => waiting.push(resolve));
      return asked;
    });
    waiting.shift()?.();
    await vi.waitFor(() => expect(observer.getCurrentResult().data).toBe(1));
    const invalidator = new Invalidator(queries);
    invalidator.changed('memo');
    await vi.waitFor(() => expect(asked).toBe(2));
    // A busy branch: many changes while the answer is on its way.
    for (let n = 0; n < 20; n++) {
      invalidator.changed('memo');
      await Promise.resolve();
    }
    expect(asked).toBe(2);
    waiting.shift()?.();
    await vi.waitFor(() => expect(asked).toBe(3));
    waiting.shift()?.();
    await vi.waitFor(() => expect(observer.getCurrentResult().data).toBe(3));
    expect(asked).toBe(3);
  });
});
