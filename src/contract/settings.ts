import { z } from 'zod';
import { secret } from './accounts.ts';
import { id, instant, localDate, localTime, personName, phoneText, shortText, version } from './fields.ts';
import { administrating, everyone, fresh, managing, onExisting, procedure, receipt, role } from './rules.ts';
import { packProblemSchema } from './standard-pack.ts';

/** Hours of one weekday in the branch's zone; null when closed. */
export const dayHours = z
  .object({
    open: localTime,
    close: localTime,
    lunch: z.object({ from: localTime, to: localTime }).nullable(),
  })
  .refine((day) => day.open < day.close, { error: 'TIME_IMPOSSIBLE' })
  .refine(
    ({ open, close, lunch }) =>
      lunch === null || (open < lunch.from && lunch.from < lunch.to && lunch.to < close),
    {
      error: 'TIME_IMPOSSIBLE',
      path: ['lunch'],
    },
  )
  .nullable();

/** Index 0 is Sunday. */
export const officeHours = z.array(dayHours).length(7);
export type OfficeHours = z.infer<typeof officeHours>;

export const namedItem = z.object({ id, name: z.string() });
export const duty = namedItem.extend({ expectedMinutes: z.number().int().nullable(), active: z.boolean() });
export type Duty = z.infer<typeof duty>;

export const branchSettings = z.object({
  id,
  version,
  institution: z.string(),
  name: z.string(),
  /** As customers may call it, for the sentences that give it. */
  phone: z.string().nullable(),
  timeZone: z.string(),
  officeHours,
  reportBoxes: z.array(z.string()),
  counters: z.array(namedItem),
  departments: z.array(namedItem),
  duties: z.array(duty),
  standard: z.object({
    id,
    packId: z.string(),
    packVersion: z.string(),
    name: z.string(),
    hash: z.string(),
    adoptedAt: instant,
    /** Its channels, by id; a screen of one it has not says so. */
    channels: z.array(z.string()),
    /** Why a newer file on disk is not in force; the last good one stays. */
    problems: z.array(packProblemSchema),
  }),
  /** Last year the holiday almanac knows. */
  holidaysKnownUntil: z.number().int(),
});
export type BranchSettings = z.infer<typeof branchSettings>;

/** The clauses of the standard in force, in the order and the words they were published in. */
export const standardText = z.object({
  groups: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      clauses: z.array(z.object({ id: z.string(), kind: z.string(), title: z.string(), text: z.string() })),
    }),
  ),
});
export type StandardText = z.infer<typeof standardText>;

/** A pack that can be put in force. */
export const packOnShelf = z.object({
  file: z.string(),
  origin: z.enum(['own', 'shipped']),
  hash: z.string(),
  packId: z.string(),
  packVersion: z.string(),
  name: z.string(),
  institution: z.string(),
  /** The language every text of it is in. */
  language: z.string(),
  inForceFrom: localDate,
  clauses: z.number().int(),
  /** The zone a branch set up under it begins with; null where it names none. */
  timeZone: z.string().nullable(),
});
export type PackOnShelf = z.infer<typeof packOnShelf>;
const packHash = z.string().regex(/^[0-9a-f]{64}$/, { error: 'HASH_INVALID' });

const itemInput = { id: id.optional(), name: shortText({ max: 60 }) };
const branchInput = {
  name: shortText({ max: 60 }),
  /** Left out: as it is. */
  phone: phoneText.nullable().optional(),
  officeHours,
  reportBoxes: z
    .array(shortText({ max: 30 }))
    .min(1)
    .max(6),
  counters: z.array(z.object(itemInput)).min(1).max(40),
  departments: z.array(z.object(itemInput)).min(1).max(40),
  duties: z
    .array(z.object({ ...itemInput, expectedMinutes: z.number().int().min(1).max(10_000).nullable() }))
    .max(60),
};

