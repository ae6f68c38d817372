import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { DocumentPanel } from '#renderer/features/documents/document-panel.tsx';
import { IntakeForm } from '#renderer/features/documents/intake-form.tsx';
import { checkedSoon } from '#tests/builders/checked-soon.ts';
import { aDesk, type Desk, drawAt, patiently, SCENE } from '#tests/component/desk.tsx';
import { fireEvent, screen, waitFor, within } from '#tests/component/render.tsx';
import { productFolder } from '#tests/support/host.ts';

patiently();

const OFFICER = '박서연';

/** A desk whose standard wants papers to be looked through in time, or to hear why not. */
async function aHurriedDesk(): Promise<Desk> {
  const desk = await aDesk();
  const { host, branchId, window, staff } = desk;
  const folder = join(host.folder, 'standards');
  mkdirSync(folder);
  const shipped = readFileSync(join(productFolder, 'assets/standards/daejeon.ko.yaml'), 'utf8');
  writeFileSync(join(folder, 'hurried.yaml'), checkedSoon(shipped));
  window.session.set({ actorId: staff.한도윤 ?? null, branchId });
  await window.seated();
  const requestId = crypto.randomUUID();
  expect((await window.client.settings.reloadStandard({ requestId, branchId })).adopted).toBe(true);
  return desk;
}

const papersOf = async ({ window, branchId, staff }: Desk, receivedAt?: Date) =>
  await window.client.documents.receive({
    requestId: crypto.randomUUID(),
    branchId,
    way: 'fax',
    customerId: null,
    customerName: '김민수',
    business: '',
    phone: '010-1234-2748',
    email: '',
    title: '등기부등본',
    dutyId: null,
    officerId: staff[OFFICER] ?? '',
    items: [],
    note: '',
    checked: false,
    ...(receivedAt === undefined ? {} : { receivedAt }),
  });

const stateOf = async ({ window, branchId }: Desk, id: string) =>
  (await window.client.documents.get({ branchId, id })).promises.map(({ state, lateReason }) => ({
    state,
    lateReason,
  }));

test('a late check asks for its reason beforehand and carries it', async () => {
  const desk = await aHurriedDesk();
  const { id } = await papersOf(desk, new Date(SCENE - 45 * 60_000));
  await drawAt(desk, OFFICER, <DocumentPanel id={id} onClose={() => {}} />);
  fireEvent.change(await screen.findByLabelText(/늦은 까닭/), { target: { value: '회의가 길어짐' } });
  fireEvent.click(screen.getByRole('button', { name: /확인했습니다/ }));
  await waitFor(async () =>
    expect(await stateOf(desk, id)).toContainEqual({ state: 'late', lateReason: '회의가 길어짐' }),
  );
});

test('a check that became late under the form is refused, and the form then asks why', async () => {
  const desk = await aHurriedDesk();
  const { id } = await papersOf(desk);
  await drawAt(desk, OFFICER, <DocumentPanel id={id} onClose={() => {}} />);
  const check = await screen.findByRole('button', { name: /확인했습니다/ });
  expect(screen.queryByLabelText(/늦은 까닭/)).toBeNull();
  desk.pass(31);
  fireEvent.click(check);
  const reason = await screen.findByLabelText(/늦은 까닭/);
  fireEvent.change(reason, { target: { value: '외근' } });
  fireEvent.click(screen.getByRole('button', { name: /확인했습니다/ }));
  await waitFor(async () =>
    expect(await stateOf(desk, id)).toContainEqual({ state: 'late', lateReason: '외근' }),
  );
});

/** Digits into the parts of a date or a time, as they are typed from its first part on. */
async function typeInto(name: RegExp, digits: string): Promise<void> {
  const [first] = within(screen.getByRole('group', { name })).getAllByRole('spinbutton');
  const user = userEvent.setup();
  await user.click(first as HTMLElement);
  await user.keyboard(digits);
}

test('papers written down later: another day carries the time typed before, and a late check says why', async () => {
  const desk = await aHurriedDesk();
  let received = '';
  await drawAt(
    desk,
    OFFICER,
    <IntakeForm
      onReceived={(id) => {
        received = id;
      }}
      onClose={() => {}}
    />,
  );
  fireEvent.change(await screen.findByLabelText(/무슨 서류/), { target: { value: '등기부등본' } });
  fireEvent.click(screen.getByRole('button', { name: /더 일찍/ }));
  await typeInto(/받은 시각/, '1030');
  await typeInto(/받은 날/, '20261119');
  fireEvent.click(screen.getByRole('button', { name: /접수하고 확인까지/ }));
  fireEvent.change(await screen.findByLabelText(/늦은 까닭/), { target: { value: '우편함을 늦게 봄' } });
  fireEvent.click(screen.getByRole('button', { name: /접수하고 확인까지/ }));
  await waitFor(() => expect(received).not.toBe(''));
  const view = await desk.window.client.documents.get({ branchId: desk.branchId, id: received });
  expect(view.receivedAt.toISOString()).toBe('2026-11-19T01:30:00.000Z');
});
