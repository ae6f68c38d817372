import type { SecretKeeper } from '#core/messages/transport.ts';

/** Keeps senders' secrets as long as the test runs. */
export function secretsInMemory(): SecretKeeper {
  const kept = new Map<string, string>();
  return {
    place: 'file',
    read: async (ref) => kept.get(ref) ?? null,
    write: async (ref, secret) => void kept.set(ref, secret),
    remove: async (ref) => void kept.delete(ref),
  };
}
