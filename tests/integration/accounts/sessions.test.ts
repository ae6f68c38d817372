import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { StandingClock } from '#tests/builders/office.ts';
import { Browser } from '#tests/support/door.ts';
import { aHost, demoPassword, peopleOf, type TestHost } from '#tests/support/host.ts';

/** R19: dead so soon after a sign-out, a disabling, another role (milliseconds). */
const DEAD_WITHIN = 1000;
/** 14:32 in Seoul on a Friday. */
const NOW = '2026-11-20T05:32:00.000Z';

let host: TestHost;
let clock: StandingClock;
let staff: Record<string, string>;
const browsers: Browser[] = [];

beforeEach(async () => {
  clock = new StandingClock(NOW);
  host = await aHost({ demo: true, clock });
  staff = await peopleOf(host);
});
afterEach(async () => {
  for (const browser of browsers.splice(0)) browser.close();
  await host.close();
});

const id = (name: string) => staff[name] ?? '';
const branchOf = async () => (await at(aBrowser(), 'system.status', {})).branches[0]?.id ?? '';

function aBrowser(cookie = ''): Browser {
  const browser = new Browser(host.origin, { cookie });
  browsers.push(browser);
  return browser;
}

// biome-ignore lint/suspicious/noExplicitAny: whatever the procedure answers
async function at(browser: Browser, path: string, input: unknown, actor?: string): Promise<any> {
  return (await browser.call(path, input, actor)).json;
}

/** Somebody signs in at this browser as people do. */
async function enter(browser: Browser, login: string): Promise<void> {
  expect(await browser.signIn(login, demoPassword)).toMatchObject({ status: 200 });
}

const works = async (browser: Browser, name: string): Promise<string> => {
  const { status, json } = await browser.call('accounts.stillHere', {}, id(name));
  return status === 200 ? 'works' : ((json as { data?: { reason?: string } }).data?.reason ?? `${status}`);
};

const closed = (socket: WebSocket): Promise<number> => {
  const began = performance.now();
  return new Promise((resolve) => {
    if (socket.readyState === socket.CLOSED) resolve(0);
    else socket.once('close', () => resolve(performance.now() - began));
  });
};

/** Asks again and again until somebody is refused; how long that took (milliseconds). */
async function refusedAfter(browser: Browser, name: string): Promise<number> {
  const began = performance.now();
  while (performance.now() - began < 5000) {
    if ((await works(browser, name)) === 'SIGNED_OUT') return performance.now() - began;
  }
  return Number.POSITIVE_INFINITY;
}

describe('the cookie of a seat', () => {
  test('is out of reach of scripts and other sites, random, and another at each sign-in', async () => {
    const browser = aBrowser();
    const seen = new Set<string>();
    for (let time = 0; time < 3; time += 1) {
      const before = browser.cookie;
      await enter(browser, 'jihun');
      expect(browser.setCookie).toMatch(
        new RegExp(`^maji-seat-${host.port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`),
      );
      seen.add(browser.cookie);
      if (before === '') continue;
      expect(await works(aBrowser(before), '이지훈')).toBe('SIGNED_OUT');
      expect(await works(browser, '이지훈')).toBe('works');
    }
    expect(seen.size).toBe(3);
    for (const cookie of seen) {
      // 43 letters of base64url are 258 bits, of which 256 are drawn.
      expect(Buffer.from(cookie.split('=')[1] ?? '', 'base64url')).toHaveLength(32);
    }
  });

  test('one that somebody brought along is never the one he leaves with', async () => {
    const planted = `maji-seat-${host.port}=${'A'.repeat(43)}`;
    const browser = aBrowser(planted);
    await enter(browser, 'jihun');
    expect(browser.cookie).not.toBe(planted);
    expect(await works(aBrowser(planted), '이지훈')).toBe('SIGNED_OUT');
  });

  test('whoever kept the token of a seat is out of it once somebody signs in there', async () => {
    const counter = aBrowser();
    await enter(counter, 'jihun');
    // 이지훈 reads the cookie in his browser's tools, and keeps a socket open with it at another machine.
    const elsewhere = aBrowser(counter.cookie);
    const { socket, client } = await elsewhere.socket(id('박서연'));
    expect((await client.accounts.here({})).people).toHaveLength(1);
    await enter(counter, 'seoyeon');
    expect(await closed(socket)).toBeLessThan(DEAD_WITHIN);
    expect(await works(elsewhere, '박서연')).toBe('SIGNED_OUT');
    expect(await works(counter, '박서연')).toBe('works');
  });

  test('nobody signs in over a socket, which can be given none', async () => {
    const browser = aBrowser();
    await enter(browser, 'jihun');
    const { client } = await browser.socket(id('이지훈'));
    await expect(client.accounts.signIn({ login: 'minho', password: demoPassword })).rejects.toMatchObject({
      data: { reason: 'NOT_OVER_A_SOCKET' },
    });
    expect((await client.accounts.here({})).people).toHaveLength(1);
  });

  test('a token is in the store only as its digest', async () => {
    const browser = aBrowser();
    await enter(browser, 'jihun');
    const token = browser.cookie.split('=')[1] ?? '';
    const seats = await host.served.desk.desk.engine.db.selectFrom('seat').selectAll().execute();
    expect(JSON.stringify(seats)).not.toContain(token);
    expect(seats.map((seat) => seat.token_hash)).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
  });
});

