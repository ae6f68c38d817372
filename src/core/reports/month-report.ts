import type { DueFigures, Movement } from '#contract/promises.ts';
import {
  type Answered,
  countAnswer,
  countEnd,
  dueFigures,
  endedOn,
  noAnswers,
  noMovement,
  nothingDue,
  type PromiseDates,
  withAnswers,
  withRate,
} from './callback-report.ts';

export interface MonthReport {
  month: string;
  days: { date: string; movement: Movement; due: DueFigures }[];
  movement: Movement;
  due: DueFigures;
}

/** Days of `month` (`YYYY-MM`) that have begun by `today`. */
export function daysOfMonth(month: string, today: string): string[] {
  const [year, number] = month.split('-').map(Number) as [number, number];
  const length = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return Array.from({ length }, (_, index) => `${month}-${String(index + 1).padStart(2, '0')}`).filter(
    (date) => date <= today,
  );
}

/**
 * The report of a month up to `today`. `promises` may hold more than the month's. Each promise is looked
 * at once, however many days it was open.
 */
export function monthReport(promises: readonly PromiseDates[], month: string, today: string): MonthReport {
  const dates = daysOfMonth(month, today);
  const first = dates[0];
  if (first === undefined) return { month, days: [], movement: noMovement(), due: dueFigures([]) };
  const made = Map.groupBy(promises, ({ madeDate }) => madeDate);
  const due = Map.groupBy(promises, ({ dueDate }) => dueDate);
  const ended = Map.groupBy(promises, endedOn);
  let open = promises.filter((one) => one.madeDate < first && (endedOn(one) ?? first) >= first).length;
  const answeredInMonth = noAnswers();

  const days = dates.map((date) => {
    const movement = noMovement();
    const answered = noAnswers();
    movement.carriedIn = open;
    movement.received = made.get(date)?.length ?? 0;
    for (const promise of ended.get(date) ?? []) {
      countEnd(movement, promise.state);
      countAnswer(answered, promise);
      countAnswer(answeredInMonth, promise);
    }
    const { kept, late, broken, unreachable, withdrawn = 0 } = movement;
    open += movement.received - kept - late - broken - unreachable - withdrawn;
    movement.open = open;
    return { date, movement: withAnswers(movement, answered), due: dueFigures(due.get(date) ?? []) };
  });

  return { month, days, movement: sumOfMovements(days, answeredInMonth), due: sumOfDue(days) };
}

const flows = ['received', 'kept', 'late', 'broken', 'unreachable'] as const;

function sumOfMovements(days: MonthReport['days'], answered: Answered): Movement {
  const sum = noMovement();
  for (const { movement } of days) {
    for (const flow of flows) sum[flow] += movement[flow];
    if (movement.withdrawn !== undefined) sum.withdrawn = (sum.withdrawn ?? 0) + movement.withdrawn;
  }
  sum.carriedIn = days[0]?.movement.carriedIn ?? 0;
  sum.open = days.at(-1)?.movement.open ?? 0;
  return withAnswers(sum, answered);
}

function sumOfDue(days: MonthReport['days']): DueFigures {
  const sum = nothingDue();
  const fields = Object.keys(sum) as (keyof typeof sum)[];
  for (const { due } of days) for (const field of fields) sum[field] += due[field];
  return withRate(sum);
}
