import type { TFunction } from 'i18next';
import type { Difference } from '#contract/signing.ts';
import type { Format } from '../i18n/format.ts';

type Words = { t: TFunction<readonly ['signing', 'reports']>; format: Format };

type RowDifference = Extract<Difference, { kind: 'row' }>;
type FigureDifference = Extract<Difference, { kind: 'figures' }>;

/** One difference as a line of the reader's language. */
export function differenceWords(one: Difference, words: Words): string {
  const { t } = words;
  switch (one.kind) {
    case 'row':
      return rowWords(one, words);
    case 'figures':
      return figureWords(one, words);
    case 'heading':
      return t('differences.change', {
        field: t(`differences.heading.${one.field}`),
        before: one.before,
        after: one.after,
      });
    case 'name':
      return t('differences.name', { before: one.before, after: one.after });
    case 'form':
      return t('differences.form');
  }
}

function rowWords({ change, madeAt, customerName, fields }: RowDifference, words: Words): string {
  const { t, format } = words;
  const what =
    change === 'changed'
      ? fields
          .map(({ field, before, after }) =>
            t('differences.change', {
              field: t(`differences.rows.${field}`),
              before: valueWords(field, before, words),
              after: valueWords(field, after, words),
            }),
          )
          .join(', ')
      : t(`differences.${change}`);
  return t('differences.row', { when: format.dateTime(madeAt), name: customerName, what });
}

const instants = new Set(['madeAt', 'originalDueAt', 'dueAt', 'closedAt']);
const states = ['open', 'kept', 'late', 'broken', 'unreachable', 'withdrawn'] as const;
const reasons = [
  'preferred',
  'before_closing',
  'next_morning',
  'interim',
  'holiday_declared',
  'hours_changed',
  'agreed',
  'resumed',
] as const;

function valueWords(field: string, value: string | boolean | null, { t, format }: Words): string {
  if (value === null || value === '') return t('differences.nothing');
  if (typeof value === 'boolean') return t(value ? 'differences.yes' : 'differences.no');
  if (instants.has(field)) return format.dateTime(value);
  if (field === 'result' || field === 'state') {
    const state = states.find((one) => one === value);
    return state ? t(`reports:states.${state}`) : value;
  }
  if (field === 'dueReason') {
    const reason = reasons.find((one) => one === value);
    return reason ? t(`reports:dueReasons.${reason}`) : t('differences.standardDue');
  }
  return value;
}

function figureWords({ part, of, fields }: FigureDifference, words: Words): string {
  const { t, format } = words;
  const labels = {
    rate: t('reports:due.rate'),
    answeredByOthers: t('reports:officers.others'),
    meanMinutes: t('reports:movement.mean'),
    longestMinutes: t('reports:movement.longest'),
  };
  const written = (field: string, value: number | null) => {
    if (value === null) return '–';
    if (field === 'rate') return format.percent(value);
    return field.endsWith('Minutes') ? format.duration(Math.round(value)) : format.number(value);
  };
  const what = fields.map(({ field, before, after }) =>
    t('differences.change', {
      field: isMovement(field) ? t(`reports:movement.${field}`) : labels[field],
      before: written(field, before),
      after: written(field, after),
    }),
  );
  return t('differences.group', {
    of: t(`differences.parts.${part}`, { of: of ?? '' }),
    what: what.join(', '),
  });
}

const flows = [
  'carriedIn',
  'received',
  'kept',
  'late',
  'broken',
  'unreachable',
  'withdrawn',
  'open',
] as const;
type Flow = (typeof flows)[number];
const isMovement = (field: string): field is Flow => (flows as readonly string[]).includes(field);
