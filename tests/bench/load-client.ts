import { type ClientOptions, WebSocket as NodeSocket } from 'ws';
import type { EncounterView, StepView } from '#contract/encounters.ts';
import type { Receipt } from '#contract/rules.ts';
import { clientOver, type HostClient } from '#renderer/host/client.ts';
import { dialWebSocket } from '#renderer/host/dial-web-socket.ts';
import type { Wire } from '#renderer/host/wire.ts';
import { seatCookie, TestSession } from '#tests/support/host.ts';
import { randomOf } from '#tests/support/random.ts';

/**
 * What a window asks, in forty turns. Most are the lists every window asks for again after a change, then the search a
 * receptionist types; eight are a visit begun, looked at or gone on with and a memo left or answered. That makes about
 * one call in eight a write: twenty-five a second of two hundred windows, where a branch of forty people makes one or two.
 */
const mix = { board: 12, lane: 10, search: 8, visit: 3, tick: 3, memo: 2, report: 2 } as const;
export type Kind = keyof typeof mix;
export const kinds = Object.keys(mix) as Kind[];
const turns = kinds.flatMap((kind) => Array<Kind>(mix[kind]).fill(kind));

const typed = ['ㄱㅁㅅ', 'ㅂㅅㅇ', '민수', '김서', '2748', '8821', 'ㅈㅎㅈ', '박지훈', '01055', 'ㅇㅈㅎ'];

/** Where a client comes from. */
export interface LoadSeat {
  token: string;
  staffId: string;
}

export interface LoadPlace {
  origin: string;
  /** The one authority a client trusts, as PEM. */
  ca: string;
  branchId: string;
  /** Whom memos are left for. */
  officers: readonly string[];
  /** A day with a report. */
  pastDay: string;
}

/** A write the host has acknowledged. */
export type Acknowledged = Receipt & { requestId: string };

export interface Call {
  kind: Kind;
  /** From sending to the answer, in milliseconds. */
  took: number;
}

/** A window of the branch over its own socket, signed in, told of every change; one turn is one call, or two where a form asks first. */
export class LoadClient {
  readonly calls: Call[] = [];
  readonly errors: string[] = [];
  readonly acknowledged: Acknowledged[] = [];
  /** The newest change it was told of. */
  told = 0;
  readonly #place: LoadPlace;
  /** Whom this one may leave a memo for: anybody but himself. */
  readonly #others: readonly string[];
  readonly #random: () => number;
  readonly #wire: Wire;
  readonly #client: HostClient;
  #visit: Receipt | null = null;
  #steps: EncounterView['steps'] = [];
  #memo: Receipt | null = null;
  #isAtWork = false;
  #leaving = false;

  private constructor(place: LoadPlace, { staffId }: LoadSeat, seed: number, wire: Wire) {
    this.#place = place;
    this.#others = place.officers.filter((id) => id !== staffId);
    this.#random = randomOf(seed);
    this.#wire = wire;
    this.#client = clientOver(wire.link);
  }

  static async connect(place: LoadPlace, seat: LoadSeat, seed: number): Promise<LoadClient> {
    const { origin, ca, branchId } = place;
    const session = new TestSession({ actorId: seat.staffId, branchId });
    const options = { ca, headers: { origin, cookie: seatCookie(origin, seat.token) } } as ClientOptions;
    const open = (url: string) => new NodeSocket(url, options) as unknown as WebSocket;
    let client: LoadClient | undefined;
    const lost = () => client?.lost();
    const dial = dialWebSocket(`${origin.replace('http', 'ws')}/rpc`, session, open);
    const wire = await dial({ heard() {}, lost }, new AbortController().signal);
    client = new LoadClient(place, seat, seed, wire);
    await client.#listen();
    await client.#open();
    return client;
  }

