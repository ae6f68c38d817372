import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import type { Session } from 'electron';

type VerifyProc = NonNullable<Parameters<Session['setCertificateVerifyProc']>[0]>;
type Request = Pick<Parameters<VerifyProc>[0], 'hostname' | 'certificate'>;

/** Electron's words for its answers. */
const TRUSTED = 0;
const REFUSED = -2;

/** Whether a certificate is for this host, valid now, and signed by this authority itself (which signs no other one). */
export function isVouchedFor(
  leaf: X509Certificate,
  hostname: string,
  authority: X509Certificate,
  now: Date,
): boolean {
  const name = hostname.replace(/^\[|\]$/g, '');
  const isNamed = isIP(name) === 0 ? leaf.checkHost(name, { subject: 'never' }) : leaf.checkIP(name);
  const isNow = (one: X509Certificate) =>
    Date.parse(one.validFrom) <= now.getTime() && now.getTime() < Date.parse(one.validTo);
  return (
    isNamed !== undefined &&
    isNow(leaf) &&
    isNow(authority) &&
    authority.ca &&
    leaf.checkIssued(authority) &&
    leaf.verify(authority.publicKey)
  );
}

/**
 * What the session asks of every connection of a joined window: only the one host, only a certificate the pinned
 * authority signed. What the system trusts besides does not count, so nobody else can step in between.
 */
export function pinnedTo(origin: string, authority: string, now: () => Date = () => new Date()): VerifyProc {
  const pinned = new X509Certificate(authority);
  const { hostname } = new URL(origin);
  return (request: Request, answer) => {
    let isGood = false;
    try {
      const leaf = new X509Certificate(request.certificate.data);
      const asked = request.hostname.replace(/^\[|\]$/g, '');
      isGood = asked === hostname.replace(/^\[|\]$/g, '') && isVouchedFor(leaf, asked, pinned, now());
    } catch {
      // Not a certificate at all.
    }
    answer(isGood ? TRUSTED : REFUSED);
  };
}