describe('a session that ends', () => {
  /** 이지훈 and 오세라 at one browser with a socket each, the administrator at another. */
  async function threePeople() {
    const [shared, office] = [aBrowser(), aBrowser()];
    await enter(shared, 'sera');
    await enter(shared, 'jihun');
    await enter(office, 'doyun');
    const { socket } = await shared.socket(id('이지훈'));
    const admin = await office.socket(id('한도윤'));
    const branchId = await branchOf();
    const account = async () => {
      const list = await admin.client.accounts.list({ branchId });
      const own = list.find(({ staffId }) => staffId === id('이지훈'))?.account;
      return { requestId: crypto.randomUUID(), accountId: own?.id ?? '', expectedVersion: own?.version ?? 0 };
    };
    const member = async () => {
      const directory = await admin.client.staff.directory({ branchId });
      const own = directory.find((one) => one.id === id('이지훈'));
      if (own === undefined) throw new Error('이지훈 is not there');
      const { departmentId, name, title, seat, substituteId } = own;
      const dutyIds = own.duties.map((duty) => duty.id);
      const input = { departmentId, name, title, seat, substituteId, dutyIds };
      return { requestId: crypto.randomUUID(), id: own.id, expectedVersion: own.version, ...input };
    };
    return { shared, socket, admin, account, member };
  }
  type Scene = Awaited<ReturnType<typeof threePeople>>;

  const ends: Record<string, (scene: Scene) => Promise<unknown>> = {
    'he signs out': ({ shared }) => shared.call('accounts.signOut', { staffId: id('이지훈') }),
    'his account is disabled': async ({ admin, account }) =>
      admin.client.accounts.setActive({ ...(await account()), active: false }),
    'an administrator ends his sessions': async ({ admin, account }) =>
      admin.client.accounts.endSessions(await account()),
    'he is given another password': async ({ admin, account }) =>
      admin.client.accounts.reset({ ...(await account()), temporary: '넉넉히 긴 임시 비밀번호' }),
    'he gets another role': async ({ admin, member }) =>
      admin.client.staff.change({ ...(await member()), roles: ['employee'] }),
    'he has left the branch': async ({ admin, member }) => {
      const { requestId, id: staffId, expectedVersion } = await member();
      return await admin.client.staff.setActive({ requestId, id: staffId, expectedVersion, active: false });
    },
  };

  test.each(Object.keys(ends))('%s: his socket is closed and he is refused within a second', async (how) => {
    const scene = await threePeople();
    expect(await works(scene.shared, '이지훈')).toBe('works');
    const gone = closed(scene.socket);
    const began = performance.now();
    await ends[how]?.(scene);
    const answered = performance.now() - began;
    expect(await refusedAfter(scene.shared, '이지훈')).toBeLessThan(DEAD_WITHIN);
    expect((await gone) - answered).toBeLessThan(DEAD_WITHIN);
    // Who signed in first at that browser is still there: locked, as whoever came after him took the seat.
    expect(await works(scene.shared, '오세라')).toBe('LOCKED');
    const back = { kind: 'password', password: demoPassword };
    await scene.shared.call('accounts.unlock', { staffId: id('오세라'), with: back });
    expect(await works(scene.shared, '오세라')).toBe('works');
    expect(scene.admin.socket.readyState).toBe(scene.admin.socket.OPEN);
  });

  test('his own new password ends him everywhere else, and not where he is', async () => {
    const [here, there] = [aBrowser(), aBrowser()];
    await enter(here, 'jihun');
    await enter(there, 'jihun');
    const { socket } = await there.socket(id('이지훈'));
    const gone = closed(socket);
    const change = { requestId: crypto.randomUUID(), current: demoPassword, next: '이제는 다른 긴 비밀번호' };
    expect(await here.call('accounts.changePassword', change, id('이지훈'))).toMatchObject({ status: 200 });
    expect(await gone).toBeLessThan(DEAD_WITHIN);
    expect(await works(there, '이지훈')).toBe('SIGNED_OUT');
    expect(await works(here, '이지훈')).toBe('works');
    expect((await there.signIn('jihun', demoPassword)).status).not.toBe(200);
  });
});

