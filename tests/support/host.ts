import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { QueryObserver } from '@tanstack/react-query';
import { WebSocket as NodeSocket } from 'ws';
import { newToken } from '#core/accounts/seats.ts';
import type { SessionFacts, SessionSource } from '#renderer/host/call-context.ts';
import { createHost, type Host } from '#renderer/host/create-host.ts';
import { dialWebSocket } from '#renderer/host/dial-web-socket.ts';
import { productIn } from '#server/product.ts';
import { seatCookieName } from '#server/seat-cookie.ts';
import { type ServedDesk, type ServeOptions, serveDesk } from '#server/serve-desk.ts';
import { admit, cheapHash, staffByName } from './seats.ts';

export const productFolder = join(import.meta.dirname, '../..');

/** An unexpected failure in the host; a test may look into it. */
export type Trouble = { what: string; error: unknown };

/** What everybody of the demo branch signs in with in a test. */
export const demoPassword = '다섯글자보다긴비밀번호';

/** How somebody is let in at a host, by its origin: over the store, without the time a password takes. */
export const doors = new Map<string, (token: string, staffId: string) => Promise<void>>();

/** The cookie a browser would send for the seat of this token. */
export const seatCookie = (origin: string, token: string): string =>
  `${seatCookieName({ port: Number(new URL(origin).port), secure: origin.startsWith('https:') })}=${token}`;

