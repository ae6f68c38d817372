import type { Migration } from 'kysely/migration';
import { firstLight } from './0001-first-light.ts';
import { accounts } from './0002-accounts.ts';
import { network } from './0005-network.ts';

/** Every migration by number, in order; a released one never changes. */
export const migrations: Record<string, Migration> = {
  '0001-first-light': firstLight,
  '0002-accounts': accounts,
  '0005-network': network,
};
