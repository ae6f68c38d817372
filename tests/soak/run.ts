import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { crashRounds } from '#tests/integration/crash/kill.ts';

// The long versions of the tests by chance: how many were run, how many failed, and the seed to run them again.
const [kind = '', count = '1000', seed = String(Math.floor(Math.random() * 1e9))] = process.argv.slice(2);

const sequences: Record<string, string> = {
  visits: 'tests/integration/encounters',
  memos: 'tests/integration/memos',
};

if (kind === 'crash') {
  const outcome = await crashRounds(Number(count), Number(seed));
  const failed = outcome.lost + outcome.halfApplied + outcome.damaged;
  console.log(JSON.stringify({ ...outcome, seed: Number(seed), failed }));
  process.exit(failed === 0 ? 0 : 1);
}
const folder = sequences[kind];
if (folder === undefined) {
  console.error('usage: npm run soak -- crash|visits|memos COUNT [SEED]');
  process.exit(2);
}
const root = fileURLToPath(new URL('../..', import.meta.url));
const { status } = spawnSync(
  'npx',
  ['vitest', 'run', '--project', 'integration', folder, '--testTimeout', '0'],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, MAJI_RUNS: count, MAJI_SEED: seed },
  },
);
console.log(JSON.stringify({ kind, count: Number(count), seed: Number(seed), failed: status === 0 ? 0 : 1 }));
process.exit(status ?? 1);