  /** Its next call; what goes wrong is noted. */
  async turn(): Promise<void> {
    const kind = this.#pick(turns);
    try {
      await this.#do[kind]();
    } catch (error) {
      this.errors.push(`${kind}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  lost(): void {
    if (!this.#leaving) this.errors.push('the socket was closed');
  }

  leave(): void {
    this.#leaving = true;
    this.#wire.close();
  }

  readonly #do: Record<Kind, () => Promise<unknown>> = {
    board: () => this.#timed('board', this.#client.memos.board({ ...this.#branch, filter: 'branch' })),
    lane: () => this.#timed('lane', this.#client.encounters.unclosed(this.#branch)),
    search: () => {
      const query = { ...this.#branch, query: this.#pick(typed), searchId: crypto.randomUUID() };
      return this.#timed('search', this.#client.customers.search(query));
    },
    visit: () => this.#alone(() => (this.#visit === null ? this.#greet() : this.#look(this.#visit))),
    tick: () => this.#alone(() => (this.#visit === null ? this.#greet() : this.#goOn(this.#visit))),
    memo: () => this.#alone(() => (this.#memo === null ? this.#promise() : this.#answer(this.#memo))),
    report: () => {
      const date = this.#place.pastDay;
      return this.#timed('report', this.#client.reports.dailyCallback({ ...this.#branch, date }));
    },
  };

  get #branch() {
    return { branchId: this.#place.branchId };
  }

  /** One does one thing at a time: while it is under way, only the lists are asked for. */
  async #alone(work: () => Promise<unknown>): Promise<unknown> {
    if (this.#isAtWork) return await this.#do.lane();
    this.#isAtWork = true;
    try {
      return await work();
    } finally {
      this.#isAtWork = false;
    }
  }

  #pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.#random() * items.length)] as T;
  }

  async #timed<T>(kind: Kind, call: Promise<T>): Promise<T> {
    const sent = performance.now();
    const answer = await call;
    this.calls.push({ kind, took: performance.now() - sent });
    return answer;
  }

  async #write(kind: Kind, requestId: string, call: Promise<Receipt>): Promise<Receipt> {
    const receipt = await this.#timed(kind, call);
    this.acknowledged.push({ ...receipt, requestId });
    return receipt;
  }

  async #greet(): Promise<void> {
    const requestId = crypto.randomUUID();
    const opened = this.#client.encounters.open({ requestId, ...this.#branch, counterId: null });
    this.#visit = await this.#write('visit', requestId, opened);
    this.#steps = [];
  }

  async #look({ id }: Receipt): Promise<void> {
    const view = await this.#timed('visit', this.#client.encounters.get({ ...this.#branch, id }));
    this.#steps = view.steps.filter((step) => step.state === 'pending');
  }

  /** The step a visit stands at is done; after the last one it is over. */
  async #goOn(visit: Receipt): Promise<void> {
    if (this.#steps.length === 0) await this.#look(visit);
    const [step, ...rest] = this.#steps;
    if (step === undefined) throw new Error('a visit that stands at no step');
    const { id, version: expectedVersion } = visit;
    const requestId = crypto.randomUUID();
    const on = { requestId, id, expectedVersion };
    const receipt = await this.#write('tick', requestId, this.#done(step, on));
    this.#visit = rest.length === 0 ? null : receipt;
    this.#steps = rest;
  }

  #done(step: StepView, on: { requestId: string; id: string; expectedVersion: number }): Promise<Receipt> {
    const { encounters } = this.#client;
    if (step.on === 'purpose') return encounters.setPurpose({ ...on, dutyId: null, text: '보증 한도 문의' });
    if (step.on === 'officer') return encounters.handleHere(on);
    return encounters.tick({ ...on, step: step.id });
  }

  /** What is promised is asked as a form does, then saved. */
  async #promise(): Promise<void> {
    const intendedId = this.#pick(this.#others);
    const asked = { ...this.#branch, intendedId, encounterId: null, preferredAt: null };
    const quoted = (afterClosing: 'next_morning' | null) =>
      this.#timed('memo', this.#client.memos.quote({ ...asked, afterClosing }));
    let afterClosing: 'next_morning' | null = null;
    let quote = await quoted(null);
    if (quote.offers.length > 0) {
      afterClosing = 'next_morning';
      quote = await quoted(afterClosing);
    }
    const requestId = crypto.randomUUID();
    const saved = this.#client.memos.create({
      ...{ ...asked, requestId, afterClosing, callerId: quote.caller.id },
      ...{ customerId: null, customerName: '강지원', business: '', phone: '010-0000-7726', dutyId: null },
      ...{ inquiry: '만기 연장 가능 여부 문의', urgency: 'normal' },
    });
    this.#memo = await this.#write('memo', requestId, saved);
  }

  /** Whoever left it calls himself: he takes it over and says what he answered. */
  async #answer({ id, version }: Receipt): Promise<void> {
    const { memos } = this.#client;
    let requestId = crypto.randomUUID();
    const taken = memos.takeOver({ requestId, id, expectedVersion: version });
    const { version: expectedVersion } = await this.#write('memo', requestId, taken);
    requestId = crypto.randomUUID();
    const said = { said: '필요한 서류를 안내했습니다.', lateReason: null, lateAction: null };
    const answered = memos.answer({ requestId, id, expectedVersion, ...said });
    await this.#write('memo', requestId, answered);
    this.#memo = null;
  }

  /** What a window asks for when it opens; not counted. */
  async #open(): Promise<void> {
    const { memos, encounters } = this.#client;
    await Promise.all([
      memos.board({ ...this.#branch, filter: 'branch' }),
      encounters.unclosed(this.#branch),
    ]);
  }

  async #listen(): Promise<void> {
    const feed = await this.#client.changes.subscribe({ ...this.#branch, afterSeq: null });
    void (async () => {
      for await (const { kind, seq } of feed) {
        if (kind === 'change') this.told = Math.max(this.told, seq);
        if (kind === 'reload') this.errors.push('changes were missed');
      }
    })().catch(() => this.lost());
  }
}
