import type { StorageEngine } from '#storage/engines/engine.ts';
import type { PackText } from '#storage/pack-file.ts';
import { accessControlled, type Os } from './access/access.ts';
import { accountsRouter } from './accounts/accounts.router.ts';
import { type PasswordCost, Passwords } from './accounts/passwords.ts';
import { seatOf } from './accounts/seats.service.ts';
import { SeatSignal } from './accounts/seats.ts';
import { type KnownKey, keyOfSecret } from './bookings/api-keys.service.ts';
import { remindCustomer } from './bookings/booking-reminder.service.ts';
import { bookingsRouter } from './bookings/bookings.router.ts';
import { publicAddressOf } from './bookings/public-address.service.ts';
import type { PublicPlace } from './bookings/public-place.ts';
import { changesRouter } from './changes/changes.router.ts';
import { draftsRouter } from './changes/drafts.router.ts';
import { ChangeFeed } from './changes/feed.ts';
import { customersRouter } from './customers/customers.router.ts';
import { desksRouter } from './desks/desks.router.ts';
import { documentHome } from './documents/document-home.ts';
import { documentMessageSettled } from './documents/document-messages.service.ts';
import { documentsRouter } from './documents/documents.router.ts';
import { callsRouter } from './encounters/calls.router.ts';
import { encountersRouter } from './encounters/encounters.router.ts';
import type { SeatHandle } from './kernel/call.ts';
import { type Clock, systemClock } from './kernel/clock.ts';
import type { Desk } from './kernel/desk.ts';
import { newId } from './kernel/ids.ts';
import { memoHome } from './memos/memo-home.ts';
import { memosRouter } from './memos/memos.router.ts';
import type { MessageHandlers } from './messages/message-handlers.ts';
import { messagesRouter } from './messages/messages.router.ts';
import { outboxWorker } from './messages/outbox-worker.ts';
import type { Messaging } from './messages/transport.ts';
import { networkRouter } from './network/network.router.ts';
import type { NetworkDoor } from './network/network-door.ts';
import { noticesRouter } from './promises/notices.router.ts';
import { dueTicker } from './promises/reminders.service.ts';
import { type PublicRouter, publicRouter } from './public/public.router.ts';
import { PdfMaker } from './reports/pdf-maker.ts';
import { reportsRouter } from './reports/reports.router.ts';
import { SeenContents } from './reports/seen-contents.ts';
import { signingRouter } from './reports/signing.router.ts';
import { adoptPack } from './settings/adoption.service.ts';
import { BranchMemory } from './settings/branches.ts';
import { seedDemo } from './settings/demo.service.ts';
import { PackSource } from './settings/pack-shelf.ts';
import { type SystemFacts, settingsRouter, setupRouter, systemRouter } from './settings/settings.router.ts';
import { siteVisitHome } from './site-visits/site-visit-home.ts';
import { siteVisitsRouter } from './site-visits/site-visits.router.ts';
import { staffRouter } from './staff/staff.router.ts';

export interface FrontDeskOptions {
  engine: StorageEngine;
  /** Reads the standard packs on disk; asked again when a manager looks or has them read again. */
  readPacks: () => readonly PackText[];
  version: string;
  clock?: Clock;
  /** Set when a damaged store was set aside at start. */
  recovered?: { setAside: string | null; reason: string; kept: boolean } | null;
  /** Told when something the desk does by itself did not succeed; it is tried again. */
  onFailure?: (error: unknown) => void;
  /** Opens the desk to the network, where the door that opened it can. */
  network?: NetworkDoor;
  /** Sends messages by itself; without it every message goes by hand. */
  messaging?: Messaging;
  /** Fills an empty store with the demo branch before the first window; everybody of it signs in with this. */
  demo?: { password: string };
  /** What a password hash costs; R20's unless told. */
  passwordCost?: PasswordCost;
}

export type Router = ReturnType<typeof routerFor>;

/** The whole front desk over one store: every door serves `router`, the pages without sign-in only `publicRouter`. */
export interface FrontDesk {
  readonly router: Router;
  readonly publicRouter: PublicRouter;
  /** Where those pages are reached; the listener says whether it serves them. */
  readonly publicPlace: PublicPlace;
  /** Who a key of the institution's own page is; null for none that counts. */
  keyOf(secret: string): Promise<KnownKey | null>;
  readonly desk: Desk;
  /** The seat a connection is at; null where nobody has signed in. */
  seatOf(seat: SeatHandle): Promise<string | null>;
  /** The demo branch was made now. */
  readonly seeded: boolean;
  /** A door that can make PDFs gives its press here; without one, reports are printed by the browser's own dialog. */
  readonly pdfs: Pick<PdfMaker, 'use'>;
  /** Logs what is pending and stops the clockwork; the store stays open for its owner to close. */
  close(): Promise<void>;
}

