import { z } from 'zod';
import { id, instant, personName, shortText, version } from './fields.ts';
import { everyone, fresh, managing, onExisting, procedure, receipt, role } from './rules.ts';

/** A member of staff as others may see him; public officers' names are not masked. */
export const staffRef = z.object({
  id,
  name: z.string(),
  title: z.string(),
  department: z.string(),
  seat: z.string(),
});
export type StaffRef = z.infer<typeof staffRef>;

export const presence = z.object({
  state: z.enum(['present', 'absent']),
  absenceId: id.nullable(),
  version: version.nullable(),
  /** Absence reason of the pack. */
  kind: z.string().nullable(),
  /** What may be told a visitor, in the window's language. */
  told: z.string(),
  startsAt: instant.nullable(),
  returnsAt: instant.nullable(),
});
export type Presence = z.infer<typeof presence>;

export const staffEntry = staffRef.extend({
  version,
  departmentId: id,
  active: z.boolean(),
  roles: z.array(role),
  substituteId: id.nullable(),
  duties: z.array(z.object({ id, name: z.string() })),
  presence,
  /** Open memos this person handles now. */
  openMemos: z.number().int(),
  hasPhoto: z.boolean(),
  sort: z.number().int(),
});
export type StaffEntry = z.infer<typeof staffEntry>;

/** A reason of the pack: `label` for colleagues, `told` for visitors; `own_words` takes what the officer writes. */
export const absenceReason = z.object({
  id: z.string(),
  label: z.string(),
  told: z.string(),
  form: z.enum(['during', 'private', 'own_words']),
  /** When somebody who leaves now for it is usually back; null where nobody can say. */
  usuallyBackAt: instant.nullable(),
});
export type AbsenceReason = z.infer<typeof absenceReason>;

const staffInput = {
  name: personName,
  title: shortText({ max: 40 }),
  departmentId: id,
  seat: shortText({ max: 60, min: 0 }),
  roles: z.array(role).min(1),
  substituteId: id.nullable(),
  dutyIds: z.array(id).max(50),
};

const photo = z.object({
  mediaType: z.enum(['image/jpeg', 'image/png', 'image/webp']),
  /** Base64; at most 1 MiB of picture. */
  base64: z.base64().max(1_400_000),
});

export const staff = {
  /** Everybody at the branch with presence, in the order of the seats. */
  directory: procedure({ who: everyone, action: 'staff.directory' })
    .input(z.object({ branchId: id }))
    .output(z.array(staffEntry)),
  add: procedure({ who: managing, action: 'staff.add' })
    .input(z.object({ ...fresh, branchId: id, ...staffInput }))
    .output(receipt),
  change: procedure({ who: managing, action: 'staff.change' })
    .input(z.object({ ...onExisting, ...staffInput }))
    .output(receipt),
  /** Deactivates or reactivates; open memos of the person stay his and are listed at the closing check. */
  setActive: procedure({ who: managing, action: 'staff.setActive' })
    .input(z.object({ ...onExisting, active: z.boolean() }))
    .output(receipt),
  setPhoto: procedure({ who: managing, action: 'staff.setPhoto' })
    .input(z.object({ ...onExisting, photo: photo.nullable() }))
    .output(receipt),
  photo: procedure({ who: everyone, action: 'staff.photo' }).input(z.object({ id })).output(photo.nullable()),
  /** Why somebody may be away, in the pack's words, with what a visitor is told for each. */
  absenceReasons: procedure({ who: everyone, action: 'staff.absenceReasons' })
    .input(z.object({ branchId: id }))
    .output(z.array(absenceReason)),
  /** Says that somebody is away: why (as it may be told) and until when. Replaces a running absence. */
  setAbsence: procedure({ who: everyone, action: 'staff.setAbsence' })
    .input(
      z.object({
        ...fresh,
        staffId: id,
        kind: shortText({ max: 40 }),
        told: shortText({ max: 60 }).nullable(),
        startsAt: instant.optional(),
        returnsAt: instant.nullable(),
      }),
    )
    .output(receipt),
  /** 돌아왔습니다: ends the running absence. Harmless when there is none. */
  comeBack: procedure({ who: everyone, action: 'staff.comeBack' })
    .input(z.object({ ...fresh, staffId: id }))
    .output(receipt),
};
