import { expect, test } from 'vitest';
import { CustomerPanel } from '#renderer/features/customers/customer-panel.tsx';
import { CallerPanel } from '#renderer/features/phone/caller-panel.tsx';
import { useInHand } from '#renderer/shared/encounters/in-hand.ts';
import { useVisit } from '#renderer/shared/encounters/use-visit.ts';
import { aDesk, type Desk, drawAt, patiently } from '#tests/component/desk.tsx';
import { fireEvent, screen } from '#tests/component/render.tsx';

patiently();

const BY = '송다은';

/** The customer of the demo who is on his way to an officer, and his visit. */
async function beingServed({ window, branchId }: Desk) {
  const { encounters } = await window.client.encounters.unclosed({ branchId });
  const card = encounters.find(({ customer }) => customer?.name === '김○수');
  if (!card?.customer) throw new Error('nobody of that name is being served');
  return { visitId: card.id, customerId: card.customer.id };
}

async function asDaeun(desk: Desk): Promise<Desk['window']['client']> {
  desk.window.session.set({ actorId: desk.staff[BY] ?? null, branchId: desk.branchId });
  await desk.window.seated();
  return desk.window.client;
}

const requestId = () => crypto.randomUUID();

test.each([
  ['ko', '이 고객의 다른 창구 응대가 열려 있습니다.', '14:07부터 · 이지훈 주임', '그 응대로 가기'],
  ['en', 'This customer has another open visit.', 'Since 14:07 · 이지훈, 주임', 'Go there'],
] as const)(
  'a customer chosen for a second visit: the first is said, with the way there (%s)',
  async (language, said, whose, go) => {
    const desk = await aDesk();
    const client = await asDaeun(desk);
    const { visitId, customerId } = await beingServed(desk);
    const { branchId } = desk;
    const { id, version } = await client.encounters.open({
      requestId: requestId(),
      branchId,
      counterId: null,
    });
    const alone = await client.encounters.open({ requestId: requestId(), branchId, counterId: null });
    await client.encounters.setCustomer({ requestId: requestId(), id, expectedVersion: version, customerId });
    useInHand.setState({ visit: id });
    await drawAt(
      desk,
      BY,
      <>
        <CustomerPanel visitId={id} />
        <CustomerPanel visitId={alone.id} />
      </>,
      { language },
    );
    const told = await screen.findByText(said);
    expect(told.parentElement?.textContent).toBe(`${said} ${whose}`);
    fireEvent.click(screen.getByRole('button', { name: go }));
    expect(useInHand.getState().visit).toBe(visitId);
    useInHand.setState({ visit: null });
  },
);

test('a caller whose visit is open: the call says so', async () => {
  const desk = await aDesk();
  const client = await asDaeun(desk);
  const { customerId } = await beingServed(desk);
  const { branchId } = desk;
  const { id, version } = await client.calls.open({ requestId: requestId(), branchId, counterId: null });
  await client.encounters.setCustomer({ requestId: requestId(), id, expectedVersion: version, customerId });
  function Caller() {
    return <CallerPanel callId={id} visit={useVisit(id)} />;
  }
  await drawAt(desk, BY, <Caller />);
  await screen.findByText('이 고객의 다른 창구 응대가 열려 있습니다.');
});
