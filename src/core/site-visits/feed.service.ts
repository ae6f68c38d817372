import { createHash } from 'node:crypto';
import { fromInstant, toInstant } from '#storage/codecs.ts';
import { insertRows } from '#storage/insert-rows.ts';
import type { CalendarFeedRow } from '#storage/schema-site-visits.ts';
import { actorOf, type Call } from '../kernel/call.ts';
import type { Desk, Executor } from '../kernel/desk.ts';
import { newId } from '../kernel/ids.ts';
import { forbidden, refuse } from '../kernel/refusals.ts';
import { mutate } from '../kernel/unit-of-work.ts';
import { maskName } from '../privacy/mask.ts';
import { staffRefs } from '../staff/staff.service.ts';
import { inLanguage } from '../standard/script.ts';
import { type FeedEvent, feedText } from './feed.ts';
import { bookedCallsBetween, siteVisitsOf } from './site-visits.repository.ts';
import { AGREED, CHANNEL } from './visit-write.service.ts';

const DAY_MS = 24 * 60 * 60_000;
/** What a calendar outside is told of: this long back, so that what was called off is taken out, and a year ahead. */
const BACK_MS = 31 * DAY_MS;
const AHEAD_MS = 366 * DAY_MS;

export const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('hex');

async function liveFeed(executor: Executor, staffId: string): Promise<CalendarFeedRow | undefined> {
  return await executor
    .selectFrom('calendar_feed')
    .selectAll()
    .where('staff_id', '=', staffId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
}

/** Whether the actor's calendar has an address. */
export async function myFeed(desk: Desk, call: Call) {
  const row = await liveFeed(desk.engine.db, actorOf(call).id);
  return { id: row?.id ?? null, version: row?.version ?? null, madeAt: fromInstant(row?.made_at ?? null) };
}

/** A new address for the actor; the one before answers no longer. Only its hash is kept. */
export async function makeFeed(
  desk: Desk,
  call: Call,
  input: { requestId: string; branchId: string; token: string },
) {
  return await mutate(desk, call, 'siteVisits.makeFeed', input, async (unit) => {
    const { trx } = unit;
    const hash = hashOfToken(input.token);
    const known = await trx
      .selectFrom('calendar_feed')
      .select('id')
      .where('token_hash', '=', hash)
      .executeTakeFirst();
    if (known !== undefined) throw refuse('REQUEST_REUSED', 'token');
    const before = await liveFeed(trx, unit.actorId);
    if (before !== undefined) await revoke(trx, before, unit.at);
    const id = newId();
    await insertRows(trx, 'calendar_feed', [
      {
        id,
        branch_id: unit.branch.id,
        staff_id: unit.actorId,
        token_hash: hash,
        made_at: unit.at,
        revoked_at: null,
        version: 1,
      },
    ]);
    unit.touches('staff', unit.actorId);
    return { entity: 'calendar_feed', id, version: 1 };
  });
}

async function revoke(trx: Executor, row: CalendarFeedRow, at: string): Promise<void> {
  await trx
    .updateTable('calendar_feed')
    .set({ revoked_at: at, version: row.version + 1 })
    .where('id', '=', row.id)
    .execute();
}

/** The actor's address answers no longer. FORBIDDEN for another's. */
export async function revokeFeed(
  desk: Desk,
  call: Call,
  input: { requestId: string; id: string; expectedVersion: number },
) {
  return await mutate(desk, call, 'siteVisits.revokeFeed', input, async (unit) => {
    const row = unit.own(
      'calendar_feed',
      input.id,
      await unit.trx.selectFrom('calendar_feed').selectAll().where('id', '=', input.id).executeTakeFirst(),
    );
    if (row.staff_id !== unit.actorId) throw forbidden('siteVisits.revokeFeed');
    await unit.expect(
      'calendar_feed',
      row,
      input.expectedVersion,
      row.revoked_at === null ? 'live' : 'revoked',
    );
    if (row.revoked_at !== null) throw refuse('ALREADY_DONE');
    await revoke(unit.trx, row, unit.at);
    unit.touches('staff', unit.actorId);
    return { entity: 'calendar_feed', id: row.id, version: row.version + 1 };
  });
}

/** The calendar behind an address; null for an unknown or revoked one, or of somebody who has left. */
export async function readFeed(desk: Desk, token: string): Promise<{ text: string; etag: string } | null> {
  const { db } = desk.engine;
  const feed = await db
    .selectFrom('calendar_feed')
    .selectAll()
    .where('token_hash', '=', hashOfToken(token))
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  const person = feed && (await staffRefs(db, feed.branch_id)).get(feed.staff_id);
  if (feed === undefined || person?.active !== true) return null;
  const { pack } = await desk.branches.get(db, feed.branch_id);
  const label = inLanguage(pack.channels[CHANNEL]?.label ?? {}, pack.language, pack.language);
  const rule = Object.values(pack.promises).find(({ starts_on }) => starts_on === AGREED);
  const ahead = (rule?.reminders ?? []).flatMap((one) =>
    one.to === 'officer' && one.when === 'before' ? [one.minutes] : [],
  );
  const now = desk.clock.now().getTime();
  // By whole days, so that the text is the same until something in it changes.
  const [from, until] = [now - BACK_MS, now + AHEAD_MS].map((at) => Math.floor(at / DAY_MS) * DAY_MS);
  const rows = await siteVisitsOf(
    db,
    person.id,
    toInstant(new Date(from ?? 0)),
    toInstant(new Date(until ?? 0)),
  );
  const events = rows.flatMap((row): FeedEvent[] => {
    const [begins, ends] = [fromInstant(row.agreed_at), fromInstant(row.agreed_until)];
    if (begins === null || ends === null) return [];
    return [
      {
        id: row.id,
        sequence: row.version,
        changedAt: fromInstant(row.changed_at),
        from: begins,
        until: ends,
        summary: [label, row.duty, maskName(row.customer_name)].filter(Boolean).join(' · '),
        cancelled: row.state === 'cancelled',
        remindBefore: ahead.length === 0 ? null : Math.max(...ahead),
      },
    ];
  });
  const callLabel = inLanguage(pack.channels.booking?.label ?? {}, pack.language, pack.language);
  const calls = await bookedCallsBetween(
    db,
    feed.branch_id,
    toInstant(new Date(from ?? 0)),
    toInstant(new Date(until ?? 0)),
  );
  for (const row of calls) {
    if (row.officer_id !== person.id) continue;
    const begins = fromInstant(row.starts_at);
    events.push({
      id: row.id,
      sequence: row.version,
      changedAt: fromInstant(row.made_at),
      from: begins,
      until: new Date(begins.getTime() + row.minutes * 60_000),
      summary: [callLabel, row.duty, maskName(row.customer_name)].filter(Boolean).join(' · '),
      cancelled: false,
      remindBefore: null,
    });
  }
  const text = feedText(`${label} ${person.name}`, events);
  return { text, etag: `"${createHash('sha256').update(text).digest('base64url')}"` };
}