export const settings = {
  branch: procedure({ who: everyone, action: 'settings.branch' })
    .input(z.object({ branchId: id }))
    .output(branchSettings),
  /** A duty left out is retired, never deleted; a counter or department in use cannot be left out (IN_USE). */
  save: procedure({ who: managing, action: 'settings.save' })
    .input(z.object({ ...onExisting, ...branchInput }))
    .output(receipt),
  /** Another branch of the institution, under the standard in force here; its first member of staff is who opens it. */
  openBranch: procedure({ who: administrating, action: 'settings.openBranch' })
    .input(
      z.object({
        ...fresh,
        branchId: id,
        name: shortText({ max: 60 }),
        phone: phoneText.nullable(),
        counters: z
          .array(shortText({ max: 60 }))
          .min(1)
          .max(20),
        departments: z
          .array(shortText({ max: 60 }))
          .min(1)
          .max(40),
      }),
    )
    .output(receipt),
  /** The published text of the standard in force, in the window's language where the pack has it. */
  standardText: procedure({ who: everyone, action: 'settings.standardText' })
    .input(z.object({ branchId: id }))
    .output(standardText),
  /** Reads the pack file again; a wrong one is refused with its problems and changes nothing. */
  reloadStandard: procedure({ who: managing, action: 'settings.reloadStandard' })
    .input(z.object({ ...fresh, branchId: id }))
    .output(z.object({ adopted: z.boolean(), problems: z.array(packProblemSchema) })),
  /** The packs there are: the institution's own and the ones Maji ships; a file that does not read, with its problems. */
  standards: procedure({ who: everyone, action: 'settings.standards' })
    .input(z.object({ branchId: id }))
    .output(z.object({ packs: z.array(packOnShelf), problems: z.array(packProblemSchema) })),
  /** Another pack in force from now on; work in hand ends under the one it began with. */
  chooseStandard: procedure({ who: managing, action: 'settings.chooseStandard' })
    .input(z.object({ ...fresh, branchId: id, hash: packHash }))
    .output(z.object({ adopted: z.boolean() })),
};

/** First start, at the machine itself: one short page, or the demo branch. */
export const setup = {
  create: procedure({ who: 'local', action: 'setup.create' })
    .input(
      z.object({
        ...fresh,
        /** The pack chosen; left out: the usual one. */
        packHash: packHash.optional(),
        institution: shortText({ max: 80 }),
        branch: shortText({ max: 60 }),
        phone: phoneText.nullable().optional(),
        counters: z
          .array(shortText({ max: 60 }))
          .min(1)
          .max(20),
        officeHours,
        duties: z.array(shortText({ max: 60 })).max(30),
        staff: z
          .array(
            z.object({
              name: personName,
              title: shortText({ max: 40 }),
              department: shortText({ max: 60 }),
              seat: shortText({ max: 60, min: 0 }),
              role,
            }),
          )
          .min(1)
          .max(60),
      }),
    )
    .output(receipt),
  /** The demo branch; `password` is the one everybody of it signs in with. */
  demo: procedure({ who: 'local', action: 'setup.demo' })
    .input(z.object({ ...fresh, password: secret }))
    .output(receipt),
};

export const system = {
  /** What a window asks first. */
  status: procedure({ who: 'anyone', action: 'system.status' })
    .input(z.object({}))
    .output(
      z.object({
        now: instant,
        version: z.string(),
        door: z.enum(['desktop', 'host']),
        branches: z.array(namedItem.extend({ institution: z.string(), timeZone: z.string() })),
        /** A damaged store was set aside at start. */
        recovered: z
          .object({
            /** Where the damaged file lies now. */
            setAside: z.string().nullable(),
            reason: z.string(),
            /** Work goes on with what the file still held; false: with an empty store. */
            kept: z.boolean(),
          })
          .nullable(),
        /** Why the pack file on disk cannot be put in force; before set-up nothing can begin without one. */
        packProblems: z.array(packProblemSchema),
        /** Before set-up, at the machine itself: the packs to choose from, and the one taken when nobody chooses. */
        packs: z.array(packOnShelf),
        usualPack: z.string().nullable(),
      }),
    ),
  /** The activity chain read from end to end. */
  verifyActivity: procedure({ who: managing, action: 'system.verifyActivity' })
    .input(z.object({ branchId: id }))
    .output(z.object({ rows: z.number().int(), head: z.string(), brokenAt: z.number().int().nullable() })),
  recentActivity: procedure({ who: managing, action: 'system.recentActivity' })
    .input(z.object({ branchId: id, beforeSeq: z.number().int().optional() }))
    .output(
      z.array(
        z.object({
          seq: z.number().int(),
          at: instant,
          actor: z.string(),
          source: z.string(),
          action: z.string(),
          outcome: z.string(),
          subjects: z.array(z.string()),
          purpose: z.string(),
        }),
      ),
    ),
};
