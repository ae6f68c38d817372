import { z } from 'zod';
import { id, instant, version } from './fields.ts';
import { fresh, managing, procedure, receipt } from './rules.ts';

/** Why the branch host is not on the network although it should be. */
export const networkProblems = [
  'PORT_TAKEN',
  'PORT_FORBIDDEN',
  'OWN_CERT_HALF',
  'OWN_CERT_UNREADABLE',
  'OWN_CERT_MISMATCH',
  'OWN_CERT_EXPIRED',
  'OWN_CERT_NOT_YET',
  'OWN_CERT_NAMELESS',
  'NETWORK_FAILED',
] as const;
export type NetworkProblemCode = (typeof networkProblems)[number];

/** How the branch host stands on the network now. */
export const networkState = z.object({
  on: z.boolean(),
  /** What employees type, names first: `https://desk.local:4871/`. Empty while it is off. */
  addresses: z.array(z.string()),
  /** Of HTTPS; the one it will have while it is off. */
  port: z.number().int(),
  /** The page that explains how to trust the authority, over plain HTTP; null while it is off or where nothing needs doing. */
  trustAddress: z.string().nullable(),
  /** `authority`: made by Maji's own; `own`: brought by the institution. Null while it has not been read. */
  certificate: z.object({ kind: z.enum(['authority', 'own']), notAfter: instant }).nullable(),
  /** SHA-256 of the authority, as pairs of hex digits with colons; null for an own certificate. */
  fingerprint: z.string().nullable(),
  /** Where the institution puts its own certificate and key; told at this machine itself, null over the network. */
  ownFiles: z.object({ cert: z.string(), key: z.string() }).nullable(),
  /** Why it is not open, or why a newer certificate is not in use. */
  problem: z.object({ code: z.enum(networkProblems), what: z.string() }).nullable(),
});
export type NetworkState = z.infer<typeof networkState>;

const networkStatus = z.object({
  /** Of the wish to be on the network, which is kept over a restart. */
  version,
  wanted: z.boolean(),
  /** Null where this door cannot open one. */
  state: networkState.nullable(),
});
export type NetworkStatus = z.infer<typeof networkStatus>;

const change = z.object({ ...fresh, branchId: id, expectedVersion: version });

/** The branch host on the network: an administrator turns it on and off. */
export const network = {
  status: procedure({ who: managing, action: 'network.status' })
    .input(z.object({ branchId: id }))
    .output(networkStatus),
  /** Opens it now and after every start (NETWORK_NOT_HERE, PORT_TAKEN, PORT_FORBIDDEN, OWN_CERT_…, NETWORK_FAILED). */
  turnOn: procedure({ who: ['admin'], action: 'network.turnOn' })
    .input(change)
    .output(receipt),
  /** Closes it, with every window that came over it. */
  turnOff: procedure({ who: ['admin'], action: 'network.turnOff' })
    .input(change)
    .output(receipt),
};
