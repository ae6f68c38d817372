import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { SealedSheet } from '#contract/signing.ts';
import { verifyActivity } from '#core/audit/activity.service.ts';
import { sha256 } from '#core/reports/canonical-json.ts';
import type { PdfPress } from '#core/reports/pdf-maker.ts';
import { signedWords } from '#core/reports/signed-words.ts';
import { aMemo } from '#tests/builders/memos.ts';
import { anOffice, type Office, requestId } from '#tests/builders/office.ts';
import { eachEngine } from '#tests/support/postgres.ts';

const date = '2026-11-20';

/** An office whose day has ended with a memo nobody answered in time. */
async function anEvening(engine: Parameters<typeof anOffice>[0]): Promise<Office & { memoId: string }> {
  const office = await anOffice(engine);
  const { id } = await aMemo(office);
  office.clock.set('2026-11-20T09:04:00.000Z');
  return Object.assign(office, { memoId: id });
}

const hashOf = async (office: Office, day = date) =>
  (await office.as('한도윤').reports.dailyCallback({ branchId: office.branchId, date: day })).contentHash;

async function signed(office: Office, day = date, by = '한도윤') {
  const expectedHash = await hashOf(office, day);
  const { branchId } = office;
  return await office.as(by).signing.sign({ requestId: requestId(), branchId, date: day, expectedHash });
}

const dayOf = (office: Office, day = date) =>
  office.as('한도윤').signing.day({ branchId: office.branchId, date: day });

/** What happens to a signed day: somebody says why the call is late. */
async function explainLate(office: Office & { memoId: string }, reason = '현장실사') {
  const { branchId, memoId } = office;
  const { version } = await office.as('박서연').memos.get({ branchId, id: memoId });
  await office.as('박서연').memos.explainLate({
    requestId: requestId(),
    id: memoId,
    expectedVersion: version,
    reason,
    action: '',
  });
}

