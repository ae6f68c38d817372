import type { Desk, Executor } from '../kernel/desk.ts';
import type { UnitOfWork } from '../kernel/unit-of-work.ts';
import type { Move } from './recount.service.ts';

/** What a promise can be about. A memo makes one at a time; anything else may make several. */
export type SubjectType = 'memo' | 'document' | 'site_visit';

export interface PromiseSubject {
  type: SubjectType;
  id: string;
}

/** What moved a promise: a day declared or withdrawn, or other office hours (without a name, from today on). */
export interface CalendarChange {
  kind: 'holiday_declared' | 'holiday_withdrawn' | 'hours_changed';
  date: string;
  name: string;
}

/** What promises ask of the feature their subject belongs to. */
export interface SubjectHome {
  /** Whose business it is, as the customer is called there; null where nobody knows. Unknown ids are left out. */
  customerNames(executor: Executor, ids: readonly string[]): Promise<ReadonlyMap<string, string | null>>;
  /** Writes into the thing's history what moved one of its promises or words; numbers the thing's own change. */
  noteMoved(unit: UnitOfWork, move: Move, change: CalendarChange): Promise<void>;
  /** Reminds the customer of what is promised about the thing; false where he cannot be, or need not be any more. */
  remindCustomer?(desk: Desk, unit: UnitOfWork, id: string): Promise<boolean>;
}

/** The home of every subject; put together in app.ts, because features know promises and not the other way round. */
export type SubjectHomes = Readonly<Record<SubjectType, SubjectHome>>;
