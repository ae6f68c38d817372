/** So long before the agreed time nobody comes to a visit by plan (milliseconds). */
const FAR_TOO_EARLY = 60 * 60_000;

/** Whether an arrival now is more likely a key pressed once too often: it is asked for once more. */
export const isFarTooEarly = (agreedAt: Date | null, now: Date | number): boolean =>
  agreedAt !== null && agreedAt.getTime() - Number(now) > FAR_TOO_EARLY;
