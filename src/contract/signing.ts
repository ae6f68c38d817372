import { z } from 'zod';
import { id, instant, localDate, personal, subjectId } from './fields.ts';
import { dailyCallbackReport } from './promises.ts';
import { atCounter, fresh, managing, procedure, receipt } from './rules.ts';

/** SHA-256 in hex. */
export const hashText = z.string().regex(/^[0-9a-f]{64}$/, 'HASH_INVALID');

/** Fields of a row of the report that can differ between two editions. */
export const rowFields = [
  'clause',
  'madeAt',
  'carriedIn',
  'customerName',
  'duty',
  'intended',
  'answeredBy',
  'originalDueAt',
  'dueAt',
  'dueReason',
  'closedAt',
  'result',
  'state',
  'dueToday',
  'lateReason',
  'lateAction',
] as const;
export type RowField = (typeof rowFields)[number];

export const figureFields = [
  'carriedIn',
  'received',
  'kept',
  'late',
  'broken',
  'unreachable',
  'withdrawn',
  'open',
  'rate',
  'answeredByOthers',
  'meanMinutes',
  'longestMinutes',
] as const;
export type FigureField = (typeof figureFields)[number];

export const headingFields = ['institution', 'branch', 'timeZone', 'boxes', 'standard'] as const;

/** A value as the sealed content holds it: text, an instant as ISO text, or nothing. */
const rowValue = personal(z.union([z.string(), z.boolean()]), 'text').nullable();

/**
 * One difference between two editions of a day. It holds data, not words: the reader's window says it. A field of a row
 * is named as the content names it; people and purposes are given by what they were called.
 */
export const difference = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('row'),
    change: z.enum(['added', 'removed', 'changed']),
    promiseId: id,
    memoId: subjectId(id, 'memo'),
    customerName: personal(z.string(), 'name'),
    madeAt: instant,
    fields: z.array(z.object({ field: z.enum(rowFields), before: rowValue, after: rowValue })),
  }),
  z.object({
    kind: z.literal('figures'),
    part: z.enum(['movement', 'due', 'clause', 'officer']),
    /** The clause, or the officer's name and title; null for the totals. */
    of: z.string().nullable(),
    /** Null: not there at all. */
    fields: z.array(
      z.object({
        field: z.enum(figureFields),
        before: z.number().nullable(),
        after: z.number().nullable(),
      }),
    ),
  }),
  z.object({
    kind: z.literal('heading'),
    field: z.enum(headingFields),
    before: z.string(),
    after: z.string(),
  }),
  /** Somebody, or a purpose, is called otherwise. */
  z.object({
    kind: z.literal('name'),
    of: z.enum(['person', 'duty']),
    before: z.string(),
    after: z.string(),
  }),
  /** The order or the form alone; nothing a reader would call another figure. */
  z.object({ kind: z.literal('form') }),
]);
export type Difference = z.infer<typeof difference>;

export const documentNumber = z.object({ year: z.number().int(), no: z.number().int().positive() });
export type DocumentNumber = z.infer<typeof documentNumber>;

/** Where an edition's PDF stands. `none`: this door makes no PDFs; it is printed by the browser's own dialog. */
export const pdfState = z.discriminatedUnion('state', [
  z.object({ state: z.literal('none') }),
  z.object({ state: z.literal('making') }),
  /** It is tried again by itself. */
  z.object({ state: z.literal('failed'), reason: z.enum(['PDF_NOT_MADE', 'PDF_TOO_LARGE']) }),
  z.object({
    state: z.literal('made'),
    /** SHA-256 of the bytes. */
    hash: z.string(),
    /** Bytes. */
    size: z.number().int(),
    madeAt: instant,
  }),
]);
export type PdfState = z.infer<typeof pdfState>;

/** A signed edition of a day's report. */
export const edition = z.object({
  id,
  date: localDate,
  /** 1 is the report, 2 and on are corrections (정정본). */
  edition: z.number().int().positive(),
  number: documentNumber,
  signedAt: instant,
  /** As they were when it was signed. */
  signer: z.object({ name: z.string(), title: z.string(), department: z.string() }),
  /** SHA-256 of the content in canonical JSON. */
  contentHash: z.string(),
});
export type Edition = z.infer<typeof edition>;

