import { z } from 'zod';
import { type FieldCode, hasResidentNumber, id, instant, requestId, shortText, version } from './fields.ts';
import { administrating, everyone, fresh, managing, procedure, receipt, role } from './rules.ts';

/** What a person types to say who he is: letters, digits, dot, hyphen, underscore; case does not count. */
export const loginName = z
  .string({ error: 'NOT_TEXT' satisfies FieldCode })
  .transform((text) => text.normalize('NFKC').trim().toLowerCase())
  .pipe(
    z
      .string()
      .regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{1,39}$/u, 'LOGIN_INVALID' satisfies FieldCode)
      .refine((text) => !hasResidentNumber(text), 'RESIDENT_NUMBER' satisfies FieldCode),
  );

/**
 * A secret exactly as typed, in NFC so that Hangul typed on any system is the same; never trimmed, never logged.
 * How good it must be is decided where it is chosen (`core/accounts/password-rules.ts`).
 */
export const secret = z
  .string({ error: 'NOT_TEXT' satisfies FieldCode })
  .min(1, 'EMPTY')
  .max(400, 'TEXT_TOO_LONG')
  .refine((text) => text.isWellFormed(), 'LONE_SURROGATE')
  .transform((text) => text.normalize('NFC'));

/** Four to eight digits. */
export const pin = z.string().regex(/^\d{4,8}$/, 'PIN_INVALID' satisfies FieldCode);

/** What a signed-in person may do now: work; only unlock; only choose a password of his own. */
export const sessionState = z.enum(['ready', 'locked', 'must_change']);
export type SessionState = z.infer<typeof sessionState>;

/** A branch where somebody works, as whom. */
export const place = z.object({
  branchId: id,
  branch: z.string(),
  staffId: id,
  name: z.string(),
  title: z.string(),
  roles: z.array(role),
});
export type Place = z.infer<typeof place>;

/** Somebody who has signed in here today. */
export const personHere = z.object({
  accountId: id,
  state: sessionState,
  /** Whether a PIN brings him back; else the password. */
  hasPin: z.boolean(),
  /** When he has to sign in anew, whatever he does. */
  expiresAt: instant,
  /** The branches he works at, the first one first. */
  places: z.array(place).min(1),
});
export type PersonHere = z.infer<typeof personHere>;

export const signInKind = z.enum([
  'password',
  'wrong_password',
  'refused_too_early',
  'pin',
  'wrong_pin',
  'signed_out',
  'ended_by_admin',
  'password_changed',
  'password_reset',
  'pin_changed',
]);
export type SignInKind = z.infer<typeof signInKind>;

export const signInEntry = z.object({
  at: instant,
  kind: signInKind,
  door: z.enum(['desktop', 'host']),
  address: z.string(),
});
export type SignInEntry = z.infer<typeof signInEntry>;

/** An account as an administrator sees it; `staffId` has none yet where the account is null. */
export const accountEntry = z.object({
  staffId: id,
  account: z
    .object({
      id,
      version,
      login: z.string(),
      active: z.boolean(),
      mustChange: z.boolean(),
      hasPin: z.boolean(),
      /** Places where he is signed in now. */
      sessions: z.number().int(),
      lastSignInAt: instant.nullable(),
      /** Names of the branches he works at besides this one. */
      elsewhere: z.array(z.string()),
    })
    .nullable(),
});
export type AccountEntry = z.infer<typeof accountEntry>;

const onAccount = { requestId, accountId: id, expectedVersion: version };
const atPlace = { staffId: id };

