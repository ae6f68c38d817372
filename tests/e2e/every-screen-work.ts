import { test } from 'vitest';
import type { Language } from '#contract/rules.ts';
import { branchId, desk, eyesOf, host, panels, patiently, staff } from './eyes.ts';

/** Everybody’s own work: memos, site visits, the day. */
export function describeWork(language: Language): void {
  test('the board and everything one can do with a memo', async () => {
    const { page, press, look, words } = await eyesOf('최민호', language, 'memos');
    const { memos } = words;
    const board = () => page.locator('[data-memo]').first().waitFor(patiently);
    const openMemo = async (who: string) => {
      await page.getByRole('button', { name: memos.card.open.replace('{{name}}', who) }).click();
      await panels(page).waitFor(patiently);
    };
    await board();
    await look('board', { byTab: true });
    await openMemo('서○준');
    await page.getByText('010-0000-4410').waitFor(patiently);
    await look('my memo', { byTab: true });
    for (const [key, action] of [
      ['Enter', 'answer'],
      ['A', 'attempt'],
      ['I', 'interim'],
      ['H', 'handOn'],
      ['X', 'closeUnanswered'],
    ] as const) {
      await press(key);
      await page.getByRole('region', { name: memos.actions[action] }).waitFor(patiently);
      await look(action, { byTab: true });
      await press('Escape');
      await page
        .getByRole('region', { name: memos.actions[action] })
        .waitFor({ state: 'hidden', ...patiently });
    }
    await press('Escape');
    await openMemo('정○호');
    await look('the memo of somebody else, past its time', { byTab: true });
    await press('L');
    await page.getByRole('region', { name: memos.actions.explainLate }).waitFor(patiently);
    await look('explainLate', { byTab: true });
    await press('Escape');
    await press('Escape');
    await openMemo('윤○아');
    await look('an answered memo');
    await press('Enter');
    await page.getByRole('region', { name: memos.actions.reopen }).waitFor(patiently);
    await look('reopen', { byTab: true });
    await press('Escape');
    await press('Escape');
    for (const filter of ['mine', 'department', 'overdue', 'late'] as const) {
      await page.getByRole('radio', { name: memos.filters[filter] }).click();
      await page.getByRole('radio', { name: memos.filters[filter], checked: true }).waitFor(patiently);
      await page.waitForTimeout(100);
      await look(`filter ${filter}`);
    }
    await press('F4');
    await page.getByRole('combobox').last().waitFor(patiently);
    await look('a memo by itself', { byTab: true });
  });

  test('nobody reached him: the text to send', async () => {
    const { page, press, look, words } = await eyesOf('오세라', language, 'memos');
    const { id: memoId } = await desk.client.memos.create({
      requestId: crypto.randomUUID(),
      branchId,
      encounterId: null,
      customerId: null,
      customerName: language === 'ko' ? '표지원' : '표하나',
      business: null,
      phone: '010-1234-0001',
      intendedId: staff.오세라 ?? '',
      dutyId: null,
      inquiry: '통화가 되지 않는 고객',
      urgency: 'urgent',
      preferredAt: null,
      afterClosing: null,
      callerId: staff.오세라 ?? '',
    });
    await desk.letIn(staff.오세라 ?? '');
    const asOfficer = { context: { actorId: staff.오세라 ?? '' } };
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const { version } = await desk.client.memos.get({ branchId, id: memoId });
      await desk.client.memos.logAttempt(
        {
          requestId: crypto.randomUUID(),
          id: memoId,
          expectedVersion: version,
          result: 'no_answer',
          callAgainAt: null,
          note: '',
        },
        asOfficer,
      );
    }
    await page.goto(`${host.origin}/#/memos/${memoId}`);
    await page.getByText('010-1234-0001').waitFor(patiently);
    await press('U');
    await page.getByRole('region', { name: words.memos.actions.unreachable }).waitFor(patiently);
    await look('unreachable', { byTab: true });
    await press('Escape');
    await page.goto(`${host.origin}/#/memos/calls`);
    await panels(page).waitFor(patiently);
    await look('a round of calls');
    await page.goto(`${host.origin}/#/print/slip/${memoId}`);
    await page.locator('article').waitFor(patiently);
    await look('slip', { byTab: true });
  });

  test('site visits: the list, both calendars, a new one, one agreed and everything one can do with it', async () => {
    const { page, press, look, words } = await eyesOf('최민호', language, 'site-visits');
    const { siteVisits } = words;
    await page.getByText('민○라').first().waitFor(patiently);
    await look('site visits', { byTab: true });
    for (const key of ['2', '3']) {
      await press(key);
      await page.getByRole('list', { name: /./ }).first().waitFor(patiently);
      await look(`calendar ${key}`, { byTab: true });
    }
    await page.getByRole('radio', { name: siteVisits.views.list }).click();
    await page.getByRole('radio', { name: siteVisits.views.list, checked: true }).waitFor(patiently);
    await page.getByRole('button', { name: siteVisits.newVisit }).click();
    await page.getByRole('region', { name: siteVisits.newVisit }).waitFor(patiently);
    await look('a new visit', { byTab: true });
    await page.goto(`${host.origin}/#/site-visits/address`);
    await page.getByRole('region', { name: siteVisits.feed.title }).waitFor(patiently);
    await look('calendar address', { byTab: true });
    await page.goto(`${host.origin}/#/site-visits`);
    await page.getByRole('button', { name: /민○라/ }).first().click();
    await page.getByText('010-0000-0917').waitFor(patiently);
    await look('my visit', { byTab: true });
    for (const [key, action] of [
      ['L', 'late'],
      ['M', 'text'],
      ['R', 'reschedule'],
      ['E', 'enter'],
      ['C', 'change'],
      ['X', 'cancel'],
    ] as const) {
      await press(key);
      await page.getByRole('region', { name: siteVisits.actions[action] }).waitFor(patiently);
      await look(action, { byTab: true });
      await press('Escape');
      await page
        .getByRole('region', { name: siteVisits.actions[action] })
        .waitFor({ state: 'hidden', ...patiently });
    }
    const { id } = (await desk.client.siteVisits.board({ branchId })).find(
      ({ customerName }) => customerName === '민○라',
    ) ?? { id: '' };
    await page.goto(`${host.origin}/#/print/site-visit/${id}`);
    await page.getByRole('heading', { name: siteVisits.sheet.title }).waitFor(patiently);
    await look('the sheet');
  });

  test('today: one’s own, a memo for a colleague, what is handed on, the branch', async () => {
    const { page, press, look, words } = await eyesOf('최민호', language, 'today');
    const { today, memoForm, customers } = words;
    await page.getByRole('heading', { name: today.mine.promises }).waitFor(patiently);
    await page.getByRole('heading', { name: today.away.title }).waitFor(patiently);
    await look('my day', { byTab: true });
    await page.getByRole('button', { name: words.staff.absence.choose }).click();
    await look('another return', { byTab: true });
    await press('Shift+1');
    await page.getByLabel(memoForm.inquiry).waitFor(patiently);
    await page.keyboard.type('rla');
    await page.getByRole('listbox', { name: customers.found }).getByRole('option').first().waitFor(patiently);
    await look('a memo for a colleague, a customer looked for');
    await press('Enter');
    await look('a memo for a colleague', { byTab: true });
    await page.getByRole('button', { name: memoForm.discard }).click();
    await page.getByLabel(memoForm.inquiry).waitFor({ state: 'detached', ...patiently });
    await press('H');
    await page.getByRole('heading', { name: today.handOn.title }).waitFor(patiently);
    await page.getByLabel(today.handOn.reason).waitFor(patiently);
    await look('handing on', { byTab: true });
    await press('Escape');

    const away = await eyesOf('박서연', language, 'today');
    await away.page.getByText(words.staff.absence.awayNow.split('{')[0] ?? '').waitFor(patiently);
    await away.look('away, with a promise overdue', { byTab: true });
    const idle = await eyesOf('송다은', language, 'today');
    await idle.page.getByText(today.mine.emptyTitle).waitFor(patiently);
    await idle.look('nothing to do');
    const manager = await eyesOf('한도윤', language, 'today');
    await manager.page.getByRole('heading', { name: today.branch.overdue }).waitFor(patiently);
    await manager.look('the branch', { byTab: true });
    await manager.page.getByRole('button', { name: today.branch.handOn }).first().click();
    await manager.page.getByRole('region', { name: words.memos.actions.handOn }).waitFor(patiently);
    await manager.look('a promise handed on by the manager', { byTab: true });
  });
}