eachEngine((_, open) => {
  test('a manager signs what he saw: frozen, hashed, numbered, with the head of the chain before it', async () => {
    const office = await anEvening(await open());
    const { branchId } = office;
    const before = await office.as('한도윤').system.verifyActivity({ branchId });
    const asked = { requestId: requestId(), branchId, date, expectedHash: await hashOf(office) };
    const head = await office.as('한도윤').system.verifyActivity({ branchId });
    const receipt = await office.as('한도윤').signing.sign(asked);
    expect(await office.as('한도윤').signing.sign(asked)).toEqual(receipt);

    const { editions, changed, closed } = await dayOf(office);
    expect({ changed, closed, count: editions.length }).toEqual({ changed: [], closed: true, count: 1 });
    expect(editions[0]).toMatchObject({
      id: receipt.id,
      edition: 1,
      number: { year: 2026, no: 1 },
      signer: { name: '한도윤', title: '지점장', department: '지점장실' },
      contentHash: asked.expectedHash,
      pdf: { state: 'none' },
    });
    const { seal, report } = await office.as('박서연').signing.sheet({ branchId, id: receipt.id });
    expect(before.rows).toBeLessThan(head.rows);
    expect(seal).toMatchObject({
      chain: { seq: head.rows, hash: head.head },
      corrects: null,
      differences: [],
      beforeClosing: false,
    });
    expect(report).toMatchObject({ masked: true, madeBy: '한도윤 지점장', contentHash: asked.expectedHash });
    expect(report.rows).toMatchObject([
      { customerName: '김○수', phone: '', result: 'open', lateMinutes: 152 },
    ]);

    const { db } = office.frontDesk.desk.engine;
    const row = await db.selectFrom('signed_report').selectAll().executeTakeFirstOrThrow();
    expect(sha256(row.content)).toBe(row.content_hash);
    expect(row.content).not.toMatch(/김민수|010-1234/);
    const next = await db
      .selectFrom('activity')
      .selectAll()
      .where('seq', '=', row.activity_seq + 1)
      .executeTakeFirstOrThrow();
    expect(next).toMatchObject({
      action: 'signing.sign',
      prev_hash: row.activity_hash,
      purpose: signedWords(row),
      subjects: JSON.stringify([`memo:${office.memoId}`]),
    });
    expect(signedWords(row)).toContain(`2026-1 2026-11-20 edition 1 content ${row.content_hash} seal `);
    expect(await verifyActivity(office.frontDesk.desk, branchId)).toMatchObject({ brokenAt: null });
    await office.close();
  });

  test('whoever does not manage cannot sign, and no day can be signed twice, or before it begins', async () => {
    const office = await anEvening(await open());
    const { branchId } = office;
    await expect(signed(office, date, '박서연')).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(signed(office, date, '이지훈')).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await signed(office);
    await expect(signed(office)).rejects.toMatchObject({ data: { reason: 'ALREADY_SIGNED' } });
    await expect(signed(office, '2026-11-21')).rejects.toMatchObject({ data: { reason: 'DAY_NOT_BEGUN' } });
    expect((await dayOf(office)).editions).toHaveLength(1);
    expect((await office.as('이지훈').signing.month({ branchId, month: '2026-11' })).gaps).toEqual([]);
    await office.close();
  });

  test('a day that changed since it was shown is not signed, and it is said what changed', async () => {
    const office = await anEvening(await open());
    const { branchId } = office;
    const hash = await hashOf(office);
    await explainLate(office);
    const asked = { branchId, date, expectedHash: hash };
    await expect(
      office.as('한도윤').signing.sign({ requestId: requestId(), ...asked }),
    ).rejects.toMatchObject({ code: 'CONFLICT' });
    expect((await dayOf(office)).editions).toEqual([]);
    expect(await office.as('한도윤').signing.since({ branchId, date, hash })).toMatchObject({
      known: true,
      differences: [
        {
          kind: 'row',
          change: 'changed',
          customerName: '김○수',
          fields: [{ field: 'lateReason', before: null, after: '현장실사' }],
        },
      ],
    });
    const never = { branchId, date, hash: '0'.repeat(64) };
    expect(await office.as('한도윤').signing.since(never)).toEqual({ known: false, differences: [] });
    await signed(office);
    expect((await dayOf(office)).editions).toMatchObject([{ number: { no: 1 } }]);
    await office.close();
  });

  test('what changes after the signature is shown, and signed again as 정정본 2, 3 with what differs', async () => {
    const office = await anEvening(await open());
    const { branchId } = office;
    const first = await signed(office);
    await explainLate(office);
    const { changed } = await dayOf(office);
    expect(changed).toMatchObject([{ kind: 'row', fields: [{ field: 'lateReason', after: '현장실사' }] }]);
    // Nothing but the looking: it is still the same change later, and another day is not touched by it.
    office.clock.pass(30);
    expect((await dayOf(office)).changed).toEqual(changed);
    const second = await signed(office);
    expect((await dayOf(office)).changed).toEqual([]);
    const { seal } = await office.as('한도윤').signing.sheet({ branchId, id: second.id });
    expect(seal).toMatchObject({
      edition: 2,
      number: { year: 2026, no: 2 },
      corrects: { year: 2026, no: 1 },
      differences: changed,
    });
    const still = await office.as('한도윤').signing.sheet({ branchId, id: first.id });
    expect(still.report.rows[0]?.lateReason).toBeNull();

    // The next morning the call is made: the day says so, the figures of what was due on it move.
    office.clock.set('2026-11-23T00:10:00.000Z');
    const window = office.as('박서연');
    const memo = await window.memos.open({ requestId: requestId(), id: office.memoId });
    await window.memos.answer({
      requestId: requestId(),
      id: office.memoId,
      expectedVersion: memo.version,
      said: '안내드림',
      lateReason: null,
      lateAction: null,
    });
    const later = (await dayOf(office)).changed;
    expect(later[0]).toMatchObject({ kind: 'row', change: 'changed' });
    expect(later.slice(1)).toContainEqual(
      expect.objectContaining({ kind: 'figures', part: 'due', of: null }),
    );
    await signed(office);
    expect((await dayOf(office)).editions).toMatchObject([
      { edition: 3, number: { no: 3 } },
      { edition: 2, number: { no: 2 } },
      { edition: 1, number: { no: 1 } },
    ]);
    await office.close();
  });

  test('a day signed before closing says so, with what was open', async () => {
    const office = await anOffice(await open());
    const { branchId } = office;
    await aMemo(office);
    await office.as('이지훈').encounters.open({ requestId: requestId(), branchId, counterId: null });
    expect(await dayOf(office)).toMatchObject({ closed: false, openPromises: 1, openVisits: 1 });
    const { id } = await signed(office);
    const { seal } = await office.as('한도윤').signing.sheet({ branchId, id });
    expect(seal).toMatchObject({ beforeClosing: true, openVisits: 1 });
    await office.close();
  });

  test('numbers are gapless and each once, however many sign at the same time', async () => {
    const office = await anEvening(await open());
    const days = Array.from({ length: 12 }, (_, index) => `2026-11-${String(index + 9).padStart(2, '0')}`);
    const hashes = await Promise.all(days.map((day) => hashOf(office, day)));
    const asks = days.flatMap((day, index) => [
      { day, expectedHash: hashes[index] ?? '' },
      { day, expectedHash: hashes[index] ?? '' },
    ]);
    const ends = await Promise.allSettled(
      asks.map(({ day, expectedHash }) =>
        office.as('한도윤').signing.sign({
          requestId: requestId(),
          branchId: office.branchId,
          date: day,
          expectedHash,
        }),
      ),
    );
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(12);
    for (const end of ends)
      if (end.status === 'rejected') expect(end.reason).toMatchObject({ data: { reason: 'ALREADY_SIGNED' } });
    const { db } = office.frontDesk.desk.engine;
    const rows = await db.selectFrom('signed_report').select(['no', 'edition']).orderBy('no').execute();
    expect(rows).toEqual(days.map((_, index) => ({ no: index + 1, edition: 1 })));

    // A new year begins at 1 again; the day signed may be one of the old year.
    office.clock.set('2027-01-04T09:30:00.000Z');
    await signed(office, '2026-12-31');
    expect((await dayOf(office, '2026-12-31')).editions).toMatchObject([{ number: { year: 2027, no: 1 } }]);
    await office.close();
  });

  test('nothing of a signed row can be changed or taken away', async () => {
    const office = await anEvening(await open());
    await signed(office);
    const { db } = office.frontDesk.desk.engine;
    const report = await db.selectFrom('signed_report').select('id').executeTakeFirstOrThrow();
    await db
      .insertInto('signed_report_pdf')
      .values({ report_id: report.id, bytes: Buffer.from('%PDF-'), size: 5, hash: 'x', made_at: 'x' })
      .execute();
    for (const statement of [
      sql`update signed_report set signer_name = '아무개'`,
      sql`delete from signed_report`,
      sql`update signed_report_pdf set hash = 'y'`,
      sql`delete from signed_report_pdf`,
    ]) {
      await expect(statement.execute(db)).rejects.toThrow('append-only');
    }
    await office.close();
  });

  test('working days that ended without a signature are gaps; weekends, today and days before set-up are not', async () => {
    const office = await anOffice(await open(), { now: '2026-11-18T01:00:00.000Z' });
    const { branchId } = office;
    office.clock.set('2026-11-24T01:00:00.000Z');
    await signed(office, '2026-11-19');
    const month = await office.as('박서연').signing.month({ branchId, month: '2026-11' });
    expect(month.gaps).toEqual(['2026-11-18', '2026-11-20', '2026-11-23']);
    expect(month.days.find(({ date: day }) => day === '2026-11-19')).toEqual({
      date: '2026-11-19',
      working: true,
      number: { year: 2026, no: 1 },
      editions: 1,
    });
    office.clock.set('2026-11-24T09:00:00.000Z');
    const evening = await office.as('박서연').signing.month({ branchId, month: '2026-11' });
    expect(evening.gaps).toContain('2026-11-24');
    await office.close();
  });

  test('the PDF is made after the signature, again after a failure, kept once, given out and recognised', async () => {
    const failures: unknown[] = [];
    const office = await anOffice(await open(), { onFailure: (error) => failures.push(error) });
    const { branchId } = office;
    await aMemo(office);
    let broken = true;
    const sheets: SealedSheet[] = [];
    const press: PdfPress = {
      async make(sheet) {
        sheets.push(sheet);
        if (broken) throw new Error('no paper');
        return Buffer.from(`%PDF-1.7 ${sheet.seal.number.no}`);
      },
    };
    const first = await signed(office);
    const pdfOf = async () => (await dayOf(office)).editions[0]?.pdf;
    expect(await pdfOf()).toEqual({ state: 'none' });
    office.frontDesk.pdfs.use(press);
    await expect.poll(pdfOf).toEqual({ state: 'failed', reason: 'PDF_NOT_MADE' });
    expect(failures).toMatchObject([{ message: 'no paper' }]);
    await expect(office.as('한도윤').signing.pdf({ branchId, id: first.id })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    broken = false;
    expect(await office.as('한도윤').signing.makePdf({ branchId, id: first.id })).toEqual({ begun: true });
    await expect.poll(pdfOf).toMatchObject({ state: 'made', size: 10, hash: sha256('%PDF-1.7 1') });
    expect(sheets.at(-1)).toMatchObject({ report: { rows: [{ customerName: '김○수' }] } });
    // Asking again makes no other one.
    const made = sheets.length;
    await office.as('한도윤').signing.makePdf({ branchId, id: first.id });
    expect(sheets).toHaveLength(made);

    const pdf = await office.as('한도윤').signing.pdf({ branchId, id: first.id });
    expect(Buffer.from(pdf.base64, 'base64').toString()).toBe('%PDF-1.7 1');
    const [log] = await office.as('한도윤').system.recentActivity({ branchId });
    expect(log).toMatchObject({ action: 'signing.pdf', actor: '한도윤', outcome: 'allowed' });
    expect(log?.subjects).toHaveLength(1);
    await expect(office.as('박서연').signing.pdf({ branchId, id: first.id })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    const check = (bytes: string) => office.as('박서연').signing.check({ branchId, hash: sha256(bytes) });
    expect(await check('%PDF-1.7 1')).toMatchObject({ edition: { id: first.id, number: { no: 1 } } });
    expect(await check('%PDF-1.7 2')).toEqual({ edition: null });
    await office.close();
  });

  test('a PDF too large, or none at all, is not kept', async () => {
    const office = await anOffice(await open(), { onFailure: () => {} });
    let bytes: Uint8Array = Buffer.alloc(5 * 1024 * 1024 + 1, '%PDF-');
    office.frontDesk.pdfs.use({ make: async () => bytes });
    const { id } = await signed(office);
    const pdfOf = async () => (await dayOf(office)).editions[0]?.pdf;
    await expect.poll(pdfOf).toEqual({ state: 'failed', reason: 'PDF_TOO_LARGE' });
    bytes = Buffer.from('<html>');
    await office.as('한도윤').signing.makePdf({ branchId: office.branchId, id });
    await expect.poll(pdfOf).toEqual({ state: 'failed', reason: 'PDF_NOT_MADE' });
    await office.close();
  });

  test('a print of a signed edition is logged with whose data was on it', async () => {
    const office = await anEvening(await open());
    const { branchId } = office;
    const { id } = await signed(office);
    await office.as('박서연').reports.printed({
      requestId: requestId(),
      branchId,
      document: 'signed_report',
      subject: id,
      masked: true,
    });
    const [log] = await office.as('한도윤').system.recentActivity({ branchId });
    expect(log).toMatchObject({
      action: 'reports.printed',
      purpose: `signed_report ${id} masked`,
      subjects: [`memo:${office.memoId}`],
    });
    await office.close();
  });
});
