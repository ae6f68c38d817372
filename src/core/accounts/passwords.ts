import { hash, verify } from '@node-rs/argon2';
import { tryLater } from '../kernel/refusals.ts';

/** What one hash costs: memory in KiB, passes, lanes. */
export interface PasswordCost {
  memoryCost: number;
  timeCost: number;
  parallelism: number;
}

/** R20: argon2id (the library's default kind) with 19 MiB, two passes, one lane; some 80 ms here. */
export const USUAL_COST: PasswordCost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Who waits behind so many others is asked to come again instead. */
const LONGEST_LINE = 40;
const COME_AGAIN_SECONDS = 2;

/**
 * Hashes and checks passwords, one at a time: a storm of wrong ones keeps one processor busy and leaves the rest of
 * the desk as it was.
 */
export class Passwords {
  readonly #cost: PasswordCost;
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #decoy: Promise<string> | undefined;

  constructor(cost: PasswordCost = USUAL_COST) {
    this.#cost = cost;
  }

  /**
   * Takes a place in the line for `work`, which hashes and checks. TRY_LATER when too many are waiting: before anything
   * of the work is done, so that a try nobody looked at is not counted against anybody.
   */
  async inLine<T>(work: () => Promise<T>): Promise<T> {
    if (this.#waiting >= LONGEST_LINE) throw tryLater(COME_AGAIN_SECONDS);
    this.#waiting += 1;
    try {
      return await work();
    } finally {
      this.#waiting -= 1;
    }
  }

  hash(password: string): Promise<string> {
    return this.inLine(() => this.#inTurn(() => hash(password, this.#cost)));
  }

  /** Takes as long for nobody's password (null) as for a wrong one, so that who exists cannot be told by the clock. */
  async isRight(stored: string | null, password: string): Promise<boolean> {
    this.#decoy ??= hash('nobody has this password', this.#cost);
    const against = stored ?? (await this.#decoy);
    const right = await this.#inTurn(() => verify(against, password));
    return right && stored !== null;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => {});
    return turn;
  }
}
