import { accounts } from './accounts.ts';
import { bookings } from './bookings.ts';
import { calls } from './calls.ts';
import { changes, drafts } from './changes.ts';
import { customerPage } from './customer-page.ts';
import { customers } from './customers.ts';
import { desks } from './desks.ts';
import { documents } from './documents.ts';
import { encounters } from './encounters.ts';
import { evidence } from './evidence.ts';
import { holidays } from './holidays.ts';
import { memos } from './memos.ts';
import { messages } from './messages.ts';
import { network } from './network.ts';
import { notices, reports } from './promises.ts';
import { settings, setup, system } from './settings.ts';
import { signing } from './signing.ts';
import { staff } from './staff.ts';

/** Everything a staff screen may ask. Pages without sign-in have their own contract and their own listener. */
export const contract = {
  system,
  accounts,
  setup,
  settings: { ...settings, ...holidays },
  network,
  staff,
  customers: { ...customers, ...customerPage },
  encounters,
  calls,
  memos,
  documents,
  messages,
  bookings,
  notices,
  reports: { ...reports, ...evidence },
  signing,
  desks,
  changes,
  drafts,
};
export type Contract = typeof contract;
