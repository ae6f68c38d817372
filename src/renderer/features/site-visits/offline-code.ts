import { id, instant } from '#contract/fields.ts';

/** What a phone has kept of a visit: when each step was done, and why it was late. */
export interface Taken {
  visit: string;
  /** Instants by the pack's step id. */
  steps: Record<string, string>;
  late: string;
}

/** Before the code, so that it is known for what it is. The saved page writes it, see `offline-page.ts`. */
export const CODE_MARK = 'MAJI1.';
/** No page makes more. */
const LONGEST = 20_000;

/** Reads the file or the code of a saved page; null for anything else. Nothing in it is believed before it is checked. */
export function readTaken(text: string): Taken | null {
  const code = text.trim();
  if (code.length > LONGEST) return null;
  try {
    return checked(JSON.parse(code.startsWith(CODE_MARK) ? decoded(code.slice(CODE_MARK.length)) : code));
  } catch {
    return null;
  }
}

function decoded(code: string): string {
  const base64 = code.replace(/\s/g, '').replaceAll('-', '+').replaceAll('_', '/');
  return new TextDecoder('utf-8', { fatal: true }).decode(
    Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)),
  );
}

function checked(value: unknown): Taken | null {
  if (typeof value !== 'object' || value === null) return null;
  const { maji, visit, steps, late = '' } = value as Record<string, unknown>;
  if (maji !== 'site-visit/1' || typeof late !== 'string' || typeof steps !== 'object' || steps === null)
    return null;
  const known = id.safeParse(visit);
  if (!known.success) return null;
  const times = Object.entries(steps).flatMap(([step, at]) => {
    const time = typeof at === 'string' ? instant.safeParse(new Date(at)) : null;
    return time?.success && /^[a-z][a-z0-9_]*$/.test(step) ? [[step, time.data.toISOString()] as const] : [];
  });
  if (times.length !== Object.keys(steps).length) return null;
  return { visit: known.data, steps: Object.fromEntries(times), late: late.slice(0, 300) };
}
