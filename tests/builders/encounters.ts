import { readFileSync } from 'node:fs';
import type { StandardPack } from '#contract/standard-pack.ts';
import { open } from '#core/encounters/life-cycle.ts';
import { stepRules } from '#core/encounters/steps.ts';
import type { Candidate, Moved, Result, Scene, Visit } from '#core/encounters/visit.ts';
import { parsePack } from '#core/standard/pack.ts';

const text = readFileSync(new URL('../../assets/standards/daejeon.ko.yaml', import.meta.url), 'utf8');

/** The pack the product ships. */
export function aPack(): StandardPack {
  const parsed = parsePack(text, 'daejeon.ko.yaml');
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
