import { expect, test } from 'vitest';
import { keychainCipher } from '#main/keychain.ts';

/** The keychain of an operating system, as Electron offers it. */
const systemWith = (backend: 'gnome_libsecret' | 'basic_text', available = true) => ({
  isEncryptionAvailable: () => available,
  getSelectedStorageBackend: () => backend,
  encryptString: (text: string) => Buffer.from([...Buffer.from(text)].map((byte) => byte ^ 0x5a)),
  decryptString(bytes: Buffer) {
    if (bytes.length === 0) throw new Error('not its own');
    return Buffer.from([...bytes].map((byte) => byte ^ 0x5a)).toString();
  },
});

test('a system with a keychain locks; what is not its own is nothing', () => {
  const cipher = keychainCipher(systemWith('gnome_libsecret'), 'linux');
  expect(cipher.place).toBe('keychain');
  expect(cipher.lock('비밀')).not.toContain('비밀');
  expect(cipher.unlock(cipher.lock('비밀'))).toBe('비밀');
  expect(cipher.unlock('')).toBeNull();
});

test('a password every copy of Electron has is no keychain', () => {
  expect(keychainCipher(systemWith('basic_text'), 'linux').place).toBe('file');
  expect(keychainCipher(systemWith('gnome_libsecret', false), 'darwin').place).toBe('file');
  expect(keychainCipher(systemWith('basic_text'), 'win32').place).toBe('keychain');
});
