import fc from 'fast-check';

/** Who acts and who may be asked; `gone` has been deactivated. */
export const people = ['reception', 'officer', 'colleague'] as const;
export type Person = (typeof people)[number] | 'gone';

type Wish =
  | { do: 'tick'; step: StepWish; when: 'now' | 'before' | 'future' }
  | { do: 'skip'; step: StepWish }
  | { do: 'undo'; step: StepWish }
  | { do: 'setPurpose'; text: string }
  | { do: 'setOfficer'; who: Person | null }
  | { do: 'handOver'; who: Person }
  | { do: 'take' | 'recall' | 'wait' | 'handleHere' | 'leave' | 'memo' | 'close' }
  | { do: 'comeOrGo'; who: Person };
/** The step at hand, or the nth of the steps there are, or one there never is. */
type StepWish = 'current' | 'unknown' | number;

export interface Move {
  wish: Wish;
  by: (typeof people)[number];
  /** Minutes since the last one. */
  pause: number;
  /** Sent with a version read earlier; only a service can tell. */
  stale: boolean;
}

const step = fc.oneof(
  { weight: 6, arbitrary: fc.constant('current' as const) },
  { weight: 3, arbitrary: fc.nat({ max: 9 }) },
  { weight: 1, arbitrary: fc.constant('unknown' as const) },
);
const who = fc.constantFrom<Person>('officer', 'officer', 'colleague', 'reception', 'gone');
const wish: fc.Arbitrary<Wish> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constant('tick' as const),
      step,
      when: fc.constantFrom('now' as const, 'now' as const, 'before' as const, 'future' as const),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.oneof(
      fc.record({ do: fc.constant('skip' as const), step }),
      fc.record({ do: fc.constant('undo' as const), step }),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('setPurpose' as const), text: fc.constantFrom('', '만기 연장') }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('setOfficer' as const), who: fc.option(who, { freq: 6 }) }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('handOver' as const), who }) },
  {
    weight: 9,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'take' as const,
        'take' as const,
        'recall' as const,
        'wait' as const,
        'handleHere' as const,
        'leave' as const,
        'memo' as const,
        'close' as const,
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('comeOrGo' as const),
      who: fc.constantFrom<Person>('officer', 'colleague'),
    }),
  },
);

/** What people may try on one visit, one after the other. */
export const moves: fc.Arbitrary<Move[]> = fc.array(
  fc.record({
    wish,
    by: fc.constantFrom(...people, 'officer' as const),
    pause: fc.nat({ max: 20 }),
    stale: fc.oneof(
      { weight: 14, arbitrary: fc.constant(false) },
      { weight: 1, arbitrary: fc.constant(true) },
    ),
  }),
  { minLength: 6, maxLength: 24 },
);

type Link = { by: Person; state: 'done' | 'skipped' } | null;
type Rule = 'greeting' | 'introduction' | 'purpose' | 'officer' | 'anything_else' | 'farewell';
const whoeverTakes: Rule[] = ['introduction', 'anything_else', 'farewell'];

/**
 * The life cycle said again as simply as it can be: each of the six steps is a chain of who did it. Answers each
 * move with `ok` or the word of its refusal.
 */
export class ModelVisit {
  state: 'open' | 'handed_over' | 'with_officer' | 'waiting' | 'closed' = 'open';
  version = 1;
  outcome: string | null = null;
  sought: Person | null = null;
  asked: Person | null = null;
  server: Person;
  /** Somebody serves who took the visit over. */
  taken = false;
  readonly absent = new Set<Person>();
  readonly chains: Record<Rule, Link[]>;

  constructor(by: Person) {
    this.server = by;
    this.chains = {
      greeting: [{ by, state: 'done' }],
      introduction: [null],
      purpose: [null],
      officer: [null],
      anything_else: [null],
      farewell: [null],
    };
  }

  /** Steps in order with where each stands. */
  steps(): { id: string; rule: Rule; nth: number; link: Link }[] {
    const all = (rule: Rule) =>
      this.chains[rule].map((link, nth) => ({ id: nameOf(rule, nth), rule, nth, link }));
    const [introduction, ...repeated] = all('introduction');
    return [
      ...all('greeting'),
      ...(introduction === undefined ? [] : [introduction]),
      ...all('purpose'),
      ...all('officer'),
      ...repeated,
      ...all('anything_else'),
      ...all('farewell'),
    ];
  }

  stepId(wished: StepWish): string {
    const steps = this.steps();
    if (wished === 'unknown') return 'coffee';
    if (wished === 'current') return steps.find((one) => one.link === null)?.id ?? 'farewell';
    return steps[wished % steps.length]?.id ?? 'coffee';
  }

  /** Says what the move does and does it; `id` is the step it names. */
  apply({ wish, by }: Move, id: string): string {
    if (wish.do === 'comeOrGo') {
      if (!this.absent.delete(wish.who)) this.absent.add(wish.who);
      return 'ok';
    }
    const word = this.state === 'closed' ? 'ENCOUNTER_CLOSED' : this.#apply(wish, by, id);
    if (word === 'ok') this.version += 1;
    return word;
  }

