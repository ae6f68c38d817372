import { screen } from '@testing-library/react';
import { expect, onTestFinished, test } from 'vitest';
import { HandingOn } from '#renderer/features/today/handing-on.tsx';
import { aDesk, drawAt, patiently } from '#tests/component/desk.tsx';
import { aWindow } from '#tests/support/host.ts';

patiently();

test('what comes in while the list is open is shown, and stays unless somebody is chosen for it', async () => {
  const desk = await aDesk();
  const me = desk.staff.최민호 ?? '';
  await drawAt(desk, '최민호', <HandingOn staffId={me} onClose={() => {}} />);
  const send = await screen.findByRole('button', { name: /건 넘기기/ });
  const before = send.textContent;
  const other = aWindow(desk.host.origin, { branchId: desk.branchId, actorId: desk.staff.이지훈 ?? '' });
  onTestFinished(() => other.close());
  await other.client.memos.create({
    ...{ requestId: crypto.randomUUID(), branchId: desk.branchId, intendedId: me, callerId: me },
    ...{ encounterId: null, preferredAt: null, afterClosing: null, customerId: null, dutyId: null },
    ...{ customerName: '강지원', business: '', phone: '010-1234-7726', urgency: 'normal' as const },
    inquiry: '방금 들어온 문의',
  });
  await screen.findByText('방금 들어온 문의');
  expect(screen.getByRole<HTMLSelectElement>('combobox', { name: /강○원 고객 메모/ }).value).toBe('keep');
  expect(screen.getByRole('button', { name: /건 넘기기/ }).textContent).toBe(before);
});
