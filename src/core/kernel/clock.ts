/** The core's one clock; tests give it another. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };
