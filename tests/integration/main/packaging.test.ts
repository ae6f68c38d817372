import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { productFolder } from '#tests/support/host.ts';

const require = createRequire(import.meta.url);
const config = () =>
  parse(readFileSync(join(productFolder, 'electron-builder.yml'), 'utf8')) as Record<string, unknown>;

/** Marks the place of the fuses in an Electron binary; a version and a length follow, then one digit a fuse. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const fuses = [
  'runAsNode',
  'cookieEncryption',
  'nodeOptions',
  'nodeCliInspect',
  'asarIntegrity',
  'onlyLoadAppFromAsar',
  'browserSnapshot',
  'fileProtocolPrivileges',
] as const;

interface AsarFolder {
  files: Record<string, AsarFolder | { size: number; unpacked?: true }>;
}

/** Every file of an archive by its path; true when it lies beside it. */
function filesOf(folder: AsarFolder, path = ''): Map<string, boolean> {
  const found = new Map<string, boolean>();
  for (const [name, entry] of Object.entries(folder.files)) {
    if ('files' in entry) for (const [below, out] of filesOf(entry, `${path}${name}/`)) found.set(below, out);
    else found.set(path + name, entry.unpacked === true);
  }
  return found;
}

describe('electron-builder.yml', () => {
  it('is valid for the builder itself', async () => {
    const { validateConfiguration } = require('app-builder-lib/out/util/config/config');
    const { DebugLogger } = require('builder-util');
    await expect(validateConfiguration(config(), new DebugLogger(false))).resolves.toBeUndefined();
    await expect(validateConfiguration({ ...config(), asarr: true }, new DebugLogger(false))).rejects.toThrow(
      /asarr/,
    );
  });

  it('sets every fuse the reliability promises name', () => {
    expect(config().electronFuses).toEqual({
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      onlyLoadAppFromAsar: true,
      enableEmbeddedAsarIntegrityValidation: true,
      enableCookieEncryption: true,
      grantFileProtocolExtraPrivileges: false,
    });
  });
});

describe.runIf(process.platform === 'linux')('an unpacked build over a stand-in for Electron', () => {
  let folder: string;
  let unpacked: string;
  let archive: Map<string, boolean>;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'maji-package-'));
    const standIn = join(folder, 'electron');
    mkdirSync(join(standIn, 'resources'), { recursive: true });
    const { version } = require('electron/package.json') as { version: string };
    writeFileSync(join(standIn, 'version'), version);
    writeFileSync(join(standIn, 'LICENSE'), '');
    const wire = Buffer.from([1, fuses.length, ...fuses.map(() => '1'.charCodeAt(0))]);
    writeFileSync(join(standIn, 'electron'), Buffer.concat([Buffer.from(SENTINEL), wire]), { mode: 0o755 });
    const cli = join(productFolder, 'node_modules', 'electron-builder', 'cli.js');
    const args = [
      '--dir',
      '--linux',
      '--x64',
      `-c.electronDist=${standIn}`,
      `-c.directories.output=${join(folder, 'out')}`,
    ];
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
      cwd: productFolder,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`${stdout}${stderr}`);
    unpacked = join(folder, 'out', 'linux-unpacked');
    const asar = readFileSync(join(unpacked, 'resources', 'app.asar'));
    const header = asar.subarray(16, 16 + asar.readUInt32LE(12)).toString();
    archive = filesOf(JSON.parse(header) as AsarFolder);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('holds the shell, the preload, the interface and the standard', () => {
    for (const file of [
      'package.json',
      'dist/main/index.js',
      'dist/preload/index.cjs',
      'dist/renderer/index.html',
      'assets/standards/daejeon.ko.yaml',
      'assets/public/page.css',
      'assets/public/trust.css',
      'assets/icons/maji.png',
    ]) {
      expect(archive.has(file), file).toBe(true);
    }
    expect([...archive.keys()].some((file) => /^dist\/renderer\/assets\/.+\.js$/.test(file))).toBe(true);
    expect([...archive.keys()].some((file) => /^dist\/renderer\/assets\/.+\.woff2$/.test(file))).toBe(true);
  });

  it('holds nothing else: no source, no test, no script, no module but what is native', () => {
    const strange = [...archive.keys()].filter(
      (file) =>
        !/^(package\.json|dist\/(main|preload|renderer)\/|assets\/(public|standards|icons)\/)/.test(file) &&
        !/^node_modules\/better-sqlite3\/(package\.json|lib\/|prebuilds\/)/.test(file) &&
        !/^node_modules\/@node-rs\/argon2(-[\w-]+)?\/[\w.-]+$/.test(file),
    );
    expect(strange).toEqual([]);
    expect([...archive.keys()].filter((file) => file.endsWith('.map') || /(?<!\.d)\.ts$/.test(file))).toEqual(
      [],
    );
  });

  it('holds the native code for this platform alone, outside the archive, byte for byte', () => {
    const native = [...archive].filter(([file]) => file.endsWith('.node')).sort();
    expect(native).toEqual([
      ['node_modules/@node-rs/argon2-linux-x64-gnu/argon2.linux-x64-gnu.node', true],
      ['node_modules/better-sqlite3/prebuilds/linux-x64.node', true],
    ]);
    const hash = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');
    for (const [file] of native) {
      const beside = join(unpacked, 'resources', 'app.asar.unpacked', file);
      expect(existsSync(beside), file).toBe(true);
      expect(hash(beside)).toBe(hash(join(productFolder, file)));
    }
  });

  it('says which modules the shell loads, and they are all there', () => {
    const main = readFileSync(join(productFolder, 'dist', 'main', 'index.js'), 'utf8');
    const outside = [...main.matchAll(/^import .*?from ?["']([^."'][^"']*)["'];?$/gm)].map(
      (match) => match[1] ?? '',
    );
    const needed = [...new Set(outside)].filter((name) => !name.startsWith('node:') && name !== 'electron');
    expect(needed.sort()).toEqual(['@node-rs/argon2', 'better-sqlite3']);
  });

  it('has the fuses set in the binary itself', () => {
    const [binary] = readdirSync(unpacked).filter((name) => name === 'maji');
    const bytes = readFileSync(join(unpacked, binary ?? 'maji'));
    const at = bytes.indexOf(SENTINEL) + SENTINEL.length + 2;
    const set = Object.fromEntries(fuses.map((fuse, n) => [fuse, String.fromCharCode(bytes[at + n] ?? 0)]));
    expect(set).toMatchObject({
      runAsNode: '0',
      nodeOptions: '0',
      nodeCliInspect: '0',
      fileProtocolPrivileges: '0',
      cookieEncryption: '1',
      asarIntegrity: '1',
      onlyLoadAppFromAsar: '1',
    });
  });
});
