import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { AtWindow } from '#tests/support/people.ts';

/** What reception does with a walk-in, key by key. */

const patiently = { timeout: 15_000 };

const stepNow = (page: Page) => page.locator('[aria-current=step]').first().innerText();

/** The visit has come to this step. */
export const stands = (page: Page, step: string) =>
  expect.poll(() => stepNow(page), patiently).toContain(step);

/** Letters typed with the Hangul input method: each is composed, then taken over by the next. */
export async function compose(person: AtWindow, letters: string): Promise<void> {
  const ime = await person.context.newCDPSession(person.page);
  for (const letter of letters) {
    await ime.send('Input.imeSetComposition', { text: letter, selectionStart: 1, selectionEnd: 1 });
    await ime.send('Input.insertText', { text: letter });
  }
  await ime.detach();
}

/** F2 to the officer step, the customer found by initials, the purpose by its key. */
export async function askFor(person: AtWindow, initials: string, purposeKey: string): Promise<void> {
  const { page } = person;
  await person.press('F2');
  await stands(page, '소개');
  await person.press('Enter');
  await stands(page, '용건');
  await person.press('F6');
  await compose(person, initials);
  await page.getByRole('listbox', { name: '찾은 고객' }).getByRole('option').first().waitFor(patiently);
  await person.press('Enter');
  await page.getByText('이 고객이 아님').waitFor(patiently);
  await person.press(purposeKey);
  await stands(page, '담당 연결');
}

export async function chooseOfficer({ page, press }: AtWindow, name: string): Promise<void> {
  const officer = page.locator('main').getByRole('button', { name: new RegExp(name) });
  await officer.first().waitFor(patiently);
  await press((await officer.first().getAttribute('aria-keyshortcuts')) ?? '');
}

/** Anything else and farewell; the visit is over. */
export async function sayGoodbye(person: AtWindow): Promise<void> {
  await stands(person.page, '추가 용무');
  await person.press('Enter');
  await stands(person.page, '끝인사');
  await person.press('Enter');
  await person.page.getByText('응대를 마쳤습니다').waitFor(patiently);
}

/** Says every line of the call that is open, then records what was answered. */
export async function answerTheCall(person: AtWindow, customer: string, answer: string): Promise<void> {
  const { page } = person;
  const call = page.getByRole('region', { name: `${customer} 고객` });
  const order = call.getByRole('region', { name: '회신 전화 순서' });
  await order.waitFor(patiently);
  const steps = await order.getByRole('listitem').count();
  expect(steps).toBeGreaterThan(2);
  for (let said = 1; said <= steps; said += 1) {
    await person.press('C');
    await expect.poll(() => order.getByText(/말씀드림/).count(), patiently).toBe(said);
  }
  await person.press('Enter');
  await page.getByLabel('무엇을 답변하셨나요?').waitFor(patiently);
  await compose(person, answer);
  await person.press('Control+Enter');
  await page.getByText('답변을 기록했습니다').first().waitFor(patiently);
}
