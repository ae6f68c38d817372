import type { Receipt } from '#contract/rules.ts';
import type { StandardPack } from '#contract/standard-pack.ts';
import { open } from '#core/encounters/life-cycle.ts';
import { stepRules } from '#core/encounters/steps.ts';
import type { Candidate, Moved, Result, Scene, Visit } from '#core/encounters/visit.ts';
import { parsePack } from '#core/standard/pack.ts';
import { type Client, daejeonPack, type Office, requestId } from './office.ts';

/** The pack the product ships. */
export function aPack(): StandardPack {
  const parsed = parsePack(daejeonPack, 'daejeon.ko.yaml');
  if (!parsed.ok) throw new Error('the shipped pack does not read');
  return parsed.pack;
}

export const visitRules = stepRules(aPack(), 'visit', null, []);

/** 14:32 in Seoul on a Friday, reception acting, the officer in. */
export function aScene(change: Partial<Scene> = {}): Scene {
  return {
    rules: visitRules,
    now: new Date('2026-11-20T05:32:00.000Z'),
    actorId: 'reception',
    officerAbsent: false,
    ...change,
  };
}

/** A visit just opened by reception; `change` puts it further on. */
export function aVisit(change: Partial<Visit> = {}, scene: Scene = aScene()): Visit {
  return { ...done(open(scene, { busyClauses: [] })).visit, ...change };
}

/** Somebody of the branch, active and present unless told. */
export function somebody(id: string, change: Partial<Candidate> = {}): Candidate {
  return { id, active: true, present: true, ...change };
}

/** The result of a command that is expected to be granted. */
export function done(result: Result): Moved {
  if (!result.ok) throw new Error(`refused: ${result.reason}`);
  return result;
}

/** The word of a command that is expected to be refused. */
export function refusal(result: Result): string {
  return result.ok ? 'granted' : result.reason;
}

/** Events as `V2 greeted`. */
export const eventsOf = (result: Result) => done(result).facts.map((fact) => `${fact.clause} ${fact.event}`);

type Encounters = Client['encounters'];
/** Calls that change an existing visit. */
export type Command = Exclude<keyof Encounters, 'open' | 'unclosed' | 'get'>;
type InputOf<Name extends Command> = Omit<
  Parameters<Encounters[Name]>[0],
  'requestId' | 'id' | 'expectedVersion'
>;

/** A window at the counter that always acts on what it last read. */
export function aWindow(office: Office, name: string) {
  const { branchId } = office;
  const client = office.as(name);
  const look = (id: string) => client.encounters.get({ branchId, id });
  async function act<Name extends Command>(
    command: Name,
    id: string,
    ...input: object extends InputOf<Name> ? [] : [InputOf<Name>]
  ): Promise<Receipt> {
    const { version } = await look(id);
    // Each call has an input of its own; together they are a union no single call can be made with.
    const call = client.encounters[command] as (all: object) => Promise<Receipt>;
    return await call({ requestId: requestId(), id, expectedVersion: version, ...input[0] });
  }
  return {
    client,
    look,
    do: act,
    lane: () => client.encounters.unclosed({ branchId }),
    /** F2 at the branch's first counter, or at none. */
    async open(counter: null | 'first' = 'first'): Promise<string> {
      const { counters } = await client.settings.branch({ branchId });
      const counterId = counter === null ? null : (counters[0]?.id ?? null);
      return (await client.encounters.open({ requestId: requestId(), branchId, counterId })).id;
    },
    /** Ends a visit from wherever it stands. */
    async finish(id: string): Promise<void> {
      if ((await look(id)).state === 'handed_over') await act('recall', id);
      if ((await look(id)).outcome === null) await act('leave', id, { note: '' });
      for (;;) {
        const { currentStep, state } = await look(id);
        if (state === 'closed') return;
        if (currentStep === null) await act('close', id);
        else await act('tick', id, { step: currentStep });
      }
    },
  };
}
