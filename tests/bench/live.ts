import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchBrowser } from '#tests/support/browser.ts';
import { aWindow, setUp, type TestWindow } from '#tests/support/host.ts';
import { plainMemo, startHost } from '#tests/support/host-process.ts';
import { letIn } from '#tests/support/people.ts';
import { datasetOf } from './dataset.ts';
import { type Figure, percentile } from './figures.ts';

const RUNS = 200;
const PAINT_RUNS = 60;
const WARM_UP = 20;
const OPEN_ON_BOARD = 20;

/** The change feed of a branch as it arrives, one waiter at a time. */
async function listen(window: TestWindow, branchId: string) {
  const feed = await window.client.changes.subscribe({ branchId, afterSeq: null });
  const arrived = new Map<number, number>();
  const waiting = new Map<number, (at: number) => void>();
  void (async () => {
    for await (const change of feed) {
      const at = performance.now();
      for (const { seq } of [...change.also, change]) {
        arrived.set(seq, at);
        waiting.get(seq)?.(at);
      }
    }
  })().catch(() => {
    // The feed ends with its host.
  });
  return (seq: number) =>
    new Promise<number>((resolve) => {
      const at = arrived.get(seq);
      if (at === undefined) waiting.set(seq, resolve);
      else resolve(at);
    });
}

/** From sending a memo until it is durable and another client has been told. */
async function received(): Promise<Figure> {
  const host = await freshHost();
  try {
    const writer = aWindow(host.origin);
    const { branchId, staff } = await setUp(writer);
    const officer = staff.박서연 ?? '';
    const told = await listen(aWindow(host.origin, { branchId, actorId: officer }), branchId);
    const samples: number[] = [];
    for (let run = -WARM_UP; run < RUNS; run += 1) {
      const start = performance.now();
      const { seq } = await writer.client.memos.create(plainMemo(branchId, officer, '만기 연장 문의'));
      const durable = performance.now();
      const heard = Math.max(durable, await told(seq)) - start;
      if (run >= 0) samples.push(heard);
    }
    return {
      name: 'memo saved, durable and received by another client (p95)',
      value: percentile(samples, 0.95),
      unit: 'ms',
      aim: 3,
    };
  } finally {
    await host.stop();
  }
}

/** From sending a memo until another person's browser has painted it on his board, among twenty open ones. */
async function painted(): Promise<Figure> {
  const host = await freshHost();
  const browser = await launchBrowser();
  try {
    const writer = aWindow(host.origin);
    const { branchId, staff } = await setUp(writer);
    const officer = staff.박서연 ?? '';
    for (let memo = 0; memo < OPEN_ON_BOARD; memo += 1) {
      await writer.client.memos.create(plainMemo(branchId, officer, '만기 연장 문의'));
    }
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await openBoard(page, host.origin, branchId, officer);
    const samples: number[] = [];
    for (let run = -WARM_UP; run < PAINT_RUNS; run += 1) {
      const inquiry = `보이는 메모 ${run + WARM_UP}번`;
      const drawn = page.evaluate(drawnAfter(inquiry));
      // The watch is in place once the page has answered something sent after it.
      await page.evaluate('0');
      const start = performance.now();
      const { id, version } = await writer.client.memos.create(plainMemo(branchId, officer, inquiry));
      await drawn;
      if (run >= 0) samples.push(performance.now() - start);
      const end = { requestId: crypto.randomUUID(), id, expectedVersion: version, reason: '벤치' };
      await writer.client.memos.closeUnanswered(end);
      // The next one comes to a board at rest.
      await page.waitForTimeout(150);
    }
    return {
      name: 'memo saved and painted in another browser window (p95)',
      value: percentile(samples, 0.95),
      unit: 'ms',
      aim: 50,
    };
  } finally {
    await host.stop();
    await browser.close();
  }
}

/** How soon others know, and see. */
export async function live(): Promise<Figure[]> {
  return [await received(), await painted()];
}

type Page = Awaited<ReturnType<Awaited<ReturnType<typeof launchBrowser>>['newPage']>>;

/** Runs in the page: resolves after the frame in which the text was drawn. */
function drawnAfter(text: string): string {
  return `new Promise((resolve) => {
    const watch = new MutationObserver(() => {
      if (!document.body.textContent.includes(${JSON.stringify(text)})) return;
      watch.disconnect();
      requestAnimationFrame(() => {
        const after = new MessageChannel();
        after.port1.onmessage = () => resolve();
        after.port2.postMessage(null);
      });
    });
    watch.observe(document.body, { childList: true, subtree: true, characterData: true });
  })`;
}

/** The board as this officer sees it. */
async function openBoard(page: Page, origin: string, branchId: string, officer: string): Promise<void> {
  const url = `${origin}/`;
  await page.goto(url);
  await letIn(page.context(), origin, { branchId, actorId: officer });
  await page.goto(`${url}#/memos`);
  await page.getByText('만기 연장 문의').first().waitFor();
}

/** A host of its own process over an empty folder that is gone afterwards. */
async function freshHost() {
  const folder = mkdtempSync(join(tmpdir(), 'maji-bench-'));
  const host = await startHost(folder, 'built');
  return {
    origin: host.origin,
    async stop() {
      await host.end('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Resident memory of a host over a million customers, after it has served the board and a search two hundred times. */
export async function memory(log: (line: string) => void): Promise<Figure[]> {
  const dataset = await datasetOf(1_000_000, log);
  const host = await startHost(dataset.folder, 'built');
  try {
    const { branchId, staff } = dataset;
    const window = aWindow(host.origin, { branchId, actorId: staff.이지훈 ?? '' });
    for (let run = 0; run < 200; run += 1) {
      await window.client.memos.board({ branchId, filter: 'branch' });
      await window.client.customers.search({ branchId, query: 'ㄱㅁㅅ', searchId: crypto.randomUUID() });
    }
    const resident = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${host.child.pid}/status`, 'utf8'))?.[1];
    return [
      {
        name: 'host memory over 1,000,000 customers (resident)',
        value: Number(resident) / 1024,
        unit: 'MB',
        aim: 120,
      },
    ];
  } finally {
    await host.end('SIGTERM');
  }
}