/** What is printed on a signed report beside the day itself. */
export const seal = edition.extend({
  /** Signed while the day was still open. */
  beforeClosing: z.boolean(),
  /** Visits nobody had finished when it was signed. */
  openVisits: z.number().int(),
  /** The activity chain's newest row before the signing itself. */
  chain: z.object({ seq: z.number().int(), hash: z.string() }),
  corrects: documentNumber.nullable(),
  differences: z.array(difference),
});
export type Seal = z.infer<typeof seal>;

/** The frozen day and its seal, in the reader's language. */
export const sealedSheet = z.object({ report: dailyCallbackReport, seal });
export type SealedSheet = z.infer<typeof sealedSheet>;

/** A day as its signing stands. */
export const signingDay = z.object({
  date: localDate,
  /** Nothing to sign yet. */
  ahead: z.boolean(),
  /** The branch's closing time has passed. */
  closed: z.boolean(),
  /** Whether this host can seal a PDF; otherwise a signed report is kept by printing it. */
  sealsPdf: z.boolean(),
  /** Promises of the day still open, and unfinished visits of it or of earlier days. */
  openPromises: z.number().int(),
  openVisits: z.number().int(),
  /** Newest first. */
  editions: z.array(edition.extend({ pdf: pdfState })),
  /** What the day says now that the newest edition does not. */
  changed: z.array(difference),
});
export type SigningDay = z.infer<typeof signingDay>;

export const signingMonth = z.object({
  days: z.array(
    z.object({
      date: localDate,
      working: z.boolean(),
      /** Of the newest edition. */
      number: documentNumber.nullable(),
      editions: z.number().int(),
    }),
  ),
  /** Working days that have ended without a signature. */
  gaps: z.array(localDate),
});
export type SigningMonth = z.infer<typeof signingMonth>;

const onDay = { branchId: id, date: localDate };
const onEdition = { branchId: id, id };

export const signing = {
  day: procedure({ who: atCounter, action: 'signing.day' }).input(z.object(onDay)).output(signingDay),
  month: procedure({ who: atCounter, action: 'signing.month' })
    .input(z.object({ branchId: id, month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/) }))
    .output(signingMonth),
  /**
   * Freezes the day as it was shown: `expectedHash` is the `contentHash` of the report on the screen. CONFLICT when the
   * day says something else by now, ALREADY_SIGNED when the newest edition says the same, DAY_NOT_BEGUN for a day to come.
   */
  sign: procedure({ who: managing, action: 'signing.sign' })
    .input(z.object({ ...fresh, ...onDay, expectedHash: hashText }))
    .output(receipt),
  /** What the day says now that a report shown before did not; unknown when that was too long ago. */
  since: procedure({ who: managing, action: 'signing.since' })
    .input(z.object({ ...onDay, hash: hashText }))
    .output(z.object({ known: z.boolean(), differences: z.array(difference) })),
  sheet: procedure({ who: atCounter, action: 'signing.sheet' })
    .input(z.object(onEdition))
    .output(sealedSheet),
  /** Makes the PDF of an edition that has none, now. */
  makePdf: procedure({ who: managing, action: 'signing.makePdf' })
    .input(z.object(onEdition))
    .output(z.object({ begun: z.boolean() })),
  /** The sealed PDF itself; an export, logged each time with whose data is in it. NOT_FOUND where there is none. */
  pdf: procedure({ who: managing, action: 'signing.pdf', reveals: true })
    .input(z.object(onEdition))
    .output(
      z.object({
        number: documentNumber,
        edition: z.number().int(),
        date: localDate,
        branch: z.string(),
        memoIds: z.array(subjectId(id, 'memo')),
        base64: personal(z.string(), 'text'),
      }),
    ),
  /** The edition of this branch whose PDF is byte for byte the one with this SHA-256. */
  check: procedure({ who: atCounter, action: 'signing.check' })
    .input(z.object({ branchId: id, hash: hashText }))
    .output(z.object({ edition: edition.nullable() })),
};

/** The page in which a door has its PDFs drawn, what that page hears a sheet by, and how it says how far it is. */
export const press = { route: '#/press', event: 'maji:sheet', mark: 'data-press' } as const;
export type PressState = 'ready' | 'drawn';
