import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { newToken } from '#core/accounts/seats.ts';
import { CallSocket } from '#server/call-socket.ts';
import { BranchNetwork } from '#server/network/branch-network.ts';
import { productIn } from '#server/product.ts';
import { anOffice, type Person, requestId } from '#tests/builders/office.ts';
import { productFolder, seatCookie, type Trouble } from '#tests/support/host.ts';
import { aCertificate, aMachine, askTls, authorityOf, upgradeTls } from '#tests/support/network.ts';
import { eachEngine, type OpenEngine } from '#tests/support/postgres.ts';
import { admit } from '#tests/support/seats.ts';

const people: Person[] = [
  { name: '이지훈', title: '주임', department: '보증팀', role: 'reception' },
  { name: '한도윤', title: '지점장', department: '지점장실', role: 'manager' },
  { name: '윤가람', title: '전산', department: '관리팀', role: 'admin' },
];

/** A front desk with a real way to the network, as a host opens it. */
async function aNetworkedOffice(open: OpenEngine, port = 0) {
  const dataFolder = mkdtempSync(join(tmpdir(), 'maji-door-'));
  const troubles: Trouble[] = [];
  const log = (trouble: Trouble) => troubles.push(trouble);
  const { rendererFolder, publicFolder } = productIn(productFolder);
  let machine = aMachine();
  const door = new BranchNetwork({
    ...{ dataFolder, rendererFolder, publicFolder, port, log },
    machine: () => machine,
  });
  const office = await anOffice(await open(), { people, network: door });
  const sockets = new CallSocket(office.frontDesk, log);
  door.attach({ desk: office.frontDesk, sockets, branch: async () => '중부지점' });
  onTestFinished(async () => {
    await door.close();
    await sockets.close();
    await office.close();
    rmSync(dataFolder, { recursive: true });
  });
  const { branchId } = office;
  const admin = office.as('윤가람').network;
  const status = () => admin.status({ branchId });
  const change = async (what: 'turnOn' | 'turnOff') =>
    admin[what]({ requestId: requestId(), branchId, expectedVersion: (await status()).version });
  return {
    ...{ office, branchId, door, dataFolder, troubles, admin, status, change },
    ca: () => authorityOf(dataFolder),
    moveTo: (next: typeof machine) => {
      machine = next;
    },
  };
}

const refused = (reason: string) => ({ code: 'REFUSED', data: { reason } });

