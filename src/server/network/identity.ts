import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { join } from 'node:path';
import {
  authorityIn,
  belongTogether,
  fingerprintOf,
  hostCertificate,
  namesIn,
  type Pair,
} from './authority.ts';
import type { MachineNames } from './machine-names.ts';
import { NetworkProblem } from './network-problem.ts';
import { readIfThere } from './private-files.ts';

/** Who this host is on the network. */
export interface Identity {
  kind: 'authority' | 'own';
  /** As served: the certificate, then what vouches for it. */
  cert: string;
  key: string;
  notAfter: Date;
  /** The names and addresses of the certificate; a name may begin with `*.`. */
  names: readonly string[];
  /** The certificate people are asked to trust; null for an own certificate, which is trusted already. */
  authority: string | null;
  fingerprint: string | null;
  /** Whether a name or address from a Host header is one of this certificate's. */
  isOwnName(name: string): boolean;
}

export interface IdentityOptions {
  /** `DATA/network`. */
  folder: string;
  /** A pair given on the command line; otherwise `own-cert.pem` and `own-key.pem` of the folder, if they are there. */
  given?: { cert: string; key: string };
  machine: MachineNames;
  /** The branch, for the name of the authority. */
  branch: () => Promise<string>;
  now: Date;
}

/** Reads or makes what the listener shows of itself. Throws NetworkProblem for an own certificate that cannot be used. */
export async function identityIn(options: IdentityOptions): Promise<Identity> {
  const { folder, given, machine, branch, now } = options;
  const own = ownPair(given ?? { cert: join(folder, 'own-cert.pem'), key: join(folder, 'own-key.pem') }, {
    asked: given !== undefined,
    now,
  });
  if (own !== null) return described('own', own, null);
  const authority = await authorityIn(folder, branch, now);
  const { cert, key } = await hostCertificate(folder, authority, machine, now);
  // The authority is sent along: who has not trusted it yet can read its fingerprint from the connection.
  return described('authority', { cert: `${cert.trim()}\n${authority.cert}`, key }, authority.cert);
}

function described(kind: Identity['kind'], { cert, key }: Pair, authority: string | null): Identity {
  const leaf = new X509Certificate(cert);
  return {
    kind,
    cert,
    key,
    notAfter: new Date(leaf.validTo),
    names: namesIn(leaf),
    authority,
    fingerprint: authority === null ? null : fingerprintOf(authority),
    isOwnName: (name) =>
      (isIP(name) === 0
        ? leaf.checkHost(name, { subject: 'never', partialWildcards: false })
        : leaf.checkIP(name)) !== undefined,
  };
}

/** An own certificate with its key, checked; null when there is none. */
function ownPair(files: Pair, { asked, now }: { asked: boolean; now: Date }): Pair | null {
  const [cert, key] = [read(files.cert), read(files.key)];
  if (cert === null && key === null && !asked) return null;
  if (cert === null) throw new NetworkProblem('OWN_CERT_HALF', files.cert);
  if (key === null) throw new NetworkProblem('OWN_CERT_HALF', files.key);
  const leaf = certificate(cert, files.cert);
  if (!/-----BEGIN (EC |RSA )?PRIVATE KEY-----/.test(key))
    throw new NetworkProblem('OWN_CERT_UNREADABLE', files.key);
  if (!belongTogether({ cert, key })) throw new NetworkProblem('OWN_CERT_MISMATCH', files.key);
  if (Date.parse(leaf.validTo) <= now.getTime()) throw new NetworkProblem('OWN_CERT_EXPIRED', files.cert);
  if (Date.parse(leaf.validFrom) > now.getTime()) throw new NetworkProblem('OWN_CERT_NOT_YET', files.cert);
  if (namesIn(leaf).length === 0) throw new NetworkProblem('OWN_CERT_NAMELESS', files.cert);
  return { cert, key };
}

function read(file: string): string | null {
  try {
    return readIfThere(file);
  } catch (error) {
    throw new NetworkProblem('OWN_CERT_UNREADABLE', file, error);
  }
}

function certificate(text: string, file: string): X509Certificate {
  try {
    return new X509Certificate(text);
  } catch (error) {
    throw new NetworkProblem('OWN_CERT_UNREADABLE', file, error);
  }
}