/** A real branch host over a data folder of its own, and what it takes to talk to it. */
export interface TestHost {
  readonly url: string;
  readonly origin: string;
  readonly port: number;
  readonly folder: string;
  readonly served: ServedDesk;
  /** What the host logged as unexpected. */
  readonly troubles: Trouble[];
  /** Stops the host and starts another on the same port and folder. */
  restart(whileAway?: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Ends everything, the folder as well. */
  close(): Promise<void>;
}

export async function aHost({
  demo,
  ...options
}: Partial<Omit<ServeOptions, 'dataFolder' | 'log' | 'demo'>> & { demo?: boolean } = {}): Promise<TestHost> {
  const folder = mkdtempSync(join(tmpdir(), 'maji-host-'));
  const troubles: Trouble[] = [];
  const serve = (port: number) =>
    serveDesk({
      product: productIn(productFolder),
      passwordCost: cheapHash,
      ...options,
      ...(demo ? { demo: { password: demoPassword } } : {}),
      port,
      dataFolder: folder,
      log: (trouble) => troubles.push(trouble),
    });
  let served = await serve(options.port ?? 0);
  const { url } = served;
  const port = Number(new URL(url).port);
  doors.set(url.slice(0, -1), (token, staffId) => admit(served.desk.desk.engine.db, token, staffId));
  const host: TestHost = {
    url,
    origin: url.slice(0, -1),
    port,
    folder,
    troubles,
    get served() {
      return served;
    },
    async restart(whileAway) {
      await host.stop();
      await whileAway?.();
      await host.start();
    },
    stop: () => served.close(),
    async start() {
      served = await serve(port);
    },
    async close() {
      await served.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return host;
}

/** A session whose facts a test changes as a person would. */
export class TestSession implements SessionSource {
  #facts: SessionFacts;
  readonly #listeners = new Set<() => void>();

  constructor(facts: Partial<SessionFacts> = {}) {
    this.#facts = { actorId: null, branchId: null, windowId: crypto.randomUUID(), language: 'ko', ...facts };
  }

  get = (): SessionFacts => this.#facts;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  set(facts: Partial<SessionFacts>): void {
    this.#facts = { ...this.#facts, ...facts };
    for (const listener of this.#listeners) listener();
  }
}

/** A window of the interface without its screens: the same host object, over a real WebSocket. */
export interface TestWindow extends Host {
  session: TestSession;
  /** The token of the seat this window is at. Whoever the session names is signed in there. */
  token: string;
  /** Resolves when whoever the session names has been let in. */
  seated: () => Promise<void>;
  /** Lets somebody else in at this seat as well, for calls in his name. */
  letIn: (staffId: string) => Promise<void>;
  /** The sockets it opened, newest last. */
  sockets: NodeSocket[];
  shelf: Storage;
  /** Breaks its connection and keeps it from coming back until `mend`. */
  cut(): Promise<void>;
  mend(): void;
  /** The host's time as the window was last told. */
  told: () => Date | null;
}

export function aWindow(
  origin: string,
  facts: Partial<SessionFacts> = {},
  { shelf = new MemoryShelf(), clockOff = 0 }: { shelf?: Storage; clockOff?: number } = {},
): TestWindow {
  const session = new TestSession(facts);
  const token = newToken();
  let admitted: Promise<void> = Promise.resolve();
  const letIn = () => {
    const { actorId } = session.get();
    if (actorId === null) return;
    admitted = doors.get(origin)?.(token, actorId) ?? admitted;
    // A host that is down lets nobody in: it is asked again with the next wire.
    admitted.catch(() => {});
  };
  session.subscribe(letIn);
  letIn();
  const sockets: NodeSocket[] = [];
  let told: Date | null = null;
  let isCut = false;
  const open = (url: string) => {
    // Port 9 discards: nobody listens there.
    const socket = new NodeSocket(isCut ? 'ws://127.0.0.1:9/' : url, {
      headers: { origin, cookie: seatCookie(origin, token) },
    });
    sockets.push(socket);
    return socket as unknown as WebSocket;
  };
  const host = createHost({
    dial: async (events, signal) => {
      letIn();
      await admitted.catch(() => {});
      return await dialWebSocket(`${origin.replace('http', 'ws')}/rpc`, session, open)(events, signal);
    },
    session,
    capabilities: () => ({ print: async () => {}, openWindow: async () => {} }),
    setHostTime: (now) => {
      told = now;
    },
    hostNow: () => Date.now() + clockOff,
    shelf,
  });
  return {
    ...host,
    session,
    token,
    seated: () => admitted,
    letIn: async (staffId) => doors.get(origin)?.(token, staffId),
    sockets,
    shelf,
    told: () => told,
    async cut() {
      isCut = true;
      const lost = new Promise<void>((resolve) => {
        const stop = host.connection.subscribe(() => {
          stop();
          resolve();
        });
      });
      sockets.at(-1)?.terminate();
      await lost;
    },
    mend() {
      isCut = false;
      host.connection.retryNow();
    },
  };
}

/** A branch set up through the window as a person would; the window then acts as its first member of staff. */
export async function setUp(
  window: Pick<TestWindow, 'client' | 'session' | 'seated'>,
): Promise<{ branchId: string; staff: Record<string, string> }> {
  const day = { open: '00:00', close: '23:59', lunch: null };
  const people = [
    { name: '이지훈', title: '주임', department: '보증팀', seat: 'A1', role: 'reception' },
    { name: '박서연', title: '대리', department: '보증팀', seat: 'A2', role: 'employee' },
    { name: '한도윤', title: '지점장', department: '지점장실', seat: 'B1', role: 'manager' },
  ] as const;
  const { id: branchId } = await window.client.setup.create({
    requestId: crypto.randomUUID(),
    institution: '한밭신용보증재단',
    branch: '중부지점',
    counters: ['1번 창구'],
    officeHours: [day, day, day, day, day, day, day],
    duties: ['보증 상담'],
    staff: [...people],
  });
  const { founders } = await window.client.accounts.here({});
  window.session.set({ actorId: founders[0]?.staffId ?? null });
  await window.seated();
  const directory = await window.client.staff.directory({ branchId });
  const staff = Object.fromEntries(directory.map((entry) => [entry.name, entry.id]));
  window.session.set({ branchId, actorId: staff[people[0].name] });
  await window.seated();
  return { branchId, staff };
}

/** Keeps a query alive as a screen does, and gives what it shows. */
export function shown<T>(
  window: Host,
  options: { queryKey: readonly unknown[]; queryFn?: unknown },
): () => T | undefined {
  const observer = new QueryObserver<T>(window.queries, options as never);
  observer.subscribe(() => {});
  return () => observer.getCurrentResult().data;
}

/** Everybody at a host by name. */
export const peopleOf = (host: TestHost): Promise<Record<string, string>> =>
  staffByName(host.served.desk.desk.engine.db);

/** sessionStorage as one window has it. */
export class MemoryShelf implements Storage {
  readonly #kept = new Map<string, string>();
  get length(): number {
    return this.#kept.size;
  }
  clear(): void {
    this.#kept.clear();
  }
  getItem(key: string): string | null {
    return this.#kept.get(key) ?? null;
  }
  key(index: number): string | null {
    return [...this.#kept.keys()][index] ?? null;
  }
  removeItem(key: string): void {
    this.#kept.delete(key);
  }
  setItem(key: string, value: string): void {
    this.#kept.set(key, value);
  }
}
