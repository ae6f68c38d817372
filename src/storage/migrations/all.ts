import type { Migration } from 'kysely/migration';
import { firstLight } from './0001-first-light.ts';
import { accounts } from './0002-accounts.ts';
import { joining } from './0003-joining.ts';
import { signedReports } from './0004-signed-reports.ts';
import { network } from './0005-network.ts';
import { holidays } from './0006-holidays.ts';
import { promisesOfAnything } from './0007-promises-of-anything.ts';
import { messages } from './0008-messages.ts';
import { calls } from './0009-calls.ts';
import { bookings } from './0010-bookings.ts';
import { documents } from './0011-documents.ts';
import { siteVisits } from './0012-site-visits.ts';
import { interims } from './0013-interims.ts';
import { messageOutcomes } from './0014-message-outcomes.ts';

/** Every migration by number, in order; a released one never changes. */
export const migrations: Record<string, Migration> = {
  '0001-first-light': firstLight,
  '0002-accounts': accounts,
  '0003-joining': joining,
  '0004-signed-reports': signedReports,
  '0005-network': network,
  '0006-holidays': holidays,
  '0007-promises-of-anything': promisesOfAnything,
  '0008-messages': messages,
  '0009-calls': calls,
  '0010-bookings': bookings,
  '0011-documents': documents,
  '0012-site-visits': siteVisits,
  '0013-interims': interims,
  '0014-message-outcomes': messageOutcomes,
};
