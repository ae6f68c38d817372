import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { aHost, aWindow, peopleOf } from '#tests/support/host.ts';
import { aCertificate, aMachine, askTls, authorityOf } from '#tests/support/network.ts';

const day = { open: '00:00', close: '23:59', lunch: null };

/** A free port, so that a host finds its own again after a restart. */
async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((listening) => probe.listen(0, listening));
  const address = probe.address();
  await new Promise((closed) => probe.close(closed));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

/** A host where an administrator has turned the network on. */
async function onTheNetwork() {
  const port = await freePort();
  const host = await aHost({ lan: { port, trustPort: 0, machine: () => aMachine() } });
  onTestFinished(() => host.close());
  const window = aWindow(host.origin);
  onTestFinished(() => window.close());
  const person = { title: '전산', department: '관리팀', seat: 'A1' };
  const { id: branchId } = await window.client.setup.create({
    requestId: crypto.randomUUID(),
    institution: '한밭신용보증재단',
    branch: '중부지점',
    counters: ['1번 창구'],
    officeHours: [day, day, day, day, day, day, day],
    duties: [],
    staff: [{ ...person, name: '윤가람', role: 'admin' }],
  });
  const { 윤가람: admin = '' } = await peopleOf(host);
  window.session.set({ branchId, actorId: admin });
  await window.seated();
  const status = () => window.client.network.status({ branchId });
  const change = async (what: 'turnOn' | 'turnOff') =>
    window.client.network[what]({
      requestId: crypto.randomUUID(),
      branchId,
      expectedVersion: (await status()).version,
    });
  /** Stops and starts the host; the window comes back by itself. */
  const restart = async (whileAway?: () => Promise<void>) => {
    await host.restart(whileAway);
    expect(await window.connection.whenOpen({ within: 5000 })).toBe(true);
  };
  return { host, port, status, change, restart };
}

test('turned on in the settings it is on again after a restart, with the same authority; turned off it stays off', async () => {
  const { host, port, change, status, restart } = await onTheNetwork();
  await change('turnOn');
  const ca = authorityOf(host.folder);
  expect((await askTls(port, ca, 'GET', '/trust')).status).toBe(200);
  await restart();
  expect((await askTls(port, ca, 'GET', '/trust')).status).toBe(200);
  expect(await status()).toMatchObject({ wanted: true, state: { on: true } });
  await change('turnOff');
  await restart();
  expect(await status()).toMatchObject({ wanted: false, state: { on: false } });
  await expect(askTls(port, ca, 'GET', '/trust')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  expect(host.troubles).toEqual([]);
});

test('what keeps it closed at a start keeps nobody from working at the machine, and is said', async () => {
  const { host, change, status, restart } = await onTheNetwork();
  await change('turnOn');
  await restart(async () => {
    mkdirSync(join(host.folder, 'network'), { recursive: true });
    const { cert } = await aCertificate({ until: new Date(Date.now() - 1000), from: new Date(0) });
    writeFileSync(join(host.folder, 'network', 'own-cert.pem'), cert);
  });
  expect(await status()).toMatchObject({
    wanted: true,
    state: { on: false, problem: { code: 'OWN_CERT_HALF' } },
  });
  expect(host.troubles).toHaveLength(1);
  expect(host.troubles[0]?.what).toMatch(/Nothing was opened to the network. Missing: .*own-key\.pem/);
});
