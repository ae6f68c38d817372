import { StandardRPCJsonSerializer, StandardRPCSerializer } from '@orpc/client/standard';
import {
  StandardHandler,
  type StandardHandlerOptions,
  StandardRPCCodec,
  StandardRPCMatcher,
} from '@orpc/server/standard';
import { createServerPeerHandleRequestFn } from '@orpc/server/standard-peer';
import {
  type DecodedResponseMessage,
  decodeRequestMessage,
  encodeResponseMessage,
  MessageType,
  experimental_ServerPeerWithoutCodec as Peer,
} from '@orpc/standard-server-peer';
import type { FrontDesk } from '#core/app.ts';
import type { DoorContext } from '#core/kernel/call.ts';

/** Turns a reply into what is sent, once for all windows that share it. */
class SharingSerializer extends StandardRPCSerializer {
  readonly #known = new WeakMap<object, object>();

  override serialize(data: unknown): object {
    if (typeof data !== 'object' || data === null) return super.serialize(data);
    let serialized = this.#known.get(data);
    if (serialized === undefined) {
      serialized = super.serialize(data);
      if (!(Symbol.asyncIterator in data)) this.#known.set(data, serialized);
    }
    return serialized;
  }
}

/** Stands where the body of a shared reply goes. */
const BODY = '\u0000body';
const QUOTED_BODY = JSON.stringify(BODY);

/** Of a message, which is text. */
export type Piece = string | Buffer;

/** One window's end of the calls. */
export interface CallPeer {
  /** A message came; its answer goes out by `send`. */
  message(text: string): Promise<void>;
  close(): void;
}

/**
 * Calls over WebSocket as oRPC's own `RPCHandler` for it does them, but that a reply which several windows share is
 * written out once: a branch's board of a hundred kilobytes is the same bytes for all of them.
 */
export class CallHandler {
  readonly #handler: StandardHandler<DoorContext>;
  /** Bodies that went out before, as text of a message; null after the first time. */
  readonly #written = new WeakMap<object, Buffer | null>();

  constructor(router: FrontDesk['router'], options: StandardHandlerOptions<DoorContext>) {
    const codec = new StandardRPCCodec(new SharingSerializer(new StandardRPCJsonSerializer()));
    this.#handler = new StandardHandler(router, new StandardRPCMatcher(), codec, options);
  }

  /** A new window; `send` takes the pieces of one message. */
  open(context: DoorContext, send: (pieces: readonly Piece[]) => void): CallPeer {
    const handle = createServerPeerHandleRequestFn(this.#handler, { context });
    const peer = new Peer(async (message) => send(await this.#piecesOf(message)));
    return {
      message: async (text) => {
        await peer.message(await decodeRequestMessage(text), handle);
      },
      close: () => peer.close(),
    };
  }

  async #piecesOf(message: DecodedResponseMessage): Promise<readonly Piece[]> {
    const [id, type, payload] = message;
    if (type !== MessageType.RESPONSE || !isPlain(payload.body)) return [await textOf(message)];
    const { body } = payload;
    let written = this.#written.get(body);
    if (written === undefined) {
      this.#written.set(body, null);
      return [await textOf(message)];
    }
    if (written === null) {
      written = Buffer.from(JSON.stringify(body));
      this.#written.set(body, written);
    }
    const around = await textOf([id, type, { ...payload, body: BODY }]);
    const [before = '', after = ''] = around.split(QUOTED_BODY);
    return [before, written, after];
  }
}

/** Replies are text: nothing here answers with a file. */
async function textOf([id, type, payload]: DecodedResponseMessage): Promise<string> {
  const message = await encodeResponseMessage(id, type, payload);
  if (typeof message !== 'string') throw new Error('a reply that is no text');
  return message;
}

/** The serializer's own answer, and no file, form or stream. */
function isPlain(body: unknown): body is object {
  return typeof body === 'object' && body !== null && Object.getPrototypeOf(body) === Object.prototype;
}
