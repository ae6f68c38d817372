import { z } from 'zod';
import { id, instant, localDate, localTime, shortText, version } from './fields.ts';
import { everyone, fresh, managing, onExisting, procedure, receipt } from './rules.ts';

/** A day the branch closes by itself, or closes early. */
export const holiday = z.object({
  id,
  version,
  date: localDate,
  name: z.string(),
  /** Closing time of a half day; null for the whole day. */
  closesAt: localTime.nullable(),
  declaredAt: instant,
  declaredBy: z.string(),
});
export type Holiday = z.infer<typeof holiday>;

export const holidayList = z.object({
  /** Today's and later ones, the next first. */
  own: z.array(holiday),
  /** Public holidays of the next twelve months. */
  known: z.array(z.object({ date: localDate, name: z.string() })),
  /** Last date with public holidays; null where the branch keeps none. */
  knownUntil: localDate.nullable(),
});
export type HolidayList = z.infer<typeof holidayList>;

/** What declaring or withdrawing a day would do to what has been promised and is open. */
export const holidayEffect = z.object({
  /** Promises whose due time would move, the next due first; with each the next word in between about it. */
  moved: z.array(
    z.object({
      promiseId: id,
      interim: z.boolean(),
      handler: z.string(),
      dueAt: instant,
      newDueAt: instant,
    }),
  ),
  /** Times agreed with a customer that fall into the closed time: they stay, somebody has to phone. */
  agreed: z.number().int(),
});
export type HolidayEffect = z.infer<typeof holidayEffect>;

const declared = {
  branchId: id,
  date: localDate,
  closesAt: localTime.nullable(),
};

export const holidays = {
  holidays: procedure({ who: everyone, action: 'settings.holidays' })
    .input(z.object({ branchId: id }))
    .output(holidayList),
  /** Told before it is done; `withdraws` names the holiday that would be withdrawn instead of declared. */
  holidayEffect: procedure({ who: managing, action: 'settings.holidayEffect' })
    .input(z.object({ ...declared, withdraws: id.nullable() }))
    .output(holidayEffect),
  /**
   * Declares a day from today on (TIME_IN_PAST, ALREADY_HOLIDAY) and counts every open promise of the branch anew in
   * the same transaction; its first due time stays beside the new one.
   */
  declareHoliday: procedure({ who: managing, action: 'settings.declareHoliday' })
    .input(z.object({ ...fresh, ...declared, name: shortText({ max: 40 }) }))
    .output(receipt),
  /** Takes a day back that has not passed (TIME_IN_PAST); due times go back, never before what was promised first. */
  withdrawHoliday: procedure({ who: managing, action: 'settings.withdrawHoliday' })
    .input(z.object(onExisting))
    .output(receipt),
};
