import type { Receipt } from '#contract/rules.ts';
import {
  cutOff,
  finishCall,
  missCall,
  openCall,
  pickUp,
  putThrough,
  setNumber,
} from '#core/encounters/calls.service.ts';
import {
  handleHereEncounter,
  setEncounterCustomer,
  setEncounterPurpose,
  takeEncounter,
} from '#core/encounters/encounters.service.ts';
import type { Call } from '#core/kernel/call.ts';
import type { Desk } from '#core/kernel/desk.ts';
import { newId } from '#core/kernel/ids.ts';
import type { DemoCustomer } from './customers.ts';
import type { Narrator } from './narrator.ts';

type Command<Extra> = (
  desk: Desk,
  call: Call,
  input: { requestId: string; id: string; expectedVersion: number } & Extra,
) => Promise<Receipt>;

/** One telephone call as it goes on; each deed is done at the desk's present time. */
export class StoryCall {
  readonly #story: Narrator;
  readonly id: string;
  #version: number;

  private constructor(story: Narrator, { id, version }: Receipt) {
    this.#story = story;
    this.id = id;
    this.#version = version;
  }

  /** A telephone rings at somebody's desk. */
  static async rang(story: Narrator, at: string): Promise<StoryCall> {
    const input = { requestId: newId(), branchId: story.branch.id, counterId: null };
    return new StoryCall(story, await openCall(story.desk, story.as(at), input));
  }

  async #do<Extra extends object>(by: string, command: Command<Extra>, extra: Extra): Promise<void> {
    const { desk } = this.#story;
    const input = { requestId: newId(), id: this.id, expectedVersion: this.#version, ...extra };
    this.#version = (await command(desk, this.#story.as(by), input)).version;
  }

  /** A memo was taken from this call, which changed it by one version. */
  memoTaken(): void {
    this.#version += 1;
  }

  /** P1: picked up after so many rings, four meaning four or more; null where nobody counted. */
  async pickedUp(by: string, rings: number | null): Promise<void> {
    await this.#do(by, pickUp, { rings, ringsAre: rings === 4 ? 'at_least' : 'exactly' });
  }

  async heard(by: string, duty: string): Promise<void> {
    await this.#do(by, setEncounterPurpose, { dutyId: this.#story.dutyId(duty), text: '' });
  }

  async from(by: string, customer: DemoCustomer): Promise<string> {
    const customerId = await this.#story.customer(by, customer);
    await this.#do(by, setNumber, { number: customer.phone });
    await this.#do(by, setEncounterCustomer, { customerId });
    return customerId;
  }

  async answered(by: string): Promise<void> {
    await this.#do(by, handleHereEncounter, {});
  }

  async putThrough(by: string, to: string, summary: string): Promise<void> {
    await this.#do(by, putThrough, { to: this.#story.id(to), summary });
  }

  async taken(by: string): Promise<void> {
    await this.#do(by, takeEncounter, {});
  }

  async missed(by: string): Promise<void> {
    await this.#do(by, missCall, { memoFollows: false });
  }

  async cutOff(by: string, reason: string): Promise<void> {
    await this.#do(by, cutOff, { reason });
  }

  /** P3: everything that is left to say; after a transfer whoever took it says who he is first. */
  async finished(by: string, taken = false): Promise<void> {
    const steps = this.#story.pack.channels.phone?.steps ?? [];
    const again = taken ? steps.filter(({ on }) => on === 'answer').map(({ id }) => `${id}.again`) : [];
    const rest = steps.filter(({ on }) => on === 'tick').map(({ id }) => id);
    await this.#do(by, finishCall, { steps: [...again, ...rest] });
  }
}
