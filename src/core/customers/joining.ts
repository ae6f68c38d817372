/** The fields of a customer that a person chooses between when two records are joined. */
export const joinedFields = ['name', 'business', 'phone'] as const;
export type JoinedField = (typeof joinedFields)[number];
export type Taken = JoinedField | 'consent' | 'texts';

export interface CustomerValues {
  name: string;
  business: string;
  phone: string;
  phone_digits: string;
  consent_at: string;
  consent_how: string;
  texts_refused_at: string | null;
}

export type Keep = Record<JoinedField, 'survivor' | 'joined'>;

/**
 * What the survivor takes from the joined one: the fields chosen that differ, the consent that was given first, because
 * from then on this person had agreed, and that he wants no texts, whichever record says so.
 */
export function takenFields(survivor: CustomerValues, joined: CustomerValues, keep: Keep): Taken[] {
  const taken: Taken[] = joinedFields.filter(
    (field) => keep[field] === 'joined' && survivor[field] !== joined[field],
  );
  if (joined.consent_at < survivor.consent_at) taken.push('consent');
  if (joined.texts_refused_at !== null && survivor.texts_refused_at === null) taken.push('texts');
  return taken;
}

/** The survivor's values with those taken. */
export function valuesAfter(survivor: CustomerValues, joined: CustomerValues, taken: readonly Taken[]) {
  const of = (field: Taken) => (taken.includes(field) ? joined : survivor);
  return {
    name: of('name').name,
    business: of('business').business,
    phone: of('phone').phone,
    phone_digits: of('phone').phone_digits,
    consent_at: of('consent').consent_at,
    consent_how: of('consent').consent_how,
    texts_refused_at: of('texts').texts_refused_at,
  };
}

/** Taken fields that somebody has changed since: undoing leaves them as they are now. */
export function changedSince(
  now: CustomerValues,
  joined: CustomerValues,
  taken: readonly Taken[],
): JoinedField[] {
  return joinedFields.filter((field) => taken.includes(field) && now[field] !== joined[field]);
}

/** The survivor's values once a joining is undone: his former ones, but for what was changed since. */
export function valuesUndone(
  now: CustomerValues,
  former: CustomerValues,
  joined: CustomerValues,
  taken: readonly Taken[],
): CustomerValues {
  const changed = changedSince(now, joined, taken);
  const isBack = (field: Taken) => {
    if (field === 'consent') return true;
    // What he has said since counts.
    if (field === 'texts') return now.texts_refused_at === joined.texts_refused_at;
    return !changed.includes(field);
  };
  const back = taken.filter(isBack);
  return valuesAfter(now, former, back);
}

export type UndoRefusal = 'JOINING_UNDONE' | 'JOINED_ON' | 'LATER_JOINING';

/**
 * Whether a joining may be undone: only the latest of a survivor who is himself in use, so that chains come apart in
 * the reverse order. JOINED_ON: the survivor was joined into another since. LATER_JOINING: he took another in since.
 */
export function whyNotUndo(
  joining: { undone_at: string | null; survivor_version: number },
  survivor: { joined_into: string | null },
  latest: { survivor_version: number } | undefined,
): UndoRefusal | null {
  if (joining.undone_at !== null) return 'JOINING_UNDONE';
  if (survivor.joined_into !== null) return 'JOINED_ON';
  if (latest !== undefined && latest.survivor_version > joining.survivor_version) return 'LATER_JOINING';
  return null;
}
