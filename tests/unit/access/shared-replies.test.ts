import { expect, test, vi } from 'vitest';
import { SharedReplies } from '#core/access/shared-replies.ts';
import { ChangeFeed } from '#core/changes/feed.ts';

const BRANCH = 'branch';

/** Replies of a list whose reading ends when the test lets it. */
function aList() {
  const feed = new ChangeFeed();
  let now = Date.parse('2026-11-20T05:32:00Z');
  const shared = new SharedReplies({ feed, clock: { now: () => new Date(now) } });
  const readings: PromiseWithResolvers<string>[] = [];
  return {
    readings,
    ask: (question = 'board', branchId = BRANCH) =>
      shared.ask(branchId, question, () => {
        const reading = Promise.withResolvers<string>();
        readings.push(reading);
        return reading.promise;
      }),
    change: (branchId = BRANCH) => feed.publish([{ branchId, seq: 1, entity: 'memo', id: '1', version: 1 }]),
    pass: (ms: number) => {
      now += ms;
    },
  };
}

test('those who ask the same share one reading, while it is under way and once it is there', async () => {
  const { readings, ask } = aList();
  const asked = [ask(), ask()];
  readings[0]?.resolve('a board');
  expect(await Promise.all([...asked, ask()])).toEqual(['a board', 'a board', 'a board']);
  expect(readings).toHaveLength(1);
});

test('another question, another branch, and whoever asks a second later have a reading of their own', async () => {
  const { readings, ask, pass } = aList();
  void ask();
  void ask('lane');
  void ask('board', 'elsewhere');
  expect(readings).toHaveLength(3);
  pass(999);
  void ask();
  expect(readings).toHaveLength(3);
  pass(1);
  void ask();
  expect(readings).toHaveLength(4);
  pass(-60_000);
  void ask();
  expect(readings).toHaveLength(5);
});

test('a reading that began before a change is for those alone who asked before it', async () => {
  const { readings, ask, change } = aList();
  const before = ask();
  change('elsewhere');
  const alsoBefore = ask();
  change();
  const after = ask();
  const alsoAfter = ask();
  expect(readings).toHaveLength(2);
  readings[1]?.resolve('new');
  readings[0]?.resolve('old');
  expect(await Promise.all([before, alsoBefore, after, alsoAfter])).toEqual(['old', 'old', 'new', 'new']);
  expect(await ask()).toBe('new');
});

test('a reading that fails is told to those who share it, and nobody after them', async () => {
  const { readings, ask } = aList();
  const asked = [ask(), ask()];
  readings[0]?.reject(new Error('busy'));
  expect((await Promise.allSettled(asked)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  void ask();
  expect(readings).toHaveLength(2);
});

test('nothing is kept longer than it is shared, and never more than a few lists', async () => {
  vi.useFakeTimers();
  const { readings, ask } = aList();
  void ask();
  vi.advanceTimersByTime(1000);
  void ask();
  expect(readings).toHaveLength(2);
  for (let other = 0; other < 20; other += 1) void ask(`other ${other}`);
  void ask();
  expect(readings).toHaveLength(23);
  vi.useRealTimers();
});
