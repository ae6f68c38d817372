import type { AfterClosing } from '#contract/memos.ts';
import type { Receipt } from '#contract/rules.ts';
import type { Call } from '#core/kernel/call.ts';
import type { Desk } from '#core/kernel/desk.ts';
import { newId } from '#core/kernel/ids.ts';
import { createMemo } from '#core/memos/create-memo.service.ts';
import {
  answer,
  closeUnanswered,
  handOn,
  interim,
  logAttempt,
  takeOver,
  tickCall,
  unreachable,
} from '#core/memos/memo-actions.service.ts';
import { openMemo } from '#core/memos/memos.service.ts';
import { quoteMemo } from '#core/memos/quote.service.ts';
import { reopen } from '#core/memos/reopen-memo.service.ts';
import { answers, type DemoCustomer } from './customers.ts';
import type { Narrator } from './narrator.ts';

export interface MemoTold {
  /** Who takes it. */
  by: string;
  /** For whom it is meant. */
  intended: string;
  customer: DemoCustomer;
  /** The customer is known, with consent; otherwise only the memo keeps his number. */
  customerId?: string | null;
  duty: string;
  inquiry: string;
  encounterId?: string | null;
  urgency?: 'normal' | 'urgent';
  preferredAt?: Date | null;
  /** What the customer chooses where the hour ends after closing. */
  afterClosing?: AfterClosing;
}

type Command<Extra> = (
  desk: Desk,
  call: Call,
  input: { requestId: string; id: string; expectedVersion: number } & Extra,
) => Promise<Receipt>;

/** One memo with its promise, as it goes on; each deed is done at the desk's present time. */
export class StoryMemo {
  readonly #story: Narrator;
  readonly id: string;
  #version: number;
  /** Who is to call. */
  handler: string;
  dueAt: Date;

  private constructor(story: Narrator, receipt: Receipt, handler: string, dueAt: Date) {
    this.#story = story;
    this.id = receipt.id;
    this.#version = receipt.version;
    this.handler = handler;
    this.dueAt = dueAt;
  }

  /** V4, P2: taken with the promise that can honestly be made now. */
  static async taken(story: Narrator, told: MemoTold): Promise<StoryMemo> {
    const { desk } = story;
    const call = story.as(told.by);
    const { preferredAt = null, encounterId = null, customer, customerId = null } = told;
    const intendedId = story.id(told.intended);
    const ask = { branchId: story.branch.id, intendedId, encounterId, preferredAt };
    const first = await quoteMemo(desk, call, { ...ask, afterClosing: null });
    const choices = first.offers.map(({ choice }) => choice);
    const afterClosing =
      choices.length > 1 ? (choices.find((choice) => choice === told.afterClosing) ?? 'next_morning') : null;
    const quote = afterClosing === null ? first : await quoteMemo(desk, call, { ...ask, afterClosing });
    const receipt = await createMemo(desk, call, {
      ...ask,
      requestId: newId(),
      afterClosing,
      customerId,
      customerName: customerId === null ? customer.name : null,
      business: customerId === null ? customer.business : null,
      phone: customerId === null ? customer.phone : null,
      dutyId: story.dutyId(told.duty),
      inquiry: told.inquiry,
      urgency: told.urgency ?? 'normal',
      callerId: quote.caller.id,
    });
    return new StoryMemo(story, receipt, quote.caller.name, quote.dueAt);
  }

  async #do<Extra extends object>(by: string, command: Command<Extra>, extra: Extra): Promise<void> {
    const input = { requestId: newId(), id: this.id, expectedVersion: this.#version, ...extra };
    this.#version = (await command(this.#story.desk, this.#story.as(by), input)).version;
  }

  /** The handler opens it: seen. */
  async see(): Promise<void> {
    const seen = await openMemo(this.#story.desk, this.#story.as(this.handler), {
      requestId: newId(),
      id: this.id,
    });
    this.#version = seen.version;
  }

  /** P4: the lines of the call, the apology where it is late. */
  async call({ late = false } = {}): Promise<void> {
    for (const step of this.#story.pack.channels.callback?.steps ?? []) {
      if (step.when !== 'late' || late) await this.#do(this.handler, tickCall, { step: step.id });
    }
  }

  async answer(said: string = answers[0], lateReason: string | null = null): Promise<void> {
    const lateAction = lateReason === null ? null : '사과드리고 재발하지 않도록 알림을 확인하기로 함';
    await this.#do(this.handler, answer, { said, lateReason, lateAction });
  }

  async attempt(result: 'no_answer' | 'busy' | 'call_again', callAgainAt: Date | null = null): Promise<void> {
    await this.#do(this.handler, logAttempt, { result, callAgainAt, note: '' });
  }

  async interim(said: string, newDueAt: Date): Promise<void> {
    await this.#do(this.handler, interim, { said, newDueAt });
    this.dueAt = newDueAt;
  }

  async takenOver(by: string): Promise<void> {
    await this.#do(by, takeOver, {});
    this.handler = by;
  }

  async handedOn(to: string, reason: string): Promise<void> {
    await this.#do(this.handler, handOn, { to: this.#story.id(to), reason });
    this.handler = to;
  }

  async unreachable(): Promise<void> {
    await this.#do(this.handler, unreachable, { note: '문자로 연락을 부탁드렸습니다.' });
  }

  async closedUnanswered(by: string, reason: string): Promise<void> {
    await this.#do(by, closeUnanswered, { reason });
  }

  async reopened(by: string, reason: string): Promise<void> {
    await this.#do(by, reopen, { reason });
  }
}
