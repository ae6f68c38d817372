import type * as Electron from 'electron';
import { bare, type Cipher } from '#server/messages/secret-files.ts';

type SafeStorage = Pick<
  typeof Electron.safeStorage,
  'isEncryptionAvailable' | 'encryptString' | 'decryptString' | 'getSelectedStorageBackend'
>;

/**
 * The system's keychain (Keychain, DPAPI, libsecret), where there is one that keeps anything secret; else the bare file.
 * Asked once the app is ready: before, none is there.
 */
export function keychainCipher(safeStorage: SafeStorage, platform: NodeJS.Platform): Cipher {
  if (!safeStorage.isEncryptionAvailable()) return bare;
  // Without a keyring Linux uses a password that is in every copy of Electron.
  if (platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') return bare;
  return {
    place: 'keychain',
    file: 'senders.keychain.json',
    lock: (secret) => safeStorage.encryptString(secret).toString('base64'),
    unlock(kept) {
      try {
        return safeStorage.decryptString(Buffer.from(kept, 'base64'));
      } catch {
        return null;
      }
    },
  };
}
