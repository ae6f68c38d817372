import { createPrivateKey, X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import type { generate as make } from 'selfsigned';
import { ITSELF, type MachineNames } from './machine-names.ts';
import { readIfThere, writePrivate } from './private-files.ts';

const DAY = 86_400_000;
/** An authority is trusted by hand on every machine of the branch, so it lasts (days). */
const AUTHORITY_DAYS = 3652;
/** Browsers refuse more than 398 days. */
const HOST_DAYS = 397;
/** A host certificate with less than this left is made anew (days). */
export const RENEW_BEFORE_DAYS = 30;
/** Clocks of other machines may be behind ours. */
const BEHIND = DAY;

/** A certificate and its key, as PEM. */
export interface Pair {
  cert: string;
  key: string;
}

/** Loaded when a certificate is made: once a year, not at every start. */
const generate: typeof make = async (...asked) => (await import('selfsigned')).generate(...asked);

/** SHA-256 of a certificate as pairs of hex digits: what people compare. */
export function fingerprintOf(cert: string): string {
  return new X509Certificate(cert).fingerprint256;
}

/** The files of this data folder's authority and of the certificate it gave this machine. */
const filesIn = (folder: string) => ({
  authority: { cert: join(folder, 'authority-cert.pem'), key: join(folder, 'authority-key.pem') },
  host: { cert: join(folder, 'host-cert.pem'), key: join(folder, 'host-key.pem') },
});

/** Letters, digits and spaces: everything else has a meaning in a distinguished name. */
const plain = (text: string) =>
  text
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .slice(0, 40);

/**
 * The authority of this data folder, made the first time. It can sign certificates of machines and nothing below
 * them. A pair that was damaged is not made anew in silence: everybody's trust would be lost with it, so it throws.
 */
export async function authorityIn(folder: string, branch: () => Promise<string>, now: Date): Promise<Pair> {
  const files = filesIn(folder).authority;
  const [cert, key] = [readIfThere(files.cert), readIfThere(files.key)];
  if (cert !== null && key !== null) {
    if (!belongTogether({ cert, key })) throw new Error(`${files.cert} and its key do not belong together`);
    return { cert, key };
  }
  // A key alone is what a crash between the two writes leaves: nobody has ever trusted it.
  if (cert !== null) throw new Error(`half of the authority is missing in ${folder}`);
  // Two branches of one name on one machine's list of authorities stay apart by the mark.
  const mark = crypto.randomUUID().slice(0, 4).toUpperCase();
  const name = ['Maji', plain(await branch()), 'authority', mark].filter((word) => word !== '').join(' ');
  const made = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date(now.getTime() - BEHIND),
    notAfterDate: new Date(now.getTime() + AUTHORITY_DAYS * DAY),
    extensions: [
      { name: 'basicConstraints', cA: true, pathLenConstraint: 0, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  // The key first: a certificate without one would be taken for half an authority.
  writePrivate(files.key, made.private);
  writePrivate(files.cert, made.cert);
  return { cert: made.cert, key: made.private };
}

/** A certificate for these names from the authority: the one there is while it fits, else a new one. */
export async function hostCertificate(
  folder: string,
  authority: Pair,
  machine: MachineNames,
  now: Date,
): Promise<Pair> {
  const files = filesIn(folder).host;
  const [cert, key] = [readIfThere(files.cert), readIfThere(files.key)];
  if (cert !== null && key !== null && fits({ cert, key }, authority, machine, now)) return { cert, key };
  const names = [...machine.names, ...ITSELF.names];
  const addresses = [...machine.addresses, ...ITSELF.addresses];
  const made = await generate([{ name: 'commonName', value: plain(names[0] ?? '') || 'Maji' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    ca: authority,
    notBeforeDate: new Date(now.getTime() - BEHIND),
    notAfterDate: new Date(now.getTime() + (HOST_DAYS - 1) * DAY),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          ...names.map((value) => ({ type: 2 as const, value })),
          ...addresses.map((ip) => ({ type: 7 as const, ip })),
        ],
      },
    ],
  });
  writePrivate(files.key, made.private);
  writePrivate(files.cert, made.cert);
  return { cert: made.cert, key: made.private };
}

/** Whether a key is the one of a certificate. False for what is neither. */
export function belongTogether({ cert, key }: Pair): boolean {
  try {
    return new X509Certificate(cert).checkPrivateKey(createPrivateKey(key));
  } catch {
    return false;
  }
}

function fits(pair: Pair, authority: Pair, machine: MachineNames, now: Date): boolean {
  if (!belongTogether(pair)) return false;
  const cert = new X509Certificate(pair.cert);
  const issuer = new X509Certificate(authority.cert);
  if (!cert.verify(issuer.publicKey)) return false;
  if (Date.parse(cert.validFrom) > now.getTime()) return false;
  if (Date.parse(cert.validTo) - now.getTime() < RENEW_BEFORE_DAYS * DAY) return false;
  // Exactly these: an address the machine no longer has belongs to somebody else by now.
  const wanted = [...machine.names, ...machine.addresses].filter((name) => !isItself(name));
  const given = namesIn(cert).filter((name) => !isItself(name));
  return wanted.length === given.length && wanted.every((name) => given.includes(name));
}

const isItself = (name: string) => [...ITSELF.names, ...ITSELF.addresses].some((own) => own === name);

/** The names and addresses a certificate is for, addresses as they are typed. */
export function namesIn(cert: X509Certificate): string[] {
  return (cert.subjectAltName ?? '').split(', ').flatMap((entry) => {
    if (entry.startsWith('DNS:')) return [entry.slice('DNS:'.length).toLowerCase()];
    if (!entry.startsWith('IP Address:')) return [];
    const address = entry.slice('IP Address:'.length);
    // `FD00:0:0:0:0:0:0:2` becomes `fd00::2`, as everybody else writes it.
    return [address.includes(':') ? new URL(`http://[${address}]`).hostname.slice(1, -1) : address];
  });
}
