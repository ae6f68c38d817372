import { hostname, networkInterfaces } from 'node:os';

/** What this machine answers to. */
export interface MachineNames {
  /** Lower-case host names; the `.local` one is how most branches find each other without a name server. */
  names: readonly string[];
  /** Addresses others in the branch can type, IPv4 first. */
  addresses: readonly string[];
}

/** How the machine reaches itself; in every certificate, so that its own browser can use the network address as well. */
export const ITSELF = { names: ['localhost'], addresses: ['127.0.0.1', '::1'] } as const;

const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/;

/** The names and addresses this machine has now. Link-local IPv6 is left out: no browser can type it. */
export function machineNames(): MachineNames {
  const own = hostname().toLowerCase();
  const first = own.split('.')[0] ?? '';
  const names = [own, `${first}.local`].filter((name) => label.test(name) && name !== 'localhost');
  const found = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, address }) => !internal && !/^fe[89ab]/i.test(address))
    .sort((one, other) => one.family.localeCompare(other.family) || one.address.localeCompare(other.address));
  return { names: [...new Set(names)], addresses: [...new Set(found.map(({ address }) => address))] };
}
