import { createRouterClient } from '@orpc/server';
import { headers } from '#contract/rules.ts';
import type { StorageEngine } from '#storage/engines/engine.ts';
import { aSeat } from '#tests/support/seats.ts';
import { anOffice, type Client, type Office, requestId } from './office.ts';

/** What everybody here signs in with. */
export const PASSWORD = '창구에서 쓰는 긴 비밀번호';

export interface Seated {
  client: Client;
  seat: ReturnType<typeof aSeat>;
}

/** A browser at the office where people sign in as they do; calls are made in `actor`'s name. */
export function aBrowser(office: Office, actor?: string, { local = true } = {}): Seated {
  const seat = aSeat();
  const reqHeaders = new Headers(actor === undefined ? {} : { [headers.actor]: actor });
  const context = { door: 'host' as const, address: '192.0.2.7', local, seat, reqHeaders };
  return { client: createRouterClient(office.frontDesk.router, { context }), seat };
}

const people = [
  { name: '이지훈', title: '주임', department: '보증팀', role: 'reception' as const },
  { name: '박서연', title: '대리', department: '보증팀', role: 'employee' as const },
  { name: '한도윤', title: '지점장', department: '지점장실', role: 'manager' as const },
];

/** An office nobody can sign in to yet. */
export async function aFreshOffice(engine: StorageEngine): Promise<Office> {
  const office = await anOffice(engine, { people });
  // The office lets people in without a door; here everybody comes through it.
  await engine.db.deleteFrom('session').execute();
  await engine.db.updateTable('staff').set({ account_id: null }).execute();
  await engine.db.deleteFrom('account').execute();
  return office;
}

/** An office where 한도윤 has made himself the administrator; he is at `admin`. */
export async function foundedOffice(engine: StorageEngine): Promise<{ office: Office; admin: Seated }> {
  const office = await aFreshOffice(engine);
  const staffId = office.staff.한도윤 ?? '';
  const admin = aBrowser(office, staffId);
  await admin.client.accounts.first({ staffId, login: 'doyun', password: PASSWORD });
  return { office, admin };
}

/** Somebody gets an account with the usual password; its login. */
export async function anAccount(office: Office, name: string, login: string): Promise<string> {
  const { engine, passwords } = office.frontDesk.desk;
  const { db } = engine;
  const { id: institution_id } = await db.selectFrom('institution').select('id').executeTakeFirstOrThrow();
  const [id, at] = [requestId(), '2026-11-20T05:32:00.000Z'];
  const password_hash = await passwords.hash(PASSWORD);
  const secrets = { password_hash, must_change: 0 as const, pin_hash: null, password_at: at };
  await db
    .insertInto('account')
    .values({ id, institution_id, login, ...secrets, active: 1, created_at: at, version: 1 })
    .execute();
  await db
    .updateTable('staff')
    .set({ account_id: id })
    .where('id', '=', office.staff[name] ?? '')
    .execute();
  return login;
}

/** OK, or the refusal. */
export const outcome = (answer: Promise<unknown>) =>
  answer.then(
    () => 'OK' as const,
    ({ code, data }: { code: string; data: unknown }) => ({ code, data }),
  );
