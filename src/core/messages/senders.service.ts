import type { MessageKind, SenderChoice, SenderSettings, SenderView } from '#contract/messages.ts';
import { fromInstant, toFlag, toJson } from '#storage/codecs.ts';
import type { MessageSenderRow } from '#storage/schema-messages.ts';
import type { Call } from '../kernel/call.ts';
import type { Desk } from '../kernel/desk.ts';
import { newId } from '../kernel/ids.ts';
import { refuse } from '../kernel/refusals.ts';
import { mutate, type UnitOfWork } from '../kernel/unit-of-work.ts';
import { kindsOf, needsSecret, settingsOf } from './sender-settings.ts';
import { insertSender, senderById, sendersOf, updateSender } from './senders.repository.ts';
import type { Messaging } from './transport.ts';

function defaultsOf(row: MessageSenderRow): MessageKind[] {
  return [
    ...(row.sms_default === 1 ? ['sms' as const] : []),
    ...(row.email_default === 1 ? ['email' as const] : []),
  ];
}

/** How messages can be sent at a branch besides by hand. */
export async function senderChoices(desk: Desk, branchId: string): Promise<{ senders: SenderChoice[] }> {
  const rows = await sendersOf(desk.engine.db, branchId);
  return {
    senders: rows.map((row) => {
      const settings = settingsOf(row);
      return {
        id: row.id,
        name: row.name,
        kind: settings.kind,
        kinds: kindsOf(settings),
        defaultFor: defaultsOf(row),
      };
    }),
  };
}

/** The senders as settings show them: of a secret only whether it is there. */
export async function senderViews(desk: Desk, messaging: Messaging | null, branchId: string) {
  const rows = await sendersOf(desk.engine.db, branchId);
  const senders: SenderView[] = [];
  for (const row of rows) {
    const settings = settingsOf(row);
    senders.push({
      id: row.id,
      version: row.version,
      name: row.name,
      settings,
      smsDefault: row.sms_default === 1,
      emailDefault: row.email_default === 1,
      secret: await secretState(messaging, row, settings),
      testedAt: fromInstant(row.tested_at),
      testFailure: row.test_failure,
    });
  }
  return { secretsIn: messaging?.secrets.place ?? ('none' as const), senders };
}

async function secretState(
  messaging: Messaging | null,
  row: MessageSenderRow,
  settings: SenderSettings,
): Promise<SenderView['secret']> {
  if (!needsSecret(settings)) return 'not_needed';
  if (row.secret_ref === null || messaging === null) return 'missing';
  return (await messaging.secrets.read(row.secret_ref)) === null ? 'missing' : 'kept';
}

interface SenderFields {
  requestId: string;
  branchId: string;
  name: string;
  settings: SenderSettings;
  smsDefault: boolean;
  emailDefault: boolean;
  secret: string | null;
}

/** Plain text over the wire only to this machine itself. */
function check({ settings, smsDefault, emailDefault }: SenderFields): void {
  const kinds = kindsOf(settings);
  if (smsDefault && !kinds.includes('sms')) throw refuse('SENDER_NOT_FOR_THIS', 'smsDefault');
  if (emailDefault && !kinds.includes('email')) throw refuse('SENDER_NOT_FOR_THIS', 'emailDefault');
  if (settings.kind !== 'smtp' || settings.security !== 'none') return;
  if (!['localhost', '127.0.0.1', '::1'].includes(settings.server)) throw refuse('NOT_ENCRYPTED', 'security');
}

/** Only one is the usual one for a kind. */
async function stepBack(unit: UnitOfWork, input: SenderFields, id: string): Promise<void> {
  for (const row of await sendersOf(unit.trx, unit.branch.id)) {
    if (row.id === id) continue;
    const sms = input.smsDefault && row.sms_default === 1;
    const email = input.emailDefault && row.email_default === 1;
    if (!sms && !email) continue;
    await updateSender(unit.trx, row.id, {
      ...(sms && { sms_default: 0 }),
      ...(email && { email_default: 0 }),
      version: row.version + 1,
    });
    unit.change('sender', row.id, row.version + 1);
  }
}

/**
 * The secret is written under a new name before the store says so, and the old one is removed after: whatever happens
 * in between, the row never points at the wrong secret. One left over by a crash is removed at the next change.
 */
