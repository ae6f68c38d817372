import type { AccountEntry } from '#contract/accounts.ts';

/** Where an account stands, by the key of its word. */
export function accountState({ account }: AccountEntry): 'none' | 'active' | 'must_change' | 'disabled' {
  if (account === null) return 'none';
  if (!account.active) return 'disabled';
  return account.mustChange ? 'must_change' : 'active';
}
