import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { RequestHeadersPlugin } from '@orpc/server/plugins';
import { type WebSocket, WebSocketServer } from 'ws';
import { LARGEST_MESSAGE } from '#contract/rules.ts';
import type { FrontDesk } from '#core/app.ts';
import type { DoorContext, SeatHandle } from '#core/kernel/call.ts';
import { isCallFrame } from './call-frame.ts';
import { CallHandler, type Piece } from './call-handler.ts';
import { windowsOpen } from './many-windows.ts';
import { type TroubleLog, tellUnexpected } from './unexpected.ts';

/** Every socket is asked for a sign of life this often; one that gave none since is closed (milliseconds). */
const LIFE_EVERY = 20_000;
/** A reader so slow that this much waits for it is closed; it comes back and catches up by seq (bytes). */
const MOST_WAITING = 8 * 1024 * 1024;
/** Windows at once: far more than a branch has. */
const MOST_SOCKETS = 500;
/** Of these, what only windows of this machine may take. */
const KEPT_NEAR = 50;
/** Calls under way on one socket. A window makes some twenty at a time. */
const MOST_CALLS = 256;
/** How long sockets get to say goodbye (milliseconds). */
const GOODBYE = 1000;

/** An answer that is on its way still arrives before the socket of an ended session is closed (milliseconds). */
const LAST_WORDS = 50;

const CLOSE = { leaving: 1001, notACall: 1008, sessionEnded: 1008, tooSlow: 1013 } as const;

type SocketDesk = Pick<FrontDesk, 'router' | 'desk' | 'seatOf'>;

/** By which listener a window comes; its sockets are closed with it. */
export interface SocketWay {
  listener: object;
  /** Where it comes from, as the activity log names it. */
  address: string;
  /** Of this machine itself: it finds room when the network has taken all it may. */
  local: boolean;
  seat: SeatHandle;
  /** Counts a message; false when there are more than a window makes. */
  mayCall?: () => boolean;
}

/**
 * Calls over WebSocket: one socket a window, the router's answers and changes on it. There is one for all listeners
 * of a host, so that every socket can be reached from one place.
 */
export class CallSocket {
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload: LARGEST_MESSAGE,
    perMessageDeflate: false,
    clientTracking: true,
  });
  readonly #handler: CallHandler;
  readonly #log: TroubleLog;
  readonly #alive = new WeakSet<WebSocket>();
  readonly #listeners = new WeakMap<WebSocket, object>();
  readonly #seats = new Map<WebSocket, SeatHandle>();
  readonly #desk: SocketDesk;
  readonly #stopHearing: () => void;
  readonly #pulse: ReturnType<typeof setInterval>;

  constructor(desk: SocketDesk, log: TroubleLog) {
    this.#desk = desk;
    const closeSoon = (seatId: string, keep: string | null) => {
      const failed = (error: unknown) => log({ what: 'the sockets of an ended session stay open', error });
      setTimeout(() => this.#closeSeat(seatId, keep).catch(failed), LAST_WORDS).unref();
    };
    const { seats } = desk.desk;
    const stops = [
      seats.listenToAll((seatId) => closeSoon(seatId, null)),
      seats.listenToRenewals((seatId, token) => closeSoon(seatId, token)),
    ];
    this.#stopHearing = () => {
      for (const stop of stops) stop();
    };
    this.#log = log;
    this.#handler = new CallHandler(desk.router, {
      plugins: [new RequestHeadersPlugin()],
      clientInterceptors: [tellUnexpected(log)],
    });
    this.#pulse = setInterval(() => this.#askForLife(), LIFE_EVERY);
    this.#pulse.unref();
  }

  /** Sockets open now. */
  get size(): number {
    return this.#server.clients.size;
  }

  /** Takes a checked request over. False when there are too many sockets; the caller refuses it. */
  accept(request: IncomingMessage, stream: Duplex, head: Buffer, way: SocketWay): boolean {
    if (this.size >= MOST_SOCKETS - (way.local ? 0 : KEPT_NEAR)) return false;
    this.#server.handleUpgrade(request, stream, head, (socket) => {
      this.#serve(socket, way);
      windowsOpen(this.size);
    });
    return true;
  }

  /** Says goodbye to every window and takes no more. */
  async close(): Promise<void> {
    clearInterval(this.#pulse);
    this.#stopHearing();
    await this.#end([...this.#server.clients]);
    this.#server.close();
  }

  /** Says goodbye to the windows that came by one listener. */
  async closeOf(listener: object): Promise<void> {
    await this.#end([...this.#server.clients].filter((socket) => this.#listeners.get(socket) === listener));
  }

  /** Says goodbye and ends those that do not answer. */
  async #end(sockets: WebSocket[]): Promise<void> {
    const gone = sockets.map((socket) => new Promise((resolve) => socket.once('close', resolve)));
    for (const socket of sockets) socket.close(CLOSE.leaving);
    const patience = setTimeout(() => {
      for (const socket of sockets) socket.terminate();
    }, GOODBYE);
    await Promise.all(gone);
    clearTimeout(patience);
  }

  #serve(socket: WebSocket, { listener, address, local, seat, mayCall = () => true }: SocketWay): void {
    this.#alive.add(socket);
    this.#listeners.set(socket, listener);
    this.#seats.set(socket, seat);
    socket.on('close', () => this.#seats.delete(socket));
    socket.on('pong', () => this.#alive.add(socket));
    // Too large, not UTF-8, or broken framing: ws closes the socket itself and tells it here.
    socket.on('error', () => {});
    const context: DoorContext = { door: 'host', address, local, seat };
    const peer = this.#handler.open(context, (pieces) => this.#send(socket, pieces));
    socket.on('close', () => peer.close());
    let underWay = 0;
    socket.on('message', (data, isBinary) => {
      if (socket.readyState !== socket.OPEN) return;
      this.#alive.add(socket);
      const message = isBinary ? null : data.toString();
      if (!isCallFrame(message) || underWay >= MOST_CALLS || !mayCall()) {
        socket.close(CLOSE.notACall, 'not a call');
        return;
      }
      underWay += 1;
      peer
        .message(message)
        .catch((error: unknown) => this.#log({ what: 'a call was not answered', error }))
        .finally(() => {
          underWay -= 1;
        });
    });
  }

  /** One message, in pieces: what windows share is not copied for each. */
  #send(socket: WebSocket, pieces: readonly Piece[]): void {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > MOST_WAITING) {
      socket.close(CLOSE.tooSlow, 'too slow');
      socket.terminate();
      return;
    }
    const last = pieces.length - 1;
    for (const [at, piece] of pieces.entries()) socket.send(piece, { binary: false, fin: at === last });
  }

  /**
   * R19: what was open at a seat ends with the session, and what came with an earlier token than `keep` when somebody
   * has signed in; whoever else works there comes back by himself.
   */
  async #closeSeat(seatId: string, keep: string | null): Promise<void> {
    for (const [socket, seat] of [...this.#seats]) {
      if (keep !== null && seat.token() === keep) continue;
      if ((await this.#desk.seatOf(seat)) !== seatId) continue;
      socket.close(CLOSE.sessionEnded, 'session ended');
      setTimeout(() => socket.terminate(), GOODBYE / 2).unref();
    }
  }

  #askForLife(): void {
    for (const socket of this.#server.clients) {
      if (!this.#alive.delete(socket)) socket.terminate();
      else socket.ping();
    }
  }
}
