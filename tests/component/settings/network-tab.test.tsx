import { expect, test, vi } from 'vitest';
import { networkProblems } from '#contract/network.ts';
import SettingsScreen from '#renderer/features/settings/settings-screen.tsx';
import { isErrorKey } from '#renderer/i18n/error-text.ts';
import { aDesk, type Desk, drawAt, patiently } from '#tests/component/desk.tsx';
import { fireEvent, screen, waitFor } from '#tests/component/render.tsx';
import { askTls, authorityOf } from '#tests/support/network.ts';

patiently();

const lan = { port: 0, machine: () => ({ names: ['desk.local'], addresses: ['192.0.2.77'] }) };
const tab = <SettingsScreen rest={['network']} />;
const state = (desk: Desk) => desk.host.served.network.state();

test('an administrator opens the network with one press, sees how to reach it, and closes it after being asked', async () => {
  const desk = await aDesk({ lan });
  await drawAt(desk, '한도윤', tab);
  await screen.findByRole('heading', { name: '네트워크에 닫혀 있습니다' });
  fireEvent.click(screen.getByRole('button', { name: /네트워크에 열기/ }));
  await screen.findByRole('heading', { name: '네트워크에 열려 있습니다' });
  const { port, fingerprint, trustAddress } = state(desk);
  const addresses = screen.getByRole('list', { name: '직원이 열 주소' });
  expect(addresses.textContent).toBe(`https://desk.local:${port}/https://192.0.2.77:${port}/`);
  screen.getByText(trustAddress ?? 'no address');
  const groups = fingerprint?.replaceAll(':', '').match(/.{4}/g) ?? [];
  screen.getByRole('img', { name: `인증 기관의 지문 (SHA-256) ${groups.join(' ')}` });
  expect((await askTls(port, authorityOf(desk.host.folder), 'GET', '/trust')).status).toBe(200);
  fireEvent.click(screen.getByRole('button', { name: '네트워크 닫기' }));
  const panel = await screen.findByRole('region', { name: '네트워크를 닫을까요?' });
  expect(state(desk).on).toBe(true);
  const [close] = [...panel.querySelectorAll('button')].filter((one) =>
    one.textContent?.includes('네트워크 닫기'),
  );
  if (close) fireEvent.click(close);
  await waitFor(() => expect(state(desk).on).toBe(false));
});

test('a certificate that does not fit is said with what it is about, and nothing is opened', async () => {
  const desk = await aDesk({
    lan: { ...lan, given: { cert: '/nowhere/cert.pem', key: '/nowhere/key.pem' } },
  });
  await drawAt(desk, '한도윤', tab, { language: 'en' });
  fireEvent.click(await screen.findByRole('button', { name: /Open to the network/ }));
  await screen.findByText('It is about: /nowhere/cert.pem');
  expect(screen.getAllByText(/The certificate or its key is missing/).length).toBeGreaterThan(0);
  expect(state(desk).on).toBe(false);
});

test('who is no manager sees nothing of it', async () => {
  const desk = await aDesk({ lan });
  await drawAt(desk, '이지훈', tab);
  await screen.findByText('관리자만 볼 수 있습니다');
  expect(screen.queryByRole('button', { name: /네트워크에 열기/ })).toBeNull();
});

test('every problem has its text', () => {
  expect(networkProblems.filter((code) => !isErrorKey(code))).toEqual([]);
});

test('only a desktop app is offered to join another host; it compares first and then starts again', async () => {
  const desk = await aDesk({ lan });
  const fingerprint = Array(16).fill('AB:CD').join(':');
  const look = vi.fn(async (url: string) => ({ url, branch: '한밭신용보증재단 서부지점', fingerprint }));
  const go = vi.fn(async () => {});
  await drawAt(desk, '한도윤', tab, { capabilities: { join: { look, go } } });
  const address = await screen.findByRole('textbox', { name: '호스트 주소' });
  fireEvent.change(address, { target: { value: 'https://west.local:4871/' } });
  fireEvent.click(screen.getByRole('button', { name: '찾기' }));
  await screen.findByRole('region', { name: '한밭신용보증재단 서부지점' });
  screen.getByText('한 글자도 다르지 않습니까?', { exact: false });
  expect(go).not.toHaveBeenCalled();
  fireEvent.click(screen.getByRole('button', { name: '다릅니다. 그만두기' }));
  await waitFor(() => expect(screen.queryByRole('region', { name: '한밭신용보증재단 서부지점' })).toBeNull());
  fireEvent.click(screen.getByRole('button', { name: '찾기' }));
  fireEvent.click(await screen.findByRole('button', { name: /같습니다/ }));
  await screen.findByText('맞이가 다시 시작합니다', { exact: false });
  expect(go).toHaveBeenCalledWith({ url: 'https://west.local:4871/', fingerprint });
});

test('a browser cannot join anything', async () => {
  const desk = await aDesk({ lan });
  await drawAt(desk, '한도윤', tab);
  await screen.findByRole('heading', { name: '네트워크에 닫혀 있습니다' });
  expect(screen.queryByRole('textbox', { name: '호스트 주소' })).toBeNull();
});