  #apply(wish: Exclude<Wish, { do: 'comeOrGo' }>, by: Person, id: string): string {
    switch (wish.do) {
      case 'tick':
      case 'skip':
      case 'undo':
        return this.#step(wish, by, id);
      case 'setPurpose':
        if (wish.text === '') return 'NEEDS_PURPOSE';
        if (this.chains.purpose[0]?.state !== 'done') this.chains.purpose = [{ by, state: 'done' }];
        return 'ok';
      case 'setOfficer':
        if (this.state === 'handed_over') return 'HANDED_OVER';
        if (this.state === 'with_officer') return 'WITH_OFFICER';
        if (wish.who === 'gone') return 'STAFF_INACTIVE';
        if (wish.who === null) this.state = 'open';
        this.sought = wish.who;
        return 'ok';
      case 'handOver':
        if (this.state === 'handed_over') return 'HANDED_OVER';
        if (wish.who === 'gone') return 'STAFF_INACTIVE';
        if (wish.who === this.server) return 'ALREADY_SERVING';
        if (this.absent.has(wish.who)) return 'OFFICER_ABSENT';
        this.sought ??= wish.who;
        this.asked = wish.who;
        this.state = 'handed_over';
        this.chains.officer = [{ by, state: 'done' }];
        return 'ok';
      case 'take':
        if (this.state !== 'handed_over') return 'NOT_HANDED_OVER';
        if (this.asked !== by) return 'NOT_FOR_YOU';
        this.state = 'with_officer';
        this.outcome = by === this.sought ? 'officer' : 'colleague';
        this.server = by;
        this.asked = null;
        this.taken = true;
        for (const rule of whoeverTakes) {
          const last = this.chains[rule].at(-1);
          if (last && last.by !== by) this.chains[rule].push(null);
        }
        return 'ok';
      case 'recall': {
        if (this.state !== 'handed_over') return 'NOT_HANDED_OVER';
        const back = by === this.asked || by === this.server;
        if (!back) this.server = by;
        this.asked = null;
        this.state = back && this.taken ? 'with_officer' : 'open';
        if (this.state === 'open') {
          this.taken = false;
          this.chains.officer = [null];
        }
        return 'ok';
      }
      case 'wait':
        if (this.state === 'handed_over') return 'HANDED_OVER';
        if (this.state === 'with_officer') return 'WITH_OFFICER';
        if (this.state === 'waiting') return 'ALREADY_WAITING';
        if (this.sought === null) return 'NEEDS_OFFICER';
        this.state = 'waiting';
        if (this.outcome !== 'memo') {
          this.outcome = null;
          this.chains.officer = [null];
        }
        return 'ok';
      case 'handleHere':
        if (this.state === 'handed_over') return 'HANDED_OVER';
        if (this.state === 'with_officer') return 'ALREADY_SERVING';
        if (this.outcome === 'handled') return 'ALREADY_DONE';
        this.server = by;
        return this.#settle('handled', by);
      case 'leave':
        return this.#settle('left', by);
      case 'memo':
        return this.#settle('memo', by);
      case 'close':
        if (this.state === 'handed_over') return 'NOT_TAKEN';
        if (this.outcome === null) return 'NEEDS_OUTCOME';
        if (this.steps().some((one) => one.link === null)) return 'STEPS_OPEN';
        this.state = 'closed';
        return 'ok';
    }
  }

  #settle(outcome: string, by: Person): string {
    this.outcome = outcome;
    if (this.state === 'with_officer') return 'ok';
    this.state = 'open';
    this.asked = null;
    this.taken = false;
    this.chains.officer = [{ by, state: 'done' }];
    return 'ok';
  }

  #step(wish: Extract<Wish, { do: 'tick' | 'skip' | 'undo' }>, by: Person, id: string): string {
    const steps = this.steps();
    const index = steps.findIndex((one) => one.id === id);
    const found = steps[index];
    if (found === undefined) return 'STEP_UNKNOWN';
    const { rule, nth, link } = found;
    if (this.state === 'handed_over' && index > steps.findIndex((one) => one.rule === 'officer')) {
      return 'NOT_TAKEN';
    }
    const chain = this.chains[rule];
    if (wish.do === 'undo') {
      if (link === null) return 'NOTHING_TO_UNDO';
      if (rule === 'officer') {
        if (this.state === 'handed_over' || this.taken || this.outcome === 'memo') return 'NOT_UNDOABLE';
        this.outcome = null;
      }
      chain[nth] = null;
      return 'ok';
    }
    if (wish.do === 'skip') {
      if (link !== null) return 'ALREADY_DONE';
      if (rule === 'greeting' && this.outcome !== 'left') return 'NOT_SKIPPABLE';
      chain[nth] = { by, state: 'skipped' };
      return 'ok';
    }
    if (link?.state === 'done') return 'ALREADY_DONE';
    if (rule === 'officer' && this.outcome === null) return 'NEEDS_OUTCOME';
    if (wish.when === 'future') return 'TIME_IN_FUTURE';
    chain[nth] = { by, state: 'done' };
    const ended = this.steps().every((one) => one.link !== null) && index === steps.length - 1;
    if (ended && this.outcome !== null && this.state !== 'handed_over') this.state = 'closed';
    return 'ok';
  }
}

function nameOf(rule: Rule, nth: number): string {
  if (nth === 0) return rule;
  return nth === 1 ? `${rule}.again` : `${rule}.${nth}.again`;
}
