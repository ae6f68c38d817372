import { X509Certificate } from 'node:crypto';
import { request } from 'node:https';
import { isIP } from 'node:net';
import { connect, getCACertificates, type TLSSocket } from 'node:tls';
import { ORPCError } from '@orpc/server';
import { z } from 'zod';
import { isVouchedFor } from './certificate-check.ts';

/** A host that could be joined. */
export interface FoundHost {
  origin: string;
  /** Institution and branch, as the host says them; empty where it does not. */
  branch: string;
  /** Who vouches for it, as PEM; null where the system does. */
  authority: string | null;
  /** SHA-256 of the authority. */
  fingerprint: string | null;
}

/** How long a host may take to answer (milliseconds). */
const PATIENCE = 8000;
/** Longest answer that is read (characters). */
const MOST = 64 * 1024;

export const refused = (reason: string) =>
  new ORPCError('REFUSED', { status: 422, message: reason, data: { reason, field: 'url' } });

/** What the answer of `system.status` has to say to be one of ours. */
const status = z.object({
  json: z.object({
    door: z.literal('host'),
    branches: z.array(z.object({ institution: z.string().optional(), name: z.string() })).optional(),
  }),
});

/**
 * Looks who answers at an address, without trusting it: the caller compares the fingerprint with people. Throws
 * REFUSED with HOST_ADDRESS_WRONG, HOST_NOT_REACHED, HOST_NOT_VOUCHED or HOST_NOT_MAJI.
 */
export async function probeHost(address: string, now: Date = new Date()): Promise<FoundHost> {
  const typed = address.trim();
  const url = URL.canParse(typed) ? new URL(typed) : null;
  if (url === null || url.protocol !== 'https:' || url.username !== '' || url.password !== '')
    throw refused('HOST_ADDRESS_WRONG');
  const { authority } = await shakeHands(url, now);
  return {
    origin: url.origin,
    branch: await askBranch(url, authority),
    authority,
    fingerprint: authority === null ? null : new X509Certificate(authority).fingerprint256,
  };
}

const hostOf = ({ hostname, port }: URL) => ({
  host: hostname.replace(/^\[|\]$/g, ''),
  port: port === '' ? 443 : Number(port),
});

/** An address has no server name. */
const serverName = (host: string) => (isIP(host) === 0 ? { servername: host } : {});

/** The authorities of Node and of the system, as far as this runtime can tell. */
const known = () => [...new Set([...getCACertificates('default'), ...getCACertificates('system')])];

async function shakeHands(url: URL, now: Date): Promise<{ authority: string | null }> {
  const { host, port } = hostOf(url);
  const socket = await new Promise<TLSSocket>((resolve, reject) => {
    const opened = connect(
      { host, port, ...serverName(host), ca: known(), rejectUnauthorized: false, timeout: PATIENCE },
      () => resolve(opened),
    );
    opened.once('error', reject);
    opened.once('timeout', () => opened.destroy(new Error('no answer')));
  }).catch(() => {
    throw refused('HOST_NOT_REACHED');
  });
  try {
    if (socket.authorized) return { authority: null };
    const leaf = socket.getPeerX509Certificate();
    const authority = leaf?.issuerCertificate;
    if (leaf === undefined || authority === undefined || !isVouchedFor(leaf, host, authority, now))
      throw refused('HOST_NOT_VOUCHED');
    return { authority: authority.toString() };
  } finally {
    socket.destroy();
  }
}

/** Asks what every window asks first, over a connection only this authority can vouch for. */
function askBranch(url: URL, authority: string | null): Promise<string> {
  const { host, port } = hostOf(url);
  return new Promise((resolve, reject) => {
    const no = (reason: string) => reject(refused(reason));
    const sent = request(
      {
        ...{ host, port, ...serverName(host), ca: authority ?? known(), agent: false, timeout: PATIENCE },
        ...{ method: 'POST', path: '/rpc/system/status' },
        headers: { host: url.host, origin: url.origin, 'content-type': 'application/json' },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (part: string) => {
          text += part;
          if (text.length > MOST) sent.destroy();
        });
        response.on('error', () => no('HOST_NOT_MAJI'));
        response.on('end', () => {
          const answer = response.statusCode === 200 ? status.safeParse(parsed(text)) : undefined;
          if (answer?.success !== true) return no('HOST_NOT_MAJI');
          const [branch] = answer.data.json.branches ?? [];
          resolve([branch?.institution, branch?.name].filter(Boolean).join(' '));
        });
      },
    );
    sent.on('timeout', () => sent.destroy());
    sent.on('error', () => no('HOST_NOT_MAJI'));
    sent.end('{"json":{}}');
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
