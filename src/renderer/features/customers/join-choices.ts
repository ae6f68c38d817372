import type { ComparedCustomer, Comparison } from '#contract/customer-page.ts';

/** Which of the two compared records. */
export type Which = 'one' | 'other';
export const keptFields = ['name', 'business', 'phone'] as const;
export type KeptField = (typeof keptFields)[number];

export interface JoinChoices {
  survivor: Which;
  /** Chosen by the person; a field not chosen follows the survivor. */
  fields: Partial<Record<KeptField, Which>>;
}

/** Nothing chosen: the record one was at stays. */
export const beginning: JoinChoices = { survivor: 'one', fields: {} };

/** Whose value is kept: the one chosen, else the survivor's, unless he has none. */
export function kept(choices: JoinChoices, pair: Record<Which, ComparedCustomer>, field: KeptField): Which {
  const chosen = choices.fields[field];
  if (chosen !== undefined) return chosen;
  const other = choices.survivor === 'one' ? 'other' : 'one';
  return pair[choices.survivor][field] === '' && pair[other][field] !== '' ? other : choices.survivor;
}

/** Whether a field is surely the same in both: masked values may look alike and differ. */
export function isSame({ one, other, same }: Comparison, field: KeptField, whole: boolean): boolean {
  if (one[field] !== other[field]) return false;
  // Names of businesses are never masked.
  return whole || field === 'business' || same.includes(field);
}

/** What the front desk is told. */
export function wishOf(choices: JoinChoices, pair: Record<Which, ComparedCustomer>) {
  const { survivor } = choices;
  const joined = survivor === 'one' ? 'other' : 'one';
  const told = (which: Which) => ({ id: pair[which].id, expectedVersion: pair[which].version });
  const side = (field: KeptField) =>
    kept(choices, pair, field) === survivor ? ('survivor' as const) : ('joined' as const);
  return {
    survivor: told(survivor),
    joined: told(joined),
    keep: { name: side('name'), business: side('business'), phone: side('phone') },
  };
}
