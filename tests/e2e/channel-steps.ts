import type { Page } from 'playwright-core';
import type { Language } from '#contract/rules.ts';
import { en, ko } from '#renderer/i18n/resources.ts';
import type { AtWindow } from '#tests/support/people.ts';
import { compose, stands } from './counter-steps.ts';

/** What is done in each channel by keys, whatever standard is in force; what is seen and said is the test's to tell. */

const patiently = { timeout: 15_000 };
const wordsOf = (language: Language) => ({ ko, en })[language];
const main = (page: Page) => page.locator('main').innerText();

/** These words stand on the screen. */
export const says = (page: Page, words: string | RegExp): Promise<void> =>
  page
    .locator('main')
    .getByText(words)
    .first()
    .waitFor(patiently)
    .catch(async () => {
      throw new Error(`nobody says ${words}, but\n${await main(page)}`);
    });

export const unfocus = (page: Page): Promise<void> =>
  page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());

/** Words as this person types them: Hangul is composed. */
export const write = (person: AtWindow, words: string): Promise<void> =>
  /\p{Script=Hangul}/u.test(words) ? compose(person, words) : person.type(words);

const goTo = (page: Page, hash: string): Promise<void> =>
  page.evaluate((route) => {
    window.location.hash = `#/${route}`;
  }, hash);

async function pressKeyOf({ page, press }: AtWindow, name: RegExp): Promise<void> {
  const button = page.locator('main').getByRole('button', { name }).first();
  await button.waitFor(patiently);
  await press((await button.getAttribute('aria-keyshortcuts')) ?? '');
}

/** The telephone rings, is picked up by this key, and is about the first duty. */
export async function pickUp(person: AtWindow, steps: readonly string[], ringKey: string): Promise<void> {
  const [answer = '', listen = '', officer = ''] = steps;
  await person.press('F7');
  await stands(person.page, answer);
  await person.press(ringKey);
  await stands(person.page, listen);
  await person.press('1');
  await stands(person.page, officer);
}

/** What is left to be said, and the call is over. */
export async function hangUp(person: AtWindow, language: Language): Promise<void> {
  await unfocus(person.page);
  await person.press('E');
  await says(person.page, wordsOf(language).phone.ended);
}

/** Puts the caller through to a colleague, with what he said. */
export async function putThrough(person: AtWindow, language: Language, to: RegExp, summary: string) {
  const { page, press } = person;
  await press('1');
  await page.getByLabel(wordsOf(language).phone.summary).click();
  await write(person, summary);
  await unfocus(page);
  await pressKeyOf(person, to);
}

/** The memo of a call for somebody, found by his name; the customer is typed. `promise` is what he is told meanwhile. */
export async function leaveMemo(
  person: AtWindow,
  language: Language,
  memo: { to: string; customer: string; phone: string; inquiry: string },
  promise: () => Promise<void>,
): Promise<void> {
  const { page, press } = person;
  const words = wordsOf(language).memoForm;
  await press('2');
  await page.getByRole('combobox', { name: words.intended }).focus();
  await write(person, memo.to);
  await press('Enter');
  await promise();
  await page.getByRole('combobox', { name: words.name }).focus();
  await write(person, memo.customer);
  await press('Tab');
  await person.type(memo.phone);
  await page.getByLabel(words.inquiry).focus();
  await write(person, memo.inquiry);
  await press('Control+Enter');
}

/** Papers come by this way: two items with how to prepare them, the second missing; taken in, to be checked later. */
export async function takePapersIn(
  person: AtWindow,
  language: Language,
  papers: {
    way: 'post' | 'email';
    from: string;
    phone: string;
    email: string;
    items: [string, string];
    how: string;
  },
): Promise<void> {
  const { page, press, type } = person;
  const words = wordsOf(language).documents;
  await press('Shift+F4');
  await page.getByRole('combobox', { name: words.form.sender }).waitFor(patiently);
  await write(person, papers.from);
  await press('Tab');
  await type(papers.phone);
  await press('Tab');
  await press('Tab');
  await type(papers.email);
  if (papers.way === 'email') await page.getByRole('radio', { name: words.ways.email }).focus();
  if (papers.way === 'email') await press('Space');
  for (const [index, name] of papers.items.entries()) {
    await page.getByRole('button', { name: words.items.add }).focus();
    await press('Enter');
    await page.getByRole('textbox', { name: words.items.name }).nth(index).focus();
    await write(person, name);
    await press('Tab');
    await write(person, papers.how);
  }
  const [, second] = papers.items;
  await page.getByRole('checkbox', { name: words.items.cameItem.replace('{{name}}', second) }).focus();
  await press('Space');
  await press('Control+S');
}

/** The text that waits was sent by hand, from the office's telephone. */
export async function sentByHand({ page, press }: AtWindow, language: Language): Promise<void> {
  await page.getByRole('button', { name: wordsOf(language).messages.byHand.sent }).waitFor(patiently);
  await press('Enter');
}

/** A visit is written down for the first duty; what is said to agree a time waits for one. */
export async function planVisit(
  person: AtWindow,
  language: Language,
  visit: { to: string; phone: string; place: string },
): Promise<void> {
  const { page, press, type } = person;
  const words = wordsOf(language).siteVisits;
  await page.getByRole('button', { name: words.newVisit }).first().waitFor(patiently);
  await press('n');
  await page.getByRole('combobox', { name: words.form.name }).waitFor(patiently);
  await write(person, visit.to);
  await press('Tab');
  await type(visit.phone);
  await press('Tab');
  await press('Tab');
  await write(person, visit.place);
  await press('Tab');
  await press('ArrowDown');
  await press('Control+Enter');
  await page.locator('[role=spinbutton]:focus').waitFor(patiently);
}

/** A text of the standard to a known customer, chosen and put into the outbox. */
export async function chooseText(person: AtWindow, language: Language, template: string): Promise<void> {
  const { page } = person;
  const words = wordsOf(language).messages.write;
  const choice = page.getByRole('combobox', { name: words.template, exact: true });
  await choice.waitFor(patiently);
  await choice.selectOption({ label: template });
}

/** The record of each clause for a day, as it stands on the screen: what was recorded, then its promises and their rate. */
export async function evidenceOf(
  { page }: AtWindow,
  day: string,
): Promise<Record<string, readonly string[]>> {
  await goTo(page, `reports/evidence/${day}`);
  const table = page.getByRole('table').first();
  await table.waitFor(patiently);
  const lines = await table.locator('tbody tr:has(td)').evaluateAll((rows) =>
    rows.map((row) => {
      const [clause, events, due, rate] = [...row.children];
      const text = (one: Element | undefined) => one?.textContent?.trim() ?? '';
      const items = [...(events?.querySelectorAll('li') ?? [])].map(text);
      const id = clause?.querySelector('b')?.textContent ?? '';
      return [id, [...items, ...(text(due) === '–' ? [] : [text(due), text(rate)])]] as const;
    }),
  );
  return Object.fromEntries(lines);
}
