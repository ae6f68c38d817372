import { loadavg } from 'node:os';
import { datasetOf } from './dataset.ts';
import { type Figure, percentile } from './figures.ts';
import { kinds } from './load-client.ts';
import { type LoadResult, underLoad } from './load-run.ts';

const ENCOUNTERS = 500_000;
const SECONDS = 60;
/** R29: this many windows at one call a second, and within how many milliseconds 95 of 100 are answered. */
const aims = [
  { clients: 40, p95: 200 },
  { clients: 200, p95: 500 },
];

/** R29: a branch's windows at one call a second over half a million encounters, on the network over TLS. */
export async function load(log: (line: string) => void): Promise<Figure[]> {
  const dataset = await datasetOf(ENCOUNTERS, log);
  const runs = aims.map(({ clients }) => ({ clients, seconds: SECONDS }));
  log(machineLoad('before'));
  const results = await underLoad({ dataset, runs, host: 'built' });
  log(machineLoad('after'));
  return results.flatMap((result, at) => figuresOf(result, aims[at]?.p95 ?? 0, log));
}

/** What else the machine does tells how far the figures are to be believed. */
function machineLoad(when: string): string {
  const [minute = 0, five = 0] = loadavg();
  return `load average ${when}: ${minute.toFixed(2)} in the last minute, ${five.toFixed(2)} in the last five`;
}

function figuresOf(result: LoadResult, aim: number, log: (line: string) => void): Figure[] {
  const { clients, calls, errors, lost, untold, acknowledged, lag, hostCpu } = result;
  const what = `${clients} windows at 1 call/s over 500,000 encounters`;
  for (const kind of kinds) {
    const took = calls.filter((call) => call.kind === kind).map((call) => call.took);
    const [p50, p95] = [percentile(took, 0.5), percentile(took, 0.95)].map((ms) => ms.toFixed(1));
    log(`${clients}: ${kind} ${took.length} calls, p50 ${p50} ms, p95 ${p95} ms`);
  }
  for (const error of new Set(errors)) log(`${clients}: ${error}`);
  const all = calls.map(({ took }) => took);
  return [
    { name: `${what}, over TLS (p95)`, value: percentile(all, 0.95), unit: 'ms', aim },
    { name: `${what}: errors`, value: errors.length, unit: 'calls', aim: 0 },
    { name: `${what}: acknowledged writes not in the store`, value: lost, unit: 'writes', aim: 0 },
    { name: `${what}: not told of the last change`, value: untold, unit: 'windows', aim: 0 },
    { name: `${what}, over TLS (p50)`, value: percentile(all, 0.5), unit: 'ms', aim: null },
    { name: `${what}, over TLS (slowest)`, value: Math.max(...all), unit: 'ms', aim: null },
    { name: `${what}: answered`, value: calls.length, unit: 'calls', aim: null },
    { name: `${what}: acknowledged writes`, value: acknowledged.length, unit: 'writes', aim: null },
    { name: `${what}: lag of the clients themselves (p95)`, value: lag.p95, unit: 'ms', aim: null },
    ...(hostCpu === null
      ? []
      : [
          { name: `${what}: of a processor, the host`, value: hostCpu.share * 100, unit: '%', aim: null },
          { name: `${what}: processor time of a call`, value: hostCpu.msPerCall, unit: 'ms', aim: null },
        ]),
  ];
}
