import { X509Certificate } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type IdentityOptions, identityIn } from '#server/network/identity.ts';
import { machineNames } from '#server/network/machine-names.ts';
import { NetworkProblem } from '#server/network/network-problem.ts';
import { networkProblemText } from '#server/network/network-problem-text.ts';
import { aCertificate, aMachine } from '#tests/support/network.ts';

const DAY = 86_400_000;
const now = new Date('2026-11-20T05:00:00.000Z');
let folder: string;

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'maji-identity-')), 'network');
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

const identity = (part: Partial<IdentityOptions> = {}) =>
  identityIn({ folder, machine: aMachine(), branch: async () => '중부지점', now, ...part });
const leafOf = ({ cert }: { cert: string }) => new X509Certificate(cert);

describe('the authority of a data folder', () => {
  it('is made once, for ten years, named after the branch, and signs machines only', async () => {
    const first = await identity();
    const authority = new X509Certificate(first.authority ?? '');
    expect(authority.subject).toMatch(/^CN=Maji 중부지점 authority [0-9A-F]{4}$/);
    expect(authority.ca).toBe(true);
    expect(authority.verify(authority.publicKey)).toBe(true);
    expect(authority.publicKey.asymmetricKeyDetails).toMatchObject({ namedCurve: 'prime256v1' });
    expect(Date.parse(authority.validTo) - now.getTime()).toBeGreaterThan(3650 * DAY);
    const again = await identity({
      now: new Date(now.getTime() + 300 * DAY),
      machine: aMachine({ names: ['x'] }),
    });
    expect(again.authority).toBe(first.authority);
    expect(again.fingerprint).toBe(first.fingerprint);
    expect(first.fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
  });

  it('keeps its files to the user that runs Maji', async () => {
    await identity();
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    const files = readdirSync(folder);
    expect(files.sort()).toEqual([
      'authority-cert.pem',
      'authority-key.pem',
      'host-cert.pem',
      'host-key.pem',
    ]);
    for (const file of files) expect(statSync(join(folder, file)).mode & 0o777, file).toBe(0o600);
  });

  it('is not made anew in silence where half of it is missing or damaged', async () => {
    await identity();
    const key = join(folder, 'authority-key.pem');
    const kept = readFileSync(key, 'utf8');
    writeFileSync(key, (await aCertificate()).key);
    await expect(identity()).rejects.toThrow('do not belong together');
    rmSync(key);
    await expect(identity()).rejects.toThrow('half of the authority');
    writeFileSync(key, kept);
    await expect(identity()).resolves.toMatchObject({ kind: 'authority' });
  });

  it('is made anew where only its key was written before the machine stopped', async () => {
    const before = await identity();
    rmSync(join(folder, 'authority-cert.pem'));
    const made = await identity();
    expect(made.kind).toBe('authority');
    expect(made.fingerprint).not.toBe(before.fingerprint);
    expect(leafOf(made).verify(new X509Certificate(made.authority ?? '').publicKey)).toBe(true);
    expect((await identity()).fingerprint).toBe(made.fingerprint);
  });

  it('has no sign of a distinguished name in its own, whatever the branch is called', async () => {
    const { authority } = await identity({ branch: async () => 'A, O=Evil+CN="x"; #1\\<b>' });
    expect(new X509Certificate(authority ?? '').subject).toMatch(/^CN=Maji A O Evil CN x 1 b authority/);
  });
});

describe('the certificate of this machine', () => {
  it('is for its names, its addresses and itself, for at most 397 days, vouched for by the authority', async () => {
    const made = await identity();
    const leaf = leafOf(made);
    expect(leaf.verify(new X509Certificate(made.authority ?? '').publicKey)).toBe(true);
    expect(leaf.ca).toBe(false);
    expect(leaf.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
    expect(made.names).toEqual([
      'desk',
      'desk.local',
      'localhost',
      '192.0.2.77',
      'fd00::77',
      '127.0.0.1',
      '::1',
    ]);
    expect(Date.parse(leaf.validTo) - Date.parse(leaf.validFrom)).toBeLessThanOrEqual(397 * DAY);
    for (const name of made.names) expect(made.isOwnName(name), name).toBe(true);
    for (const name of [
      'evil.example',
      'desk.local.evil.example',
      'esk.local',
      '192.0.2.78',
      '',
      '127.0.0.2',
      'fd00::78',
    ])
      expect(made.isOwnName(name), name).toBe(false);
    // Both are sent, so that somebody who joins can see whom he would trust.
    expect(made.cert.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
  });

  it('stays while it fits, and is renewed with less than 30 days left', async () => {
    const first = await identity();
    const days = (count: number) => identity({ now: new Date(now.getTime() + count * DAY) });
    expect((await days(365)).cert).toBe(first.cert);
    const renewed = await days(367);
    expect(renewed.cert).not.toBe(first.cert);
    expect(renewed.notAfter.getTime()).toBeGreaterThan(first.notAfter.getTime());
  });

  it.each([
    ['another address', { addresses: ['192.0.2.80', 'fd00::77'] }],
    ['an address less', { addresses: ['192.0.2.77'] }],
    ['another name', { names: ['front', 'front.local'] }],
  ])('is made anew for %s', async (_what, part) => {
    const first = await identity();
    const machine = aMachine(part);
    const next = await identity({ machine });
    expect(next.cert).not.toBe(first.cert);
    for (const name of [...machine.names, ...machine.addresses]) expect(next.isOwnName(name)).toBe(true);
    expect((await identity({ machine })).cert).toBe(next.cert);
  });

  it('is made anew where the clock was wrong when it was made, and where its file was damaged', async () => {
    const future = await identity({ now: new Date(now.getTime() + 300 * DAY) });
    expect((await identity()).cert).not.toBe(future.cert);
    writeFileSync(join(folder, 'host-cert.pem'), 'not a certificate');
    expect(leafOf(await identity()).checkHost('desk.local')).toBe('desk.local');
  });
});

describe('an own certificate', () => {
  const put = (pair: { cert?: string; key?: string }) => {
    if (pair.cert !== undefined) writeFileSync(join(folder, 'own-cert.pem'), pair.cert);
    if (pair.key !== undefined) writeFileSync(join(folder, 'own-key.pem'), pair.key);
  };
  beforeEach(async () => {
    await identity();
  });
  const problem = async (part: Partial<IdentityOptions> = {}) => {
    const error = await identity(part).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    if (!(error instanceof NetworkProblem)) throw new Error(`not refused: ${error}`);
    const { ko, en } = networkProblemText(error);
    expect(ko).toMatch(/네트워크에 열지 않았습니다/);
    expect(en).toMatch(/[Nn]othing was opened to the network/);
    expect(ko + en).toContain(folder);
    return error.code;
  };
  const around = { from: new Date(now.getTime() - DAY), until: new Date(now.getTime() + 90 * DAY) };

  it('is used instead where it is there, for the names it has and no others', async () => {
    put(await aCertificate(around));
    const own = await identity();
    expect(own).toMatchObject({
      kind: 'own',
      authority: null,
      fingerprint: null,
      names: ['desk.example.go.kr'],
    });
    expect(own.isOwnName('desk.example.go.kr')).toBe(true);
    expect(own.isOwnName('desk.local')).toBe(false);
    expect(own.isOwnName('192.0.2.77')).toBe(false);
  });

  it('may be one for a whole domain', async () => {
    put(await aCertificate({ ...around, name: '*.example.go.kr' }));
    const own = await identity();
    expect(own.isOwnName('desk.example.go.kr')).toBe(true);
    expect(own.isOwnName('a.b.example.go.kr')).toBe(false);
    expect(own.isOwnName('example.go.kr')).toBe(false);
  });

  it('is refused with the reason where it does not fit', async () => {
    const { cert, key } = await aCertificate(around);
    put({ cert });
    expect(await problem()).toBe('OWN_CERT_HALF');
    put({ key: (await aCertificate(around)).key });
    expect(await problem()).toBe('OWN_CERT_MISMATCH');
    put({ key: 'no key' });
    expect(await problem()).toBe('OWN_CERT_UNREADABLE');
    put({ key, cert: 'no certificate' });
    expect(await problem()).toBe('OWN_CERT_UNREADABLE');
    put(await aCertificate({ ...around, nameless: true }));
    expect(await problem()).toBe('OWN_CERT_NAMELESS');
    put(await aCertificate(around));
    expect(await problem({ now: new Date(now.getTime() + 91 * DAY) })).toBe('OWN_CERT_EXPIRED');
    expect(await problem({ now: new Date(now.getTime() - 2 * DAY) })).toBe('OWN_CERT_NOT_YET');
  });

  it('that was asked for by name must be there', async () => {
    const given = { cert: join(folder, 'my.pem'), key: join(folder, 'my-key.pem') };
    expect(await problem({ given })).toBe('OWN_CERT_HALF');
    const pair = await aCertificate(around);
    writeFileSync(given.cert, pair.cert);
    writeFileSync(given.key, pair.key);
    expect(await identity({ given })).toMatchObject({ kind: 'own' });
    chmodSync(given.key, 0o000);
    // The rights of a file do not bind the super-user.
    if (process.getuid?.() !== 0) expect(await problem({ given })).toBe('OWN_CERT_UNREADABLE');
  });
});

describe('the names of this machine', () => {
  it('can be typed, and are neither the loopback nor link-local', () => {
    const { names, addresses } = machineNames();
    expect(names.some((name) => name.endsWith('.local'))).toBe(true);
    expect(names).not.toContain('localhost');
    for (const address of addresses) expect(address).not.toMatch(/^(127\.|::1$|fe80)/);
  });
});
