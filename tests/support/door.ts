import { request } from 'node:http';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { WebSocket } from 'ws';
import { headers as names } from '#contract/rules.ts';
import type { Client } from '#tests/builders/office.ts';

export interface Answered {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  /** As the router answered: the output, or the error. */
  json: unknown;
  text: string;
}

/** A browser at a host as far as its door goes: it keeps the cookie it was given and sends it. */
export class Browser {
  readonly #origin: string;
  /** `name=value`, as sent. */
  cookie: string;
  /** The header as it was set last. */
  setCookie = '';
  readonly #sockets: WebSocket[] = [];
  readonly #from: string | undefined;

  /** `from` is this machine's address the requests come from; any of 127.0.0.0/8 on Linux. */
  constructor(origin: string, { cookie = '', from }: { cookie?: string; from?: string } = {}) {
    this.#origin = origin;
    this.cookie = cookie;
    this.#from = from;
  }

  /** One call over HTTP, with the actor where there is one. */
  call(path: string, input: unknown, actor?: string): Promise<Answered> {
    const url = new URL(`/rpc/${path.replace('.', '/')}`, this.#origin);
    const headers: Record<string, string> = {
      origin: this.#origin,
      'content-type': 'application/json',
      ...(this.cookie === '' ? {} : { cookie: this.cookie }),
      ...(actor === undefined ? {} : { [names.actor]: actor }),
    };
    return new Promise((resolve, reject) => {
      const sent = request(
        url,
        {
          method: 'POST',
          headers,
          agent: false,
          ...(this.#from === undefined ? {} : { localAddress: this.#from }),
        },
        (response) => {
          const parts: Buffer[] = [];
          response.on('data', (part) => parts.push(part));
          response.on('end', () => {
            const [set] = response.headers['set-cookie'] ?? [];
            if (set !== undefined) {
              this.setCookie = set;
              this.cookie = set.split(';')[0] ?? '';
            }
            const text = Buffer.concat(parts).toString();
            const json = text.startsWith('{') ? (JSON.parse(text) as { json: unknown }).json : undefined;
            resolve({ status: response.statusCode ?? 0, headers: response.headers, json, text });
          });
        },
      );
      sent.on('error', reject);
      sent.end(JSON.stringify({ json: input }));
    });
  }

  signIn(login: string, password: string): Promise<Answered> {
    return this.call('accounts.signIn', { login, password });
  }

  /** A socket with the cookie of now, and calls over it in somebody's name. */
  async socket(actor: string): Promise<{ socket: WebSocket; client: Client }> {
    const socket = new WebSocket(`${this.#origin.replace('http', 'ws')}/rpc`, {
      headers: { origin: this.#origin, cookie: this.cookie },
    });
    this.#sockets.push(socket);
    socket.on('error', () => {});
    await new Promise((opened, failed) => {
      socket.once('open', opened);
      socket.once('close', failed);
    });
    const link = new RPCLink({
      websocket: socket as unknown as globalThis.WebSocket,
      headers: { [names.actor]: actor },
    });
    return { socket, client: createORPCClient(link) };
  }

  close(): void {
    for (const socket of this.#sockets) socket.terminate();
  }
}
