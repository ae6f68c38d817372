import type { AccountsSchema } from './schema-accounts.ts';
import type { ApiKeyRow, BookingRow, BookingSettingRow } from './schema-bookings.ts';
import type { PhoneCallRow } from './schema-calls.ts';
import type { CustomersSchema } from './schema-customers.ts';
import type { DocumentsSchema } from './schema-documents.ts';
import type { EncountersSchema } from './schema-encounters.ts';
import type { MemosSchema } from './schema-memos.ts';
import type { MessageAttemptRow, MessageRow, MessageSenderRow } from './schema-messages.ts';
import type { OfficeSchema } from './schema-office.ts';
import type { PromisesSchema } from './schema-promises.ts';
import type { RecordSchema } from './schema-record.ts';
import type { ReportsSchema } from './schema-reports.ts';
import type {
  CalendarFeedRow,
  SiteVisitEventRow,
  SiteVisitRow,
  SiteVisitStepRow,
} from './schema-site-visits.ts';

export type * from './schema-accounts.ts';
export type * from './schema-customers.ts';
export type * from './schema-encounters.ts';
export type * from './schema-memos.ts';
export type * from './schema-office.ts';
export type * from './schema-promises.ts';
export type * from './schema-record.ts';
export type * from './schema-reports.ts';

type Json = string;

/** What belongs to the host and to no branch. */
export interface HostSettingRow {
  key: string;
  value: Json;
}

/**
 * Tables by name, for Kysely; the rows are the same on SQLite and PostgreSQL.
 *
 * Ids are UUIDv7 text. Instants are fixed-width UTC text (`2026-11-23T08:03:39.123Z`), local dates
 * `YYYY-MM-DD`. Flags are 0/1 and JSON is text on both engines, see codecs.ts.
 */
export interface Schema
  extends DocumentsSchema,
    OfficeSchema,
    CustomersSchema,
    EncountersSchema,
    MemosSchema,
    PromisesSchema,
    RecordSchema,
    AccountsSchema,
    ReportsSchema {
  phone_call: PhoneCallRow;
  host_setting: HostSettingRow;
  booking_setting: BookingSettingRow;
  booking: BookingRow;
  api_key: ApiKeyRow;
  site_visit: SiteVisitRow;
  site_visit_step: SiteVisitStepRow;
  site_visit_event: SiteVisitEventRow;
  calendar_feed: CalendarFeedRow;
  message: MessageRow;
  message_attempt: MessageAttemptRow;
  message_sender: MessageSenderRow;
}
