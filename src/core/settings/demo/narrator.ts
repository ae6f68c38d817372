import type { Role } from '#contract/rules.ts';
import type { StandardPack } from '#contract/standard-pack.ts';
import { addCustomer } from '#core/customers/customers.service.ts';
import type { Actor, Call } from '#core/kernel/call.ts';
import type { Branch, Desk } from '#core/kernel/desk.ts';
import { newId } from '#core/kernel/ids.ts';
import { staffRefs } from '#core/staff/staff.service.ts';
import type { PackSource } from '../pack-shelf.ts';
import { branchSettings } from '../settings.service.ts';
import type { DemoCustomer } from './customers.ts';

/**
 * Who tells what happened at a branch, by the real services: people by name, duties and counters by what they are
 * called. Serves the demo branch, tests and measurements alike; the desk's clock says when it happens.
 */
export class Narrator {
  readonly desk: Desk;
  readonly branch: Branch;
  readonly #actors: ReadonlyMap<string, Actor>;
  readonly #duties: ReadonlyMap<string, string>;
  readonly counterIds: readonly string[];
  readonly #customers = new Map<string, string>();
  /** When somebody who is away has said he would be back; null while nobody knows. */
  readonly away = new Map<string, Date | null>();

  private constructor(
    desk: Desk,
    branch: Branch,
    actors: ReadonlyMap<string, Actor>,
    duties: ReadonlyMap<string, string>,
    counterIds: readonly string[],
  ) {
    this.desk = desk;
    this.branch = branch;
    this.#actors = actors;
    this.#duties = duties;
    this.counterIds = counterIds;
  }

  /** Reads who and what there is at a branch that has been set up. */
  static async at(desk: Desk, source: PackSource, branchId: string): Promise<Narrator> {
    const branch = await desk.branches.get(desk.engine.db, branchId);
    const nobody: Call = { actor: null, language: 'ko', source: 'demo' };
    const settings = await branchSettings(desk, nobody, source, branchId);
    const members = await staffRefs(desk.engine.db, branchId);
    const actors = new Map<string, Actor>();
    for (const { id, name, title, departmentId, roles } of members.values()) {
      const actor = { id, name, title, branchId, departmentId, roles: roles as readonly Role[] };
      actors.set(name, { ...actor, accountId: null });
    }
    const duties = new Map(settings.duties.map(({ id, name }) => [name, id]));
    return new Narrator(
      desk,
      branch,
      actors,
      duties,
      settings.counters.map(({ id }) => id),
    );
  }

  get pack(): StandardPack {
    return this.branch.pack;
  }

  get now(): Date {
    return this.desk.clock.now();
  }

  /** A call from the window of this person. */
  as(name: string): Call {
    const actor = this.#actors.get(name);
    if (actor === undefined) throw new RangeError(`nobody here is called ${name}`);
    return { actor, language: 'ko', source: 'demo' };
  }

  id(name: string): string {
    return this.as(name).actor?.id ?? '';
  }

  nameOf(id: string): string {
    for (const actor of this.#actors.values()) if (actor.id === id) return actor.name;
    throw new RangeError(`nobody here has the id ${id}`);
  }

  dutyId(name: string): string {
    const id = this.#duties.get(name);
    if (id === undefined) throw new RangeError(`no such duty: ${name}`);
    return id;
  }

  isAway(name: string): boolean {
    return this.away.has(name);
  }

  /** The customer's id; kept with his consent the first time he comes. */
  async customer(by: string, { name, business, phone }: DemoCustomer): Promise<string> {
    const known = this.#customers.get(phone);
    if (known !== undefined) return known;
    const { id } = await addCustomer(this.desk, this.as(by), {
      requestId: newId(),
      branchId: this.branch.id,
      name,
      business,
      phone,
      consent: { given: true, how: 'oral' },
    });
    this.#customers.set(phone, id);
    return id;
  }
}