export const accounts = {
  /** Who is signed in at this seat, and whether the store still needs its first administrator. */
  here: procedure({ who: 'anyone', action: 'accounts.here' })
    .input(z.object({}))
    .output(
      z.object({
        /** Nobody can sign in yet; `founders` are those who may become the first administrator, here only. */
        needsFirst: z.boolean(),
        founders: z.array(place),
        people: z.array(personHere),
      }),
    ),
  /** Makes the first administrator out of a manager or administrator, at this machine only. ALREADY_SET_UP later. */
  first: procedure({ who: 'local', action: 'accounts.first' })
    .input(z.object({ staffId: id, login: loginName, password: secret }))
    .output(z.object({ accountId: id })),
  /** WRONG_CREDENTIALS whatever was wrong; TRY_LATER from the fifth failure. Sets the seat, so never over a socket. */
  signIn: procedure({ who: 'anyone', action: 'accounts.signIn' })
    .input(z.object({ login: z.string().max(200, 'WRONG_CREDENTIALS'), password: secret }))
    .output(z.object({ accountId: id })),
  /** Back from the lock screen, or this person's turn at the counter: by PIN or password. Whoever worked here is locked. */
  unlock: procedure({ who: 'anyone', action: 'accounts.unlock' })
    .input(
      z.object({
        ...atPlace,
        with: z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('pin'), pin: z.string().max(20, 'WRONG_PIN') }),
          z.object({ kind: z.literal('password'), password: secret }),
        ]),
      }),
    )
    .output(z.object({ accountId: id })),
  lock: procedure({ who: 'anyone', action: 'accounts.lock' })
    .input(z.object(atPlace))
    .output(z.object({ locked: z.boolean() })),
  signOut: procedure({ who: 'anyone', action: 'accounts.signOut' })
    .input(z.object(atPlace))
    .output(z.object({ ended: z.boolean() })),
  /** The person at this window did something: the ten minutes begin anew. Written three times a minute at most. */
  stillHere: procedure({ who: everyone, action: 'accounts.stillHere' })
    .input(z.object({}))
    .output(z.object({ seenAt: instant })),
  /** Ends his sessions at every other seat. */
  changePassword: procedure({ who: 'signed_in', action: 'accounts.changePassword' })
    .input(z.object({ requestId, current: secret, next: secret }))
    .output(receipt),
  /** Null takes the PIN away. */
  setPin: procedure({ who: everyone, action: 'accounts.setPin' })
    .input(z.object({ requestId, password: secret, pin: pin.nullable() }))
    .output(receipt),
  /** One's own sign-ins, newest first, at most 100. */
  history: procedure({ who: everyone, action: 'accounts.history' })
    .input(z.object({}))
    .output(z.object({ login: z.string(), hasPin: z.boolean(), entries: z.array(signInEntry) })),
  /** Everybody of the branch with the account he has, in seat order. */
  list: procedure({ who: managing, action: 'accounts.list' })
    .input(z.object({ branchId: id }))
    .output(z.array(accountEntry)),
  /** An account with a password that is changed at the first sign-in; LOGIN_TAKEN when it is. */
  create: procedure({ who: administrating, action: 'accounts.create' })
    .input(z.object({ ...fresh, ...atPlace, login: loginName, temporary: secret }))
    .output(receipt),
  /** Somebody of this branch is the one who has this login already, at another branch of the institution. */
  attach: procedure({ who: administrating, action: 'accounts.attach' })
    .input(z.object({ ...fresh, ...atPlace, login: loginName }))
    .output(receipt),
  /** A new password for somebody who has lost his; changed at the next sign-in. Ends every session and the PIN. */
  reset: procedure({ who: administrating, action: 'accounts.reset' })
    .input(z.object({ ...onAccount, temporary: secret }))
    .output(receipt),
  /** Disabling ends every session at once. LAST_ADMIN where nobody else could administer. */
  setActive: procedure({ who: administrating, action: 'accounts.setActive' })
    .input(z.object({ ...onAccount, active: z.boolean() }))
    .output(receipt),
  endSessions: procedure({ who: administrating, action: 'accounts.endSessions' })
    .input(z.object({ ...onAccount, why: shortText({ max: 100 }).optional() }))
    .output(receipt),
};
