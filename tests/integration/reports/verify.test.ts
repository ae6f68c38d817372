import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openStore } from '#storage/open-store.ts';
import { aMemo } from '#tests/builders/memos.ts';
import { anOffice, requestId } from '#tests/builders/office.ts';
import { productFolder } from '#tests/support/host.ts';

let sealed: string;
const folders: string[] = [];

/** Two days signed, one of them twice, each with a PDF; then the store is closed. */
beforeAll(async () => {
  sealed = mkdtempSync(join(tmpdir(), 'maji-verify-'));
  folders.push(sealed);
  const store = await openStore({ dataFolder: sealed, door: 'host' });
  const office = await anOffice(store.engine);
  const { branchId } = office;
  office.frontDesk.pdfs.use({ make: async ({ seal }) => Buffer.from(`%PDF-${seal.contentHash}`) });
  const window = office.as('한도윤');
  const sign = async (date: string) => {
    const { contentHash } = await window.reports.dailyCallback({ branchId, date });
    await window.signing.sign({ requestId: requestId(), branchId, date, expectedHash: contentHash });
  };
  await sign('2026-11-19');
  await sign('2026-11-20');
  await aMemo(office);
  await sign('2026-11-20');
  const made = async () => (await window.signing.day({ branchId, date: '2026-11-20' })).editions;
  await vi.waitFor(async () =>
    expect(await made()).toMatchObject([{ pdf: { state: 'made' } }, { pdf: { state: 'made' } }]),
  );
  await office.close();
  await store.close();
}, 60_000);

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** What the command says of a copy of the store that somebody has laid hands on. */
function verify(change: string[] = [], more: string[] = []) {
  const folder = mkdtempSync(join(tmpdir(), 'maji-verify-'));
  folders.push(folder);
  cpSync(sealed, folder, { recursive: true });
  const database = new Database(join(folder, 'maji.db'));
  for (const statement of change) database.exec(statement);
  database.close();
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join('scripts', 'verify.ts'), '--data', folder, ...more],
    { cwd: productFolder, encoding: 'utf8' },
  );
  return { status, lines: stdout.trim().split('\n'), stderr };
}

const open = (table: string) => [`drop trigger ${table}_no_update`, `drop trigger ${table}_no_delete`];

test('every signed report of an untouched store is as it was sealed', () => {
  const { status, lines, stderr } = verify();
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(lines).toHaveLength(4);
  expect(lines[0]).toMatch(
    /^OK {5}2026-1 {2}2026-11-19 edition 1 {2}content [0-9a-f]{64} {2}chain \d+ {2}pdf [0-9a-f]{64}$/,
  );
  expect(lines[2]).toMatch(/^OK {5}2026-3 {2}2026-11-20 edition 2 /);
});

test.each([
  [
    'the content',
    open('signed_report'),
    "update signed_report set content = replace(content, '중부', '동부') where no = 2",
    2,
    'content',
  ],
  [
    'the content and its hash',
    open('signed_report'),
    "update signed_report set content_hash = '00' where no = 2",
    2,
    'content',
  ],
  [
    'the signer’s name',
    open('signed_report'),
    "update signed_report set signer_name = '아무개' where no = 2",
    2,
    'signing',
  ],
  [
    'the head that was printed',
    open('signed_report'),
    "update signed_report set activity_hash = '00' where no = 2",
    2,
    'another hash',
  ],
  [
    'who signed',
    open('signed_report'),
    "update signed_report set signed_by = (select id from staff where name = '박서연') where no = 1",
    1,
    'signing',
  ],
  [
    'when it was signed',
    open('signed_report'),
    "update signed_report set signed_at = '2026-11-20T09:00:00.000Z' where no = 3",
    3,
    'signing',
  ],
  [
    'a row of the log',
    open('activity'),
    "update activity set source = 'nowhere' where seq = (select activity_seq from signed_report where no = 2)",
    2,
    'another hash',
  ],
  [
    'the end of the log',
    open('activity'),
    'delete from activity where seq > (select activity_seq from signed_report where no = 3)',
    3,
    'lacks',
  ],
  [
    'the PDF',
    open('signed_report_pdf'),
    "update signed_report_pdf set bytes = x'2550' where report_id = (select id from signed_report where no = 3)",
    3,
    'PDF',
  ],
  ['a number left out', open('signed_report'), 'update signed_report set no = 9 where no = 3', 9, 'number'],
  [
    'an edition',
    open('signed_report'),
    'update signed_report set corrects_id = null where no = 3',
    3,
    'edition',
  ],
  [
    'the newest report and its PDF (the tail)',
    [...open('signed_report'), ...open('signed_report_pdf')],
    `delete from signed_report_pdf where report_id = (select id from signed_report where no = 3);
     delete from signed_report where no = 3`,
    3,
    'gone',
  ],
  [
    'everything that was signed',
    [...open('signed_report'), ...open('signed_report_pdf')],
    'delete from signed_report_pdf; delete from signed_report where no = 3; delete from signed_report',
    1,
    'gone',
  ],
])('finds %s changed, and stops there with 1', (_, triggers, change, no, word) => {
  const { status, lines } = verify([...triggers, change]);
  expect(status).toBe(1);
  expect(lines.at(-1)).toMatch(new RegExp(`^WRONG  2026-${no}  .*${word}`));
  expect(lines.slice(0, -1).every((line) => line.startsWith('OK'))).toBe(true);
});

test('says which sealed report a PDF is, or that it is none', () => {
  const file = join(sealed, 'file.pdf');
  const database = new Database(join(sealed, 'maji.db'), { readonly: true });
  const bytes = database
    .prepare<[], Buffer>(
      'select bytes from signed_report_pdf join signed_report on id = report_id where no = 2',
    )
    .pluck()
    .get();
  database.close();
  writeFileSync(file, bytes ?? '');
  expect(verify([], ['--pdf', file])).toMatchObject({ status: 0 });
  expect(verify([], ['--pdf', file]).lines.at(-1)).toContain('is 2026-2, 2026-11-20 edition 1');
  writeFileSync(file, Buffer.concat([bytes ?? Buffer.alloc(0), Buffer.from('\n')]));
  expect(verify([], ['--pdf', file])).toMatchObject({ status: 1 });
});

test('works beside a running owner, and where nothing was ever signed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'maji-verify-'));
  folders.push(folder);
  const missing = spawnSync(process.execPath, [join('scripts', 'verify.ts'), '--data', folder], {
    cwd: productFolder,
    encoding: 'utf8',
  });
  expect(missing.status).toBe(1);
  expect(missing.stderr).toContain('There is no store');
  cpSync(sealed, folder, { recursive: true });
  const store = await openStore({ dataFolder: folder, door: 'host' });
  const beside = spawnSync(process.execPath, [join('scripts', 'verify.ts'), '--data', folder], {
    cwd: productFolder,
    encoding: 'utf8',
  });
  await store.close();
  expect(beside).toMatchObject({ status: 0, stderr: '' });
  expect(beside.stdout).toContain('signed reports: 3');
});
