import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import type { Language, Role } from '#contract/rules.ts';
import { aHost, aWindow, type TestHost, type TestWindow } from '#tests/support/host.ts';
import { type AtWindow, sitDown } from '#tests/support/people.ts';
import { seenComplaints } from './sight.ts';

interface Person {
  name: string;
  title: string;
  department: string;
  role: Role;
}

export interface FirstPage {
  /** The institution whose standard it is, as the first page offers it. */
  standard: string;
  branch: string;
  phone: string;
  language: Language;
  size: { width: number; height: number };
  /** The moment the test begins at the branch. */
  now: string;
  open: string;
  close: string;
  duties: string[];
  people: Person[];
}

/** A branch set up under a shipped standard from its first day, with everybody's windows in one language and size. */
export interface BranchUnder {
  host: TestHost;
  desk: TestWindow;
  branchId: string;
  staff: (name: string) => string;
  duty: (name: string) => string;
  at: (name: string, route: string) => Promise<AtWindow>;
  /** Somebody in the register; his id. */
  customer: (name: string, phone: string) => Promise<string>;
  /** A page of the public listener, as a customer opens it. */
  outside: (path: string) => Promise<Page>;
  away: (name: string, reason: string, returnsAt: string) => Promise<void>;
  /** What the eye finds wrong, as an error; a picture where MAJI_SHOTS names a folder. */
  look: (page: Page, name: string) => Promise<void>;
  close: () => Promise<void>;
}

export async function aBranchUnder(browser: Browser, page: FirstPage): Promise<BranchUnder> {
  const ahead = Date.parse(page.now) - Date.now();
  const clock = { now: () => new Date(Date.now() + ahead) };
  const host = await aHost({ clock, publicPort: 0 });
  const desk = aWindow(host.origin, { language: page.language });
  const { packs } = await desk.client.system.status({});
  const chosen = packs.find(({ institution }) => institution === page.standard);
  if (chosen === undefined) throw new Error(`no standard of ${page.standard} is offered`);
  const day = { open: page.open, close: page.close, lunch: null };
  const { id: branchId } = await desk.client.setup.create({
    requestId: crypto.randomUUID(),
    packHash: chosen.hash,
    institution: page.standard,
    branch: page.branch,
    phone: page.phone,
    counters: ['1'],
    officeHours: [null, day, day, day, day, day, null],
    duties: page.duties,
    staff: page.people.map((person) => ({ ...person, seat: '' })),
  });
  const { founders } = await desk.client.accounts.here({});
  desk.session.set({ branchId, actorId: founders[0]?.staffId ?? null });
  await desk.seated();
  const known = new Map((await desk.client.staff.directory({ branchId })).map(({ id, name }) => [name, id]));
  const staff = (name: string) => {
    const id = known.get(name);
    if (id === undefined) throw new Error(`nobody is called ${name}`);
    return id;
  };
  const manager = page.people.find(({ role }) => role === 'manager');
  desk.session.set({ actorId: staff(manager?.name ?? '') });
  await desk.seated();
  const { duties } = await desk.client.settings.branch({ branchId });
  return {
    host,
    desk,
    branchId,
    staff,
    duty: (name) => duties.find((one) => one.name === name)?.id ?? '',
    at: (name, route) =>
      sitDown(browser, {
        ...{ origin: host.origin, branchId, actorId: staff(name), route },
        ...{ language: page.language, size: page.size },
      }),
    async customer(name, phone) {
      const { id } = await desk.client.customers.add({
        ...{ requestId: crypto.randomUUID(), branchId, name, phone, business: '' },
        consent: { given: true, how: 'oral' },
      });
      return id;
    },
    async outside(path) {
      const context = await browser.newContext({ viewport: page.size });
      onTestFinished(() => context.close());
      const opened = await context.newPage();
      await opened.goto(new URL(path, host.served.publicUrl ?? '').href);
      return opened;
    },
    async away(name, kind, returnsAt) {
      const wish = { requestId: crypto.randomUUID(), staffId: staff(name), kind, told: null };
      await desk.client.staff.setAbsence({ ...wish, returnsAt: new Date(returnsAt) });
    },
    async look(shown, name) {
      const folder = process.env.MAJI_SHOTS;
      if (folder) await shown.screenshot({ path: join(folder, `${name}.png`) });
      expect.soft(await seenComplaints(shown), name).toEqual([]);
    },
    async close() {
      desk.close();
      await host.close();
    },
  };
}
