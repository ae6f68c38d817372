import { StandardRPCJsonSerializer, StandardRPCSerializer } from '@orpc/client/standard';
import {
  StandardHandler,
  type StandardHandlerOptions,
  StandardRPCCodec,
  StandardRPCMatcher,
} from '@orpc/server/standard';
import { WsHandler } from '@orpc/server/ws';
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

/** The adapter of calls over WebSocket, as oRPC's own `RPCHandler` puts it together but for the serializer. */
export function callHandler(router: FrontDesk['router'], options: StandardHandlerOptions<DoorContext>) {
  const codec = new StandardRPCCodec(new SharingSerializer(new StandardRPCJsonSerializer()));
  return new WsHandler(new StandardHandler(router, new StandardRPCMatcher(), codec, options));
}
