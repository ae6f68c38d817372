import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DocumentPanel } from '#renderer/features/documents/document-panel.tsx';
import { aDesk, drawAt, patiently } from '#tests/component/desk.tsx';
import { fireEvent, screen, waitFor, within } from '#tests/component/render.tsx';
import { productFolder } from '#tests/support/host.ts';

patiently();

const OFFICER = '박서연';
const TYPED = '처리하고 있습니다. 조금만 더 기다려 주세요.';

test('word that a colleague gives while its text is being written: the text stays in sight and goes to no other step', async () => {
  const { host, window, branchId, staff, ...desk } = await aDesk();
  const folder = join(host.folder, 'standards');
  mkdirSync(folder);
  // The demo's office follows another; this is a newer one of that name, with word in between.
  const saesol = readFileSync(join(productFolder, 'assets/standards/saesol.ko.yaml'), 'utf8');
  const pack = saesol
    .replace('id: saesol.ko', 'id: daejeon.ko')
    .replace(/^version: .*$/m, "version: '9.0.0'");
  writeFileSync(join(folder, 'newer.yaml'), pack);
  window.session.set({ actorId: staff.한도윤 ?? null, branchId });
  await window.seated();
  const { client } = window;
  const adopted = await client.settings.reloadStandard({ requestId: crypto.randomUUID(), branchId });
  expect(adopted.adopted).toBe(true);
  const { id } = await client.documents.receive({
    requestId: crypto.randomUUID(),
    branchId,
    way: 'post',
    customerId: null,
    customerName: '김민수',
    business: '',
    phone: '010-1234-2748',
    email: '',
    title: '사용 신청서',
    dutyId: null,
    officerId: staff[OFFICER] ?? '',
    items: [],
    note: '',
    checked: true,
  });
  const tell = async (step: string) => {
    const { version } = await client.documents.get({ branchId, id });
    const on = { requestId: crypto.randomUUID(), id, expectedVersion: version };
    await client.documents.tell({ ...on, step, means: 'sms' });
  };
  await tell('receipt');
  const { words } = await client.documents.get({ branchId, id });
  await drawAt(
    { host, window, branchId, staff, ...desk },
    OFFICER,
    <DocumentPanel id={id} onClose={() => {}} />,
  );
  fireEvent.click(await screen.findByRole('button', { name: /중간 통보하기/ }));
  fireEvent.click(await screen.findByRole('radio', { name: /문자/ }));
  fireEvent.click(await screen.findByRole('button', { name: /글 고쳐 쓰기/ }));
  fireEvent.change(await screen.findByRole('textbox', { name: /보낼 글/ }), { target: { value: TYPED } });

  await tell(words[0]?.step.id ?? '');
  await screen.findByText(/아래 글은 보내지 않았습니다/);
  expect(screen.getByText(TYPED)).toBeTruthy();
  expect(screen.queryByRole('textbox', { name: /처리 결과/ })).toBeNull();

  const gone = screen.getByRole('region', { name: /중간 통보하기/ });
  fireEvent.click(within(gone).getByRole('button', { name: /닫기/ }));
  await waitFor(() => expect(screen.queryByText(TYPED)).toBeNull());
  // The answer is told in its own words, and what is typed now is its own.
  expect(screen.queryByDisplayValue(TYPED)).toBeNull();
  const result = await screen.findByRole('textbox', { name: /처리 결과/ });
  fireEvent.change(result, { target: { value: '승인' } });
  await waitFor(() => expect(screen.getByDisplayValue('승인')).toBeTruthy());
});
