import { X509Certificate } from 'node:crypto';
import { rmSync } from 'node:fs';
import { z } from 'zod';
import { readIfThere, writePrivate } from '#server/network/private-files.ts';

const joinedHost = z.object({
  /** `https://desk.local:4871` */
  origin: z.string().refine(isHttpsOrigin),
  /** The authority that was compared, as PEM; null where the system itself vouches for the host. */
  authority: z.string().refine(isCertificate).nullable(),
});

/** The host this desktop app works at instead of its own store. */
export type JoinedHost = z.infer<typeof joinedHost>;

/** `https:`, a host, and nothing else. */
export function isHttpsOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).protocol === 'https:' && new URL(text).origin === text;
}

function isCertificate(text: string): boolean {
  try {
    return new X509Certificate(text).ca;
  } catch {
    return false;
  }
}

/** The joined host; null when there is none or the file cannot be read: then the own store is opened. */
export function readJoinedHost(file: string): JoinedHost | null {
  try {
    const text = readIfThere(file);
    return text === null ? null : joinedHost.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

export function keepJoinedHost(file: string, joined: JoinedHost): void {
  writePrivate(file, JSON.stringify(joined));
}

export function forgetJoinedHost(file: string): void {
  rmSync(file, { force: true });
}
