import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { VisitPanel } from '#renderer/features/site-visits/visit-panel.tsx';
import { aDesk, type Desk, drawAt, patiently } from '#tests/component/desk.tsx';
import { fireEvent, screen, waitFor, within } from '#tests/component/render.tsx';

patiently();

const OFFICER = '최민호';

async function anAgreedVisit({ window, branchId, staff }: Desk) {
  const actorId = staff[OFFICER] ?? '';
  window.session.set({ actorId, branchId });
  await window.seated();
  const { siteVisits } = window.client;
  const requestId = () => crypto.randomUUID();
  const { id, version } = await siteVisits.make({
    requestId: requestId(),
    branchId,
    documentId: null,
    customerId: null,
    customerName: '김민수',
    business: null,
    phone: '010-1234-2748',
    address: '대전 유성구 테크노1로 11',
    dutyId: null,
    purpose: '현장 확인',
    officerId: actorId,
    companionId: null,
    minutes: 60,
  });
  const at = new Date('2026-11-20T16:00:00+09:00');
  await siteVisits.agree({ requestId: requestId(), id, expectedVersion: version, at, minutes: 60 });
  return id;
}

async function typeInto(name: RegExp, digits: string): Promise<void> {
  const [first] = within(screen.getByRole('group', { name })).getAllByRole('spinbutton');
  const user = userEvent.setup();
  await user.click(first as HTMLElement);
  await user.keyboard(digits);
}

test('another day carries over the times typed before', async () => {
  const desk = await aDesk();
  const id = await anAgreedVisit(desk);
  desk.pass(4 * 24 * 60);
  await drawAt(desk, OFFICER, <VisitPanel id={id} onClose={() => {}} />);
  fireEvent.click(await screen.findByRole('button', { name: /다녀와서 기록/ }));
  await screen.findByRole('group', { name: /다녀온 날/ });
  await typeInto(/^.*도착.* 시각/, '1555');
  await typeInto(/다녀온 날/, '20261123');
  fireEvent.change(screen.getByLabelText(/늦은 사유/), { target: { value: '고객 사정' } });
  fireEvent.click(screen.getByRole('button', { name: /기록 저장/ }));
  await waitFor(async () => {
    const { arrivedAt } = await desk.window.client.siteVisits.get({ branchId: desk.branchId, id });
    expect(arrivedAt?.toISOString()).toBe('2026-11-23T06:55:00.000Z');
  });
});

test('times a phone has kept bring their day, and the times typed before go with it', async () => {
  const desk = await aDesk();
  const id = await anAgreedVisit(desk);
  desk.pass(4 * 24 * 60);
  const { steps } = await desk.window.client.siteVisits.get({ branchId: desk.branchId, id });
  const open = steps.filter(({ doneAt, on }) => doneAt === null && on !== 'agreed');
  const arrival = open.find(({ on }) => on === 'arrival');
  const [later] = open.filter(({ on, whenLate }) => on !== 'arrival' && !whenLate);
  await drawAt(desk, OFFICER, <VisitPanel id={id} onClose={() => {}} />);
  fireEvent.click(await screen.findByRole('button', { name: /다녀와서 기록/ }));
  await screen.findByRole('group', { name: /다녀온 날/ });
  await typeInto(new RegExp(`^${later?.label} 시각`), '1640');
  const at = '2026-11-23T06:55:21.000Z';
  const kept = JSON.stringify({
    maji: 'site-visit/1',
    visit: id,
    steps: { [arrival?.id ?? '']: at },
    late: '정체',
  });
  fireEvent.change(screen.getByLabelText(/코드 붙여 넣기/), { target: { value: kept } });
  fireEvent.click(screen.getByRole('button', { name: /코드 읽기/ }));
  await screen.findByText(/가져왔습니다/);
  fireEvent.click(screen.getByRole('button', { name: /기록 저장/ }));
  await waitFor(async () => {
    const view = await desk.window.client.siteVisits.get({ branchId: desk.branchId, id });
    expect(view.arrivedAt?.toISOString()).toBe(at);
    const step = view.steps.find((one) => one.id === later?.id);
    expect(step?.doneAt?.toISOString()).toBe('2026-11-23T07:40:00.000Z');
  });
});
