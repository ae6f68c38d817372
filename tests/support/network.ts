import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { type ClientOptions, WebSocket } from 'ws';
import type { MachineNames } from '#server/network/machine-names.ts';
import type { Answer } from './raw-http.ts';

/** What a test's machine is called; `localhost` reaches it, and the names go into its certificate. */
export const aMachine = (part: Partial<MachineNames> = {}): MachineNames => ({
  names: ['desk', 'desk.local'],
  addresses: ['192.0.2.77', 'fd00::77'],
  ...part,
});

export const authorityOf = (folder: string) =>
  readFileSync(join(folder, 'network', 'authority-cert.pem'), 'utf8');

/** A request over TLS, trusting one authority and nothing else, with headers exactly as written. */
export function askTls(
  port: number,
  ca: string,
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: string | Buffer,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', servername: 'desk.local', port, ca, method, path, agent: false };
    const sent = request({ ...options, headers: { host: `desk.local:${port}`, ...headers } }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part) => parts.push(part));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(parts).toString(),
        }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** A socket over TLS, and how its upgrade was answered: 101 when it opens. */
export function upgradeTls(
  port: number,
  ca: string,
  headers: Record<string, string> = {},
  path = '/rpc',
): Promise<{ status: number; headers: Answer['headers']; socket: WebSocket }> {
  return new Promise((resolve) => {
    // ws hands what TLS needs on, but its types know only part of it.
    const options = {
      ca,
      servername: 'desk.local',
      headers: { host: `desk.local:${port}`, origin: `https://desk.local:${port}`, ...headers },
    } as ClientOptions;
    const socket = new WebSocket(`wss://127.0.0.1:${port}${path}`, options);
    socket.on('open', () => resolve({ status: 101, headers: {}, socket }));
    socket.on('unexpected-response', (_request, response) => {
      resolve({ status: response.statusCode ?? 0, headers: response.headers, socket });
      response.destroy();
    });
    socket.on('error', () => {});
  });
}

/** A certificate as an institution would bring it: self-signed here, which is as good for reading files. */
export async function aCertificate({
  name = 'desk.example.go.kr',
  from = new Date(Date.now() - 86_400_000),
  until = new Date(Date.now() + 86_400_000 * 90),
  nameless = false,
}: {
  name?: string;
  from?: Date;
  until?: Date;
  nameless?: boolean;
} = {}): Promise<{ cert: string; key: string }> {
  const { cert, private: key } = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: from,
    notAfterDate: until,
    extensions: [
      { name: 'basicConstraints', cA: false },
      ...(nameless
        ? []
        : [{ name: 'subjectAltName' as const, altNames: [{ type: 2 as const, value: name }] }]),
    ],
  });
  return { cert, key };
}
