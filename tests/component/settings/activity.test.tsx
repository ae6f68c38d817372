import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { signInKind } from '#contract/accounts.ts';
import { contract } from '#contract/contract.ts';
import type { SubjectEntity } from '#contract/fields.ts';
import { reports } from '#contract/promises.ts';
import type { Language, ProcedureMeta } from '#contract/rules.ts';
import { signedWords } from '#core/reports/signed-words.ts';
import { ActivityTab } from '#renderer/features/settings/activity-tab.tsx';
import { useActivityWords } from '#renderer/features/settings/activity-words.ts';
import { ko } from '#renderer/i18n/resources.ts';
import { aDesk, drawAt, patiently } from '#tests/component/desk.tsx';
import { render, screen } from '#tests/component/render.tsx';
import { productFolder } from '#tests/support/host.ts';

patiently();

const languages = ['ko', 'en'] as const;

/** What nobody in particular may ask, and leaves no row. */
const unlogged = new Set(['accounts.here', 'accounts.lock', 'system.status']);

/** Every action that can stand in the log by the access rules themselves. */
function actionsOf(part: object): string[] {
  if ('~orpc' in part) {
    const { access } = (part as { '~orpc': { meta: ProcedureMeta } })['~orpc'].meta;
    return access && !unlogged.has(access.action) ? [access.action] : [];
  }
  return Object.values(part).flatMap((inner) => actionsOf(inner as object));
}

/** And those the front desk writes without being asked through the contract, as its source names them. */
function unaskedActions(): string[] {
  const named = /(?:\w*[wW]rite\(\s*[\w#.]+,\s*[\w.]+,\s*|\baction: )'([a-z]\w*\.\w+)'/g;
  return globSync('src/core/**/*.ts', { cwd: productFolder }).flatMap((file) =>
    [...readFileSync(join(productFolder, file), 'utf8').matchAll(named)].map(([, action = '']) => action),
  );
}

type Told = ReturnType<typeof useActivityWords>;

/** What the log would say, line by line. */
async function said(tell: (words: Told) => readonly string[], language: Language = 'ko'): Promise<string[]> {
  function Words() {
    return (
      <ul>
        {tell(useActivityWords()).map((text, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two may say the same
          <li key={index}>{text}</li>
        ))}
      </ul>
    );
  }
  await render(<Words />, language);
  return screen.getAllByRole('listitem').map((item) => item.textContent ?? '');
}

test.each(languages)(
  'every action of the contract and of the front desk itself has a word (%s)',
  async (language) => {
    const unasked = unaskedActions();
    expect(unasked).toEqual(
      expect.arrayContaining(['signing.pdfMade', 'bookings.publicMake', 'standard.adopt']),
    );
    const actions = [...actionsOf(contract), ...unasked];
    expect(actions.length).toBeGreaterThan(50);
    const shown = await said(({ action }) => actions.map(action), language);
    expect(shown.filter((text) => /^[a-z]+\.\w+$/i.test(text))).toEqual([]);
  },
);

const row = {
  id: '0197a1f0-0000-7000-8000-000000000001',
  year: 2026,
  no: 3,
  date: '2026-11-20',
  edition: 2,
  content_hash: 'ab'.repeat(32),
  content: '{}',
};

test.each(languages)(
  'every detail is said in words, and what a person wrote as he wrote it (%s)',
  async (language) => {
    const papers = reports.printed['~orpc'].inputSchema?.shape.document.options ?? [];
    expect(papers.length).toBeGreaterThan(0);
    const details: [action: string, purpose: string][] = [
      ...signInKind.options.map((kind): [string, string] => ['accounts.signIn', kind]),
      ...papers.flatMap((paper): [string, string][] => [
        ['reports.printed', `${paper} 2026-11-20 masked`],
        ['reports.printed', `${paper} ${row.id} unmasked`],
      ]),
      ['signing.sign', signedWords(row as unknown as Parameters<typeof signedWords>[0])],
    ];
    const shown = await said(({ detail }) => details.map((one) => detail(...one)), language);
    const codes = details.map(([, purpose]) => purpose);
    expect(
      shown.filter((text) => codes.includes(text) || /_|unmasked|seal|\d-\d{2}-|0197a1f0/.test(text)),
    ).toEqual([]);
  },
);

test('details are exact: the day, the edition, the fingerprint; a reason a person gave is his own', async () => {
  const shown = await said(({ detail }) => [
    detail('reports.printed', 'daily_callback 2026-11-20 unmasked'),
    detail('signing.sign', signedWords(row as unknown as Parameters<typeof signedWords>[0])),
    detail('accounts.signIn', 'wrong_password'),
    detail('reports.dailyCallbackUnmasked', 'pin'),
  ]);
  expect(shown).toEqual([
    '일일 보고 2026년 11월 20일 (금) · 이름과 번호 그대로',
    '2026-3호 · 2026년 11월 20일 (금) · 2판 · 지문 abababababab',
    '틀린 비밀번호',
    'pin',
  ]);
});

test('whoever has no name is said in words, and a person by his name', async () => {
  expect(await said(({ actor }) => ['system', 'public', 'nobody', 'api:0197', '한도윤'].map(actor))).toEqual([
    '맞이',
    '예약 화면의 고객',
    '알 수 없는 사람',
    '기관 누리집',
    '한도윤',
  ]);
});

test('whose data it was is counted by kind, and every kind has a word', async () => {
  const kinds: Record<SubjectEntity, string> = ko.settings.activity.entities;
  expect(Object.values(kinds).every((word) => word !== '')).toBe(true);
  const subjects = ['customer:1', 'memo:2', 'customer:3', 'unheard-of:4'];
  expect(await said((words) => [words.subjects(subjects)])).toEqual(['고객 2, 메모 1, 그 밖 1']);
});

test('the log of a whole branch shows no code', async () => {
  const desk = await aDesk();
  await drawAt(desk, '한도윤', <ActivityTab branchId={desk.branchId} mayRead />);
  await desk.window.seated();
  await desk.window.client.reports.printed({
    requestId: crypto.randomUUID(),
    branchId: desk.branchId,
    document: 'daily_callback',
    subject: '2026-11-20',
    masked: true,
  });
  const table = await screen.findByRole('table');
  expect(table.querySelectorAll('tbody tr').length).toBeGreaterThan(50);
  const cells = [...table.querySelectorAll('td')].map((cell) => cell.textContent ?? '');
  expect(cells.filter((text) => /[a-z]+[._:][a-zA-Z]+/.test(text))).toEqual([]);
});
