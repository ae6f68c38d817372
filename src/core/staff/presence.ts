import type { Language } from '#contract/rules.ts';
import type { Presence } from '#contract/staff.ts';
import type { StandardPack } from '#contract/standard-pack.ts';
import { fromInstant } from '#storage/codecs.ts';
import type { AbsenceRow } from '#storage/schema.ts';
import { toldReason } from '../standard/absence-sentence.ts';

export const PRESENT: Presence = {
  state: 'present',
  absenceId: null,
  version: null,
  kind: null,
  told: '',
  startsAt: null,
  returnsAt: null,
};

/**
 * What may be told about an absence (V4): the kind's own phrase, or the officer's words where the kind takes
 * them. A private reason is never told, whatever was typed.
 */
export function presenceOfAbsence(pack: StandardPack, row: AbsenceRow, language: Language): Presence {
  const reason = pack.absence_reasons.find((candidate) => candidate.id === row.kind);
  return {
    state: 'absent',
    absenceId: row.id,
    version: row.version,
    kind: row.kind,
    told: reason === undefined ? '' : toldReason(pack, reason, row.told ?? undefined, language),
    startsAt: fromInstant(row.starts_at),
    returnsAt: fromInstant(row.returns_at),
  };
}