describe('by the clock', () => {
  test('ten minutes without a sign lock, eight hours end, whatever the person does', async () => {
    clock.set('2026-11-20T00:00:00.000Z');
    const browser = aBrowser();
    await enter(browser, 'jihun');
    clock.pass(10);
    expect(await works(browser, '이지훈')).toBe('works');
    clock.pass(10.01);
    expect(await works(browser, '이지훈')).toBe('LOCKED');
    await browser.call('accounts.unlock', {
      staffId: id('이지훈'),
      with: { kind: 'password', password: demoPassword },
    });
    for (let minutes = 0; minutes < 459; minutes += 9) {
      expect(await works(browser, '이지훈')).toBe('works');
      clock.pass(9);
    }
    // 08:00 after the sign-in, in spite of all that.
    expect(clock.now().getTime() - Date.parse('2026-11-20T00:00:00.000Z')).toBeLessThan(8 * 3600_000);
    clock.set('2026-11-20T08:00:00.000Z');
    expect(await works(browser, '이지훈')).toBe('SIGNED_OUT');
    expect((await at(browser, 'accounts.here', {})).people).toEqual([]);
  });

  test('a session ends with the day of the branch', async () => {
    // 22:00 in Seoul.
    clock.set('2026-11-20T13:00:00.000Z');
    const browser = aBrowser();
    await enter(browser, 'jihun');
    for (let minutes = 0; minutes < 119; minutes += 7) {
      expect(await works(browser, '이지훈')).toBe('works');
      clock.pass(7);
    }
    clock.set('2026-11-20T15:00:00.000Z');
    expect(await works(browser, '이지훈')).toBe('SIGNED_OUT');
  });

  test('a clock set back gives nobody back what it has ended or locked, and locks nobody', async () => {
    const [locked, over, working] = [aBrowser(), aBrowser(), aBrowser()];
    await enter(over, 'sera');
    clock.pass(7 * 60 + 55);
    await enter(locked, 'jihun');
    clock.pass(10.5);
    await enter(working, 'minho');
    expect(await works(locked, '이지훈')).toBe('LOCKED');
    expect(await works(over, '오세라')).toBe('SIGNED_OUT');
    for (const back of [5, 60, 24 * 60]) {
      clock.pass(-back);
      expect(await works(locked, '이지훈')).toBe('LOCKED');
      expect(await works(over, '오세라')).toBe('SIGNED_OUT');
      expect(await works(working, '최민호')).toBe('works');
      // The ten minutes are ten minutes of the clock as it is now.
    }
    clock.pass(10.5);
    expect(await works(working, '최민호')).toBe('LOCKED');
  });
});
