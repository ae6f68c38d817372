import type { StandardPack } from '#contract/standard-pack.ts';
import type { Executor, StorageEngine, StoreTransaction } from '#storage/engines/engine.ts';
import type { Passwords } from '../accounts/passwords.ts';
import type { SeatSignal } from '../accounts/seats.ts';
import type { ChangeFeed } from '../changes/feed.ts';
import type { MessageHandlers } from '../messages/message-handlers.ts';
import type { SubjectHomes } from '../promises/subjects.types.ts';
import type { WorkCalendar } from '../standard/calendar.ts';
import type { CountryCode } from '../standard/country.ts';
import type { Clock } from './clock.ts';

/** Where a query runs: the store itself or a transaction. Inside a transaction only the latter may be used. */
export type { Executor, StoreTransaction as Trx };

/** A branch with what every rule needs of it. */
export interface Branch {
  id: string;
  institutionId: string;
  institution: string;
  name: string;
  /** Null where the branch has given none. */
  phone: string | null;
  /** How telephone numbers are read here. */
  country: CountryCode;
  calendar: WorkCalendar;
  /** The standard in force. */
  standardId: string;
  pack: StandardPack;
  reportBoxes: string[];
}

/** Looks branches and adopted standards up; both are kept in memory, refreshed when they change. */
export interface Branches {
  /** NOT_FOUND for an unknown branch. */
  get(executor: Executor, branchId: string): Promise<Branch>;
  /** The pack as adopted, for work that began under an earlier one. */
  pack(executor: Executor, standardId: string): Promise<StandardPack>;
  forget(): void;
}

/** What the services share: the store, the clock, the change feed. Made once, in app.ts. */
export interface Desk {
  engine: StorageEngine;
  clock: Clock;
  feed: ChangeFeed;
  branches: Branches;
  passwords: Passwords;
  seats: SeatSignal;
  /** What the features do when a message about one of their things has gone, or has not. */
  messageHandlers: MessageHandlers;
  /** What promises are about, and who looks after it. */
  subjects: SubjectHomes;
  /** Called after each commit that planned something for later. */
  planned(): void;
}
