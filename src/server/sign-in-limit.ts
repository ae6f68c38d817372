import { isIPv6 } from 'node:net';
import type { DoorContext } from '#core/kernel/call.ts';
import { tryLater } from '#core/kernel/refusals.ts';
import { RateLimit } from './rate-limit.ts';

/**
 * Sign-ins of one address within a minute, right or wrong. Forty people of a branch may come from one address and all
 * within the same minute before opening, some of them mistyping: see docs/adr/0043-storms-of-wrong-passwords.md.
 */
export const SIGN_INS_PER_MINUTE = 90;

/** One caller: an IPv4 address however it is written, or the /64 network of an IPv6 one, which is one machine's or one home's. */
export function callerOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!isIPv6(plain)) return plain;
  const [head = '', tail = ''] = plain.split('%')[0]?.split('::') ?? [];
  const front = head === '' ? [] : head.split(':');
  const back = tail === '' ? [] : tail.split(':');
  const middle = plain.includes('::')
    ? Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0')
    : [];
  const groups = [...front, ...middle, ...back].slice(0, 4);
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}

/** Refuses (TRY_LATER) a sign-in before anything of it is done where its address has made too many within the minute. */
export function limitSignIns(limit = new RateLimit(SIGN_INS_PER_MINUTE)) {
  return async <T>({
    path,
    context,
    next,
  }: {
    path: readonly string[];
    context: Pick<DoorContext, 'address'>;
    next(): Promise<T>;
  }): Promise<T> => {
    if (path.join('.') === 'accounts.signIn') {
      const seconds = limit.take(callerOf(context.address));
      if (seconds > 0) throw tryLater(seconds);
    }
    return await next();
  };
}