async function withSecret<Answer>(
  messaging: Messaging | null,
  secret: string | null,
  work: (ref: string | null, replaced: (old: string | null) => void) => Promise<Answer>,
): Promise<Answer> {
  if (messaging === null) throw refuse('SENDERS_NOT_HERE');
  const { secrets } = messaging;
  const ref = secret === null ? null : newId();
  if (ref !== null && secret !== null) await secrets.write(ref, secret);
  let old: string | null = null;
  let answer: Answer;
  let used = false;
  try {
    answer = await work(ref, (before) => {
      old = before;
      used = true;
    });
  } catch (error) {
    if (ref !== null) await secrets.remove(ref);
    throw error;
  }
  // A repeat of a request wrote nothing: what it brought along is in use under its first name.
  if (ref !== null && !used) await secrets.remove(ref);
  if (old !== null) await secrets.remove(old);
  return answer;
}

export async function addSender(desk: Desk, call: Call, messaging: Messaging | null, input: SenderFields) {
  check(input);
  return await withSecret(messaging, input.secret, (ref, used) =>
    mutate(desk, call, 'messages.addSender', input, async (unit) => {
      if (needsSecret(input.settings) && ref === null) throw refuse('EMPTY', 'secret');
      const id = newId();
      await stepBack(unit, input, id);
      await insertSender(unit.trx, {
        id,
        branch_id: unit.branch.id,
        kind: input.settings.kind,
        name: input.name,
        settings: toJson(input.settings),
        secret_ref: ref,
        sms_default: toFlag(input.smsDefault),
        email_default: toFlag(input.emailDefault),
        created_at: unit.at,
        removed_at: null,
        tested_at: null,
        test_failure: null,
        version: 1,
      });
      used(null);
      return { entity: 'sender', id, version: 1 };
    }),
  );
}

type OnSender = { requestId: string; branchId: string; id: string; expectedVersion: number };

export async function senderInHand(unit: UnitOfWork, input: OnSender): Promise<MessageSenderRow> {
  const row = unit.own('sender', input.id, await senderById(unit.trx, input.id));
  await unit.expect('sender', row, input.expectedVersion, row.removed_at === null ? 'in_use' : 'removed');
  if (row.removed_at !== null) throw refuse('NOT_POSSIBLE');
  return row;
}

export async function changeSender(
  desk: Desk,
  call: Call,
  messaging: Messaging | null,
  input: SenderFields & OnSender,
) {
  return await withSecret(messaging, input.secret, (ref, used) =>
    mutate(desk, call, 'messages.changeSender', input, async (unit) => {
      const row = await senderInHand(unit, input);
      check(input);
      if (row.kind !== input.settings.kind) throw refuse('NOT_POSSIBLE', 'settings');
      // Settings that need none keep none: it must not wait there for others that do.
      const needs = needsSecret(input.settings);
      const secret = ref ?? (needs ? row.secret_ref : null);
      if (needs && secret === null) throw refuse('EMPTY', 'secret');
      // A secret goes only where it was given for: to another address it is typed again.
      if (needs && ref === null && leadsElsewhere(settingsOf(row), input.settings)) {
        throw refuse('EMPTY', 'secret');
      }
      await stepBack(unit, input, row.id);
      const version = row.version + 1;
      await updateSender(unit.trx, row.id, {
        name: input.name,
        settings: toJson(input.settings),
        secret_ref: secret,
        sms_default: toFlag(input.smsDefault),
        email_default: toFlag(input.emailDefault),
        version,
      });
      used(secret === row.secret_ref ? null : row.secret_ref);
      return { entity: 'sender', id: row.id, version };
    }),
  );
}

/** Whoever may change a sender must not be able to have its secret sent to a server of his own. */
function leadsElsewhere(before: SenderSettings, after: SenderSettings): boolean {
  if (before.kind === 'webhook' && after.kind === 'webhook') return before.address !== after.address;
  if (before.kind === 'smtp' && after.kind === 'smtp')
    return before.server !== after.server || before.port !== after.port || before.security !== after.security;
  return false;
}

export async function removeSender(desk: Desk, call: Call, messaging: Messaging | null, input: OnSender) {
  let gone: string | null = null;
  const receipt = await mutate(desk, call, 'messages.removeSender', input, async (unit) => {
    const row = await senderInHand(unit, input);
    const version = row.version + 1;
    const values = { removed_at: unit.at, secret_ref: null, sms_default: 0, email_default: 0 } as const;
    await updateSender(unit.trx, row.id, { ...values, version });
    gone = row.secret_ref;
    // What is queued for it is told at once that it has nobody to take it.
    unit.plansLater = true;
    return { entity: 'sender', id: row.id, version };
  });
  if (gone !== null) await messaging?.secrets.remove(gone);
  return receipt;
}