eachEngine((_name, open) => {
  test('is off until an administrator turns it on; then it answers, says how to reach it, and is logged', async () => {
    const { status, change, ca, office, branchId } = await aNetworkedOffice(open);
    expect(await status()).toMatchObject({
      ...{ version: 1, wanted: false },
      state: { on: false, addresses: [], trustAddress: null, certificate: null, problem: null },
    });
    const receipt = await change('turnOn');
    expect(receipt).toMatchObject({ id: branchId, version: 2 });
    const { wanted, version, state } = await status();
    expect({ wanted, version, on: state?.on }).toEqual({ wanted: true, version: 2, on: true });
    expect(state?.certificate?.kind).toBe('authority');
    const port = state?.port ?? 0;
    expect(state?.addresses).toEqual([
      `https://desk:${port}/`,
      `https://desk.local:${port}/`,
      `https://192.0.2.77:${port}/`,
      `https://[fd00::77]:${port}/`,
    ]);
    expect(state?.trustAddress).toMatch(/^http:\/\/192\.0\.2\.77:\d+\/$/);
    expect((await askTls(port, ca(), 'GET', '/trust')).status).toBe(200);
    await change('turnOff');
    const [off, on] = await office.as('윤가람').system.recentActivity({ branchId });
    expect([on?.action, off?.action]).toEqual(['network.turnOn', 'network.turnOff']);
    expect(on?.actor).toBe('윤가람');
  });

  test('a manager may look, only an administrator may change, and others may not even look', async () => {
    const { office, branchId, door } = await aNetworkedOffice(open);
    const input = { requestId: requestId(), branchId, expectedVersion: 1 };
    expect(await office.as('한도윤').network.status({ branchId })).toMatchObject({ wanted: false });
    for (const who of ['한도윤', '이지훈', null]) {
      const { network } = office.as(who);
      const code = who === null ? 'UNKNOWN_ACTOR' : 'FORBIDDEN';
      await expect(network.turnOn(input)).rejects.toMatchObject({ code });
      await expect(network.turnOff(input)).rejects.toMatchObject({ code });
      if (who !== '한도윤') await expect(network.status({ branchId })).rejects.toMatchObject({ code });
    }
    expect(door.state().on).toBe(false);
  });

  test('a repeat is answered with the first receipt, a stale wish is refused and leaves all as it is', async () => {
    const { admin, branchId, change, door, status } = await aNetworkedOffice(open);
    const input = { requestId: requestId(), branchId, expectedVersion: 1 };
    const first = await admin.turnOn(input);
    expect(await admin.turnOn(input)).toEqual(first);
    const off = { requestId: requestId(), branchId, expectedVersion: (await status()).version };
    const second = await admin.turnOff(off);
    expect(door.state().on).toBe(false);
    // One that was lost on its way and comes late changes nothing any more, either way.
    expect(await admin.turnOn(input)).toEqual(first);
    expect(door.state().on).toBe(false);
    await change('turnOn');
    expect(await admin.turnOff(off)).toEqual(second);
    expect(door.state().on).toBe(true);
    await change('turnOff');
    await expect(admin.turnOn({ ...input, requestId: requestId() })).rejects.toMatchObject({
      code: 'CONFLICT',
      data: { entity: 'network', version: 5, state: 'off', changedBy: '윤가람' },
    });
    expect(door.state().on).toBe(false);
  });

  test('turned off, it answers nobody any more and closes the sockets it had', async () => {
    const { change, door, ca } = await aNetworkedOffice(open);
    await change('turnOn');
    const { port } = door.state();
    const { status, socket } = await upgradeTls(port, ca());
    expect(status).toBe(101);
    const closed = new Promise<number>((resolve) => socket.once('close', resolve));
    await change('turnOff');
    expect(await closed).toBe(1001);
    await expect(askTls(port, ca(), 'GET', '/trust')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    // And on again, at the same authority: nobody has to trust it twice.
    const before = ca();
    await change('turnOn');
    expect((await askTls(door.state().port, before, 'GET', '/trust')).status).toBe(200);
  });

  test('who asks over the network to turn it off still gets the answer', async () => {
    const { change, door, ca, office, branchId, status } = await aNetworkedOffice(open);
    await change('turnOn');
    const { port } = door.state();
    const token = newToken();
    await admit(office.frontDesk.desk.engine.db, token, office.staff.윤가람 ?? '');
    const { socket } = await upgradeTls(port, ca(), {
      cookie: seatCookie(`https://desk.local:${port}`, token),
    });
    const h = { 'x-maji-actor': office.staff.윤가람 ?? '' };
    const ask = async (i: string, u: string, json: object) => {
      const answer = new Promise<string>((resolve) => socket.once('message', (data) => resolve(`${data}`)));
      socket.send(JSON.stringify({ i, p: { u, h, b: { json } } }));
      return JSON.parse(await answer);
    };
    // Where files lie on this machine is told at this machine only.
    const { state } = await status();
    expect(state?.ownFiles?.cert).toContain('own-cert.pem');
    expect(await ask('1', '/network/status', { branchId })).toMatchObject({
      p: { b: { json: { wanted: true, state: { on: true, port, ownFiles: null } } } },
    });
    const json = { requestId: requestId(), branchId, expectedVersion: (await status()).version };
    expect(await ask('2', '/network/turnOff', json)).toMatchObject({ p: { b: { json: { version: 3 } } } });
    await expect.poll(() => door.state().on).toBe(false);
  });

  test('a port that is taken, and a certificate that does not fit, are refused with the reason', async () => {
    const taken = createServer();
    await new Promise<void>((listening) => taken.listen(0, listening));
    onTestFinished(() => void taken.close());
    const address = taken.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const busy = await aNetworkedOffice(open, port);
    await expect(busy.change('turnOn')).rejects.toMatchObject(refused('PORT_TAKEN'));
    expect(await busy.status()).toMatchObject({
      ...{ wanted: false, version: 1 },
      state: { on: false, problem: { code: 'PORT_TAKEN', what: `${port}` } },
    });
    const own = await aNetworkedOffice(open);
    const files = (await own.status()).state?.ownFiles ?? { cert: '', key: '' };
    await own.change('turnOn');
    await own.change('turnOff');
    writeFileSync(files.cert, (await aCertificate()).cert);
    await expect(own.change('turnOn')).rejects.toMatchObject(refused('OWN_CERT_HALF'));
    writeFileSync(files.key, (await aCertificate()).key);
    await expect(own.change('turnOn')).rejects.toMatchObject(refused('OWN_CERT_MISMATCH'));
    const pair = await aCertificate({ name: 'desk.local' });
    writeFileSync(files.cert, pair.cert);
    writeFileSync(files.key, pair.key);
    await own.change('turnOn');
    const { state } = await own.status();
    expect(state).toMatchObject({
      on: true,
      certificate: { kind: 'own' },
      fingerprint: null,
      trustAddress: null,
    });
    expect(state?.addresses).toEqual([`https://desk.local:${state?.port}/`]);
    const page = await askTls(state?.port ?? 0, pair.cert, 'GET', '/trust');
    expect(page.body).toContain('할 일이 없습니다');
    expect((await askTls(state?.port ?? 0, pair.cert, 'GET', '/maji-authority.crt')).status).toBe(404);
    expect(own.troubles).toEqual([]);
  });

  test('a machine that moved gets another certificate while windows stay; a broken own one changes nothing', async () => {
    const { change, door, ca, moveTo, dataFolder } = await aNetworkedOffice(open);
    await change('turnOn');
    const { port } = door.state();
    const { socket } = await upgradeTls(port, ca());
    const at = (address: string) => askTls(port, ca(), 'GET', '/trust', { host: `${address}:${port}` });
    expect((await at('192.0.2.99')).status).toBe(403);
    moveTo(aMachine({ addresses: ['192.0.2.99'] }));
    await door.refresh();
    expect((await at('192.0.2.99')).status).toBe(200);
    expect((await at('192.0.2.77')).status).toBe(403);
    expect(door.state().addresses).toContain(`https://192.0.2.99:${port}/`);
    expect(socket.readyState).toBe(socket.OPEN);
    socket.close();
    writeFileSync(join(dataFolder, 'network', 'own-cert.pem'), 'not a certificate');
    writeFileSync(join(dataFolder, 'network', 'own-key.pem'), 'not a key');
    await door.refresh();
    expect(door.state()).toMatchObject({ on: true, problem: { code: 'OWN_CERT_UNREADABLE' } });
    expect((await at('192.0.2.99')).status).toBe(200);
  });

  test('where nothing can open it, that is said', async () => {
    const office = await anOffice(await open(), { people });
    onTestFinished(() => office.close());
    const { branchId } = office;
    const admin = office.as('윤가람').network;
    expect(await admin.status({ branchId })).toEqual({ version: 1, wanted: false, state: null });
    const input = { requestId: requestId(), branchId, expectedVersion: 1 };
    await expect(admin.turnOn(input)).rejects.toMatchObject(refused('NETWORK_NOT_HERE'));
    await expect(admin.turnOff(input)).rejects.toMatchObject(refused('NETWORK_NOT_HERE'));
  });
});
