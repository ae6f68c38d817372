import type { Receipt } from '#contract/rules.ts';
import type { ChannelStep } from '#contract/standard-pack.ts';
import {
  handleHereEncounter,
  handOverEncounter,
  leaveEncounter,
  openEncounter,
  setEncounterCustomer,
  setEncounterOfficer,
  setEncounterPurpose,
  skipStep,
  takeEncounter,
  tickStep,
  waitEncounter,
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

/** One visit as it goes on, step by step; each deed is done at the desk's present time. */
export class StoryVisit {
  readonly #story: Narrator;
  readonly id: string;
  #version: number;
  readonly #steps: readonly ChannelStep[];

  private constructor(story: Narrator, { id, version }: Receipt) {
    this.#story = story;
    this.id = id;
    this.#version = version;
    this.#steps = story.pack.channels.visit?.steps ?? [];
  }

  /** V2: greeted by whoever stands at the counter. */
  static async greeted(story: Narrator, by: string, counter: number | null): Promise<StoryVisit> {
    const receipt = await openEncounter(story.desk, story.as(by), {
      requestId: newId(),
      branchId: story.branch.id,
      counterId: counter === null ? null : (story.counterIds[counter] ?? null),
    });
    return new StoryVisit(story, receipt);
  }

  async #do<Extra extends object>(by: string, command: Command<Extra>, extra: Extra): Promise<void> {
    const { desk } = this.#story;
    const input = { requestId: newId(), id: this.id, expectedVersion: this.#version, ...extra };
    this.#version = (await command(desk, this.#story.as(by), input)).version;
  }

  /** A memo was taken from this visit, which changed it by one version. */
  memoTaken(): void {
    this.#version += 1;
  }

  #ticked(part: 'before' | 'after'): ChannelStep[] {
    const officer = this.#steps.findIndex((step) => step.on === 'officer');
    return this.#steps.filter((step, at) => step.on === 'tick' && at > officer === (part === 'after'));
  }

  /** What is said before the purpose is heard: the introduction. */
  async introduce(by: string): Promise<void> {
    for (const { id } of this.#ticked('before')) await this.#do(by, tickStep, { step: id });
  }

  /** Whoever took the visit introduces himself as well. */
  async introduceAgain(by: string): Promise<void> {
    for (const step of this.#ticked('before')) {
      if (step.by === 'whoever_takes') await this.#do(by, tickStep, { step: `${step.id}.again` });
    }
  }

  /** Leaves the introduction out, for the pack's first reason. */
  async skipIntroduction(by: string): Promise<void> {
    for (const step of this.#ticked('before')) {
      const reason = step.skip_reasons[0]?.label.ko;
      if (reason !== undefined) await this.#do(by, skipStep, { step: step.id, reason });
    }
  }

  async purpose(by: string, duty: string, text = ''): Promise<void> {
    await this.#do(by, setEncounterPurpose, { dutyId: this.#story.dutyId(duty), text });
  }

  async customer(by: string, customer: DemoCustomer): Promise<string> {
    const customerId = await this.#story.customer(by, customer);
    await this.#do(by, setEncounterCustomer, { customerId });
    return customerId;
  }

  async officer(by: string, officer: string): Promise<void> {
    await this.#do(by, setEncounterOfficer, { staffId: this.#story.id(officer) });
  }

  async handOver(by: string, to: string): Promise<void> {
    await this.#do(by, handOverEncounter, { to: this.#story.id(to) });
  }

  async take(by: string): Promise<void> {
    await this.#do(by, takeEncounter, {});
  }

  async handleHere(by: string): Promise<void> {
    await this.#do(by, handleHereEncounter, {});
  }

  async wait(by: string): Promise<void> {
    await this.#do(by, waitEncounter, {});
  }

  async leave(by: string, note: string): Promise<void> {
    await this.#do(by, leaveEncounter, { note });
    for (const step of this.#ticked('after')) {
      const reason = step.skip_reasons[0]?.label.ko ?? '';
      if (step !== this.#ticked('after').at(-1)) await this.#do(by, skipStep, { step: step.id, reason });
    }
  }

  /** V5: anything else, and the farewell, which closes the visit. */
  async farewell(by: string): Promise<void> {
    for (const { id } of this.#ticked('after')) await this.#do(by, tickStep, { step: id });
  }

  /** The farewell alone. */
  async sayGoodbye(by: string): Promise<void> {
    const last = this.#ticked('after').at(-1);
    if (last !== undefined) await this.#do(by, tickStep, { step: last.id });
  }
}
