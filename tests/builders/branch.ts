import { createDesk } from '#core/app.ts';
import type { Desk } from '#core/kernel/desk.ts';
import { firstPage } from '#core/settings/demo/branch.ts';
import { Narrator } from '#core/settings/demo/narrator.ts';
import { PackSource } from '#core/settings/pack-shelf.ts';
import { type SetupInput, setUpBranch } from '#core/settings/setup.service.ts';
import type { StorageEngine } from '#storage/engines/engine.ts';
import { cheapHash } from '#tests/support/seats.ts';
import { daejeonPack, requestId, StandingClock } from './office.ts';

export interface ToldBranch {
  story: Narrator;
  desk: Desk;
  clock: StandingClock;
  source: PackSource;
  branchId: string;
}

/** A branch set up over a given store, told by name; what is not given is as at the demo branch. */
export async function aBranch(
  engine: StorageEngine,
  { now = '2026-11-20T05:32:00.000Z', ...page }: Partial<SetupInput> & { now?: string } = {},
): Promise<ToldBranch> {
  const clock = new StandingClock(now);
  const desk = createDesk(engine, { clock, passwordCost: cheapHash });
  const source = new PackSource(() => [{ file: 'daejeon.ko.yaml', origin: 'shipped', text: daejeonPack }]);
  const nobody = { actor: null, language: 'ko' as const, source: 'test' };
  const { id } = await setUpBranch(desk, nobody, source, { ...firstPage, requestId: requestId(), ...page });
  return { story: await Narrator.at(desk, source, id), desk, clock, source, branchId: id };
}
