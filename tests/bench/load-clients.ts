import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as after } from 'node:timers/promises';
import { type Acknowledged, type Call, LoadClient, type LoadPlace, type LoadSeat } from './load-client.ts';

/** What the process of the clients is told to do. */
export interface LoadPlan {
  place: LoadPlace;
  seats: readonly LoadSeat[];
  seconds: number;
}

export interface LoadOutcome {
  calls: Call[];
  errors: string[];
  acknowledged: Acknowledged[];
  /** Clients that were not told of the last change. */
  untold: number;
  /** How late this process itself was, in milliseconds: what is measured here is that much too slow at most. */
  lag: { p95: number; max: number };
}

/** Connected so many at a time: branches do not open all their windows in the same moment. */
const AT_ONCE = 10;
const EVERY = 1000;
/** How long clients are given to be told of the last changes (milliseconds). */
const LAST_CHANGES = 5000;

async function run({ place, seats, seconds }: LoadPlan): Promise<LoadOutcome> {
  const clients: LoadClient[] = [];
  for (let at = 0; at < seats.length; at += AT_ONCE) {
    const some = seats.slice(at, at + AT_ONCE);
    clients.push(...(await Promise.all(some.map((seat, n) => LoadClient.connect(place, seat, at + n + 1)))));
  }
  await after(EVERY);
  const lag = monitorEventLoopDelay({ resolution: 5 });
  lag.enable();
  await Promise.all(clients.map((client, at) => everySecond(client, (at * EVERY) / clients.length, seconds)));
  lag.disable();
  const acknowledged = clients.flatMap((client) => client.acknowledged);
  const last = Math.max(0, ...acknowledged.map(({ seq }) => seq));
  const untold = () => clients.filter(({ told }) => told < last).length;
  for (let waited = 0; waited < LAST_CHANGES && untold() > 0; waited += 50) await after(50);
  const outcome = {
    calls: clients.flatMap((client) => client.calls),
    errors: clients.flatMap((client) => client.errors),
    acknowledged,
    untold: untold(),
    lag: { p95: lag.percentile(95) / 1e6, max: lag.max / 1e6 },
  };
  for (const client of clients) client.leave();
  return outcome;
}

/** Turns at a client's own moment of each second, however long the answer before takes. */
async function everySecond(client: LoadClient, offset: number, seconds: number): Promise<void> {
  const start = performance.now() + offset;
  const under: Promise<void>[] = [];
  for (let turn = 0; turn < seconds; turn += 1) {
    await after(Math.max(0, start + turn * EVERY - performance.now()));
    under.push(client.turn());
  }
  await Promise.all(under);
}

process.once('message', (plan: LoadPlan) => {
  run(plan).then(
    (outcome) => process.send?.(outcome, () => process.exit(0)),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