interface Given {
  facts: SystemFacts;
  pdfs: PdfMaker;
  door: NetworkDoor | null;
  messaging: Messaging | null;
  place: PublicPlace;
  onFailure: (error: unknown) => void;
}

function routerFor(
  desk: Desk,
  os: Os,
  source: PackSource,
  { facts, pdfs, door, messaging, place, onFailure }: Given,
) {
  const seen = new SeenContents();
  return os.router({
    system: systemRouter(desk, os, source, facts),
    accounts: accountsRouter(desk, os),
    setup: setupRouter(desk, os, source),
    settings: settingsRouter(desk, os, source),
    network: networkRouter(desk, os, door, onFailure),
    staff: staffRouter(desk, os),
    customers: customersRouter(desk, os),
    encounters: encountersRouter(desk, os),
    calls: callsRouter(desk, os),
    memos: memosRouter(desk, os),
    documents: documentsRouter(desk, os),
    messages: messagesRouter(desk, os, messaging),
    bookings: bookingsRouter(desk, os, place),
    notices: noticesRouter(desk, os),
    reports: reportsRouter(desk, os, seen),
    signing: signingRouter(desk, os, seen, pdfs),
    desks: desksRouter(desk, os),
    siteVisits: siteVisitsRouter(desk, os),
    changes: changesRouter(desk, os),
    drafts: draftsRouter(desk, os),
  });
}

/** Which feature hears how a message about one of its things ended. */
const messageHandlers: MessageHandlers = { document: documentMessageSettled };

/** What the services share, over an open store. */
export function createDesk(
  engine: StorageEngine,
  { clock = systemClock, passwordCost }: { clock?: Clock; passwordCost?: PasswordCost } = {},
): Desk {
  return {
    engine,
    clock,
    feed: new ChangeFeed(),
    branches: new BranchMemory(),
    passwords: new Passwords(passwordCost),
    seats: new SeatSignal(),
    messageHandlers,
    subjects: { memo: { ...memoHome, remindCustomer }, document: documentHome, site_visit: siteVisitHome },
    planned: () => {},
  };
}

/** How often a host that runs for weeks looks whether the day of a newer version has come (ms). */
const PACK_LOOK = 15 * 60_000;

/** Answers how many branches there are. */
async function adoptEverywhere(desk: Desk, source: PackSource): Promise<number> {
  const branches = await desk.engine.db.selectFrom('branch').select('id').orderBy('id').execute();
  for (const { id } of branches) await adoptPack(desk, source, id);
  return branches.length;
}

/** Puts the front desk together over an open store: adopts the pack on disk and starts the reminders. */
export async function createFrontDesk(options: FrontDeskOptions): Promise<FrontDesk> {
  const desk = createDesk(options.engine, options);
  const source = new PackSource(options.readPacks);
  const onFailure = options.onFailure ?? (() => {});
  const ticker = dueTicker(desk, onFailure);
  const messaging = options.messaging ?? null;
  const sending = messaging && outboxWorker(desk, messaging, onFailure);
  desk.planned = () => {
    ticker.soon();
    sending?.soon();
  };
  const { os, readings } = accessControlled(desk, onFailure);
  const pdfs = new PdfMaker(desk, onFailure);
  const facts = { version: options.version, recovered: options.recovered ?? null };
  const place: PublicPlace = { address: await publicAddressOf(desk.engine.db), open: false };
  const door = options.network ?? null;
  const router = routerFor(desk, os, source, { facts, pdfs, door, messaging, place, onFailure });
  const known = await adoptEverywhere(desk, source);
  const seeded = options.demo !== undefined && known === 0;
  if (options.demo !== undefined && seeded) {
    await seedDemo(desk, source, { requestId: newId(), password: options.demo.password });
  }
  ticker.start();
  sending?.start();
  let looking: Promise<unknown> = Promise.resolve();
  const dawn = setInterval(() => {
    looking = adoptEverywhere(desk, source).catch(onFailure);
  }, PACK_LOOK).unref();
  return {
    router,
    publicRouter: publicRouter(desk),
    publicPlace: place,
    keyOf: (secret) => keyOfSecret(desk, secret),
    desk,
    seatOf: (seat) => seatOf(desk, seat),
    seeded,
    pdfs,
    async close() {
      clearInterval(dawn);
      await looking;
      await pdfs.stop();
      await ticker.stop();
      await sending?.stop();
      await readings.flush();
    },
  };
}
