/** One measured figure; smaller is better, `aim` null where none is set. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  aim: number | null;
}

export function print(figure: Figure): void {
  console.log(JSON.stringify({ ...figure, value: Math.round(figure.value * 1000) / 1000 }));
}

/** The value below which `share` of the samples lie. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** Milliseconds of each of `times` runs, after `warmUp` unmeasured ones. */
export async function timed(
  times: number,
  warmUp: number,
  run: (index: number) => Promise<unknown> | unknown,
) {
  const samples: number[] = [];
  for (let index = -warmUp; index < times; index += 1) {
    const start = performance.now();
    await run(index);
    if (index >= 0) samples.push(performance.now() - start);
  }
  return samples;
}
