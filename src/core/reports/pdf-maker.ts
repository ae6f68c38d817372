import type { Language } from '#contract/rules.ts';
import type { PdfState, SealedSheet } from '#contract/signing.ts';
import { fromInstant } from '#storage/codecs.ts';
import { insertRows } from '#storage/insert-rows.ts';
import type { Desk } from '../kernel/desk.ts';
import { systemWrite } from '../kernel/system-write.ts';
import { sha256 } from './canonical-json.ts';
import { contentOfText } from './day-content.ts';
import { sealedSheet } from './sealed-sheet.service.ts';
import { editionsWithoutPdf, pdfOf, pdfsOf } from './signing.repository.ts';
import { ownEdition } from './signing.service.ts';

/**
 * What a door can do with a sheet: have it drawn by a browser of its own and give back the PDF. It is handed everything
 * the paper says, so whatever draws it needs no right to read anything. Throws when it could not be made.
 */
export interface PdfPress {
  make(sheet: SealedSheet, language: Language, signal: AbortSignal): Promise<Uint8Array>;
}

/**
 * Largest PDF that is kept (bytes). A window's line takes at most 8 MiB that wait, and a download travels as base64; a
 * day of 200 callbacks makes some 620 kB.
 */
export const LARGEST_PDF = 5 * 1024 * 1024;

/** How long to wait after each failure in a row (milliseconds); the last goes on. */
const AGAIN = [5_000, 30_000, 120_000, 600_000] as const;

type Reason = Extract<PdfState, { state: 'failed' }>['reason'];
interface Failed {
  reason: Reason;
  tries: number;
  againAt: number;
}

/**
 * Makes the PDF of every signed edition that has none, one after the other, and goes on trying. What it is doing is
 * known to itself alone: after a restart it looks again at what is missing.
 */
export class PdfMaker {
  readonly #desk: Desk;
  readonly #onFailure: (error: unknown) => void;
  readonly #failed = new Map<string, Failed>();
  #press: PdfPress | null = null;
  #running: Promise<void> | null = null;
  #again = false;
  #timer: NodeJS.Timeout | undefined;
  readonly #ended = new AbortController();

  constructor(desk: Desk, onFailure: (error: unknown) => void) {
    this.#desk = desk;
    this.#onFailure = onFailure;
  }

  /** Given by a door that can make PDFs, once it can. */
  use(press: PdfPress): void {
    this.#press = press;
    this.soon();
  }

  /** Whether PDFs can be made here. */
  get canMake(): boolean {
    return this.#press !== null;
  }

  /** Looks now for editions without a PDF. */
  soon(): void {
    if (this.#press === null || this.#ended.signal.aborted) return;
    this.#again = true;
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
  }

  /** Makes one again now, however long it was to wait; false where this door makes none. */
  begin(id: string): boolean {
    if (this.#press === null) return false;
    const failed = this.#failed.get(id);
    if (failed !== undefined) failed.againAt = 0;
    this.soon();
    return true;
  }

  /** Ends what is being made. */
  async stop(): Promise<void> {
    this.#ended.abort();
    clearTimeout(this.#timer);
    await this.#running;
  }

  async statesOf(ids: readonly string[]): Promise<Map<string, PdfState>> {
    const made = new Map((await pdfsOf(this.#desk.engine.db, ids)).map((row) => [row.report_id, row]));
    return new Map(
      ids.map((id): [string, PdfState] => {
        const row = made.get(id);
        if (row !== undefined) {
          const { hash, size, made_at } = row;
          return [id, { state: 'made', hash, size, madeAt: fromInstant(made_at) }];
        }
        if (this.#press === null) return [id, { state: 'none' }];
        const failed = this.#failed.get(id);
        if (failed === undefined || failed.againAt === 0) return [id, { state: 'making' }];
        return [id, { state: 'failed', reason: failed.reason }];
      }),
    );
  }

  async #run(): Promise<void> {
    clearTimeout(this.#timer);
    while (this.#again && !this.#ended.signal.aborted) {
      this.#again = false;
      try {
        const missing = await editionsWithoutPdf(this.#desk.engine.db);
        for (const id of this.#failed.keys()) {
          if (!missing.some((one) => one.id === id)) this.#failed.delete(id);
        }
        for (const { id, branch_id } of missing) {
          if (this.#ended.signal.aborted) return;
          if ((this.#failed.get(id)?.againAt ?? 0) <= this.#now()) await this.#make(branch_id, id);
        }
      } catch (error) {
        this.#onFailure(error);
      }
    }
    this.#waitForNext();
  }

  #now = () => this.#desk.clock.now().getTime();

  async #make(branchId: string, id: string): Promise<void> {
    try {
      const bytes = await this.#printed(branchId, id);
      await this.#keep(branchId, id, bytes);
      this.#failed.delete(id);
    } catch (error) {
      if (this.#ended.signal.aborted) return;
      this.#onFailure(error);
      await this.#fail(branchId, id, error instanceof TooLarge ? 'PDF_TOO_LARGE' : 'PDF_NOT_MADE');
    }
  }

  async #printed(branchId: string, id: string): Promise<Uint8Array> {
    const row = await ownEdition(this.#desk.engine.db, branchId, id);
    const language = row.language === 'en' ? 'en' : 'ko';
    const sheet = await sealedSheet(this.#desk, { branchId, id }, language);
    const bytes = await (this.#press as PdfPress).make(sheet, language, this.#ended.signal);
    if (Buffer.from(bytes.subarray(0, 5)).toString('latin1') !== '%PDF-') throw new Error('not a PDF');
    if (bytes.length > LARGEST_PDF) throw new TooLarge(`a PDF of ${bytes.length} bytes`);
    return bytes;
  }

  /** Adds the row and tells the windows. Whoever was first stays. */
  async #keep(branchId: string, id: string, bytes: Uint8Array): Promise<void> {
    await systemWrite(this.#desk, branchId, 'signing.pdfMade', async (unit) => {
      if ((await pdfOf(unit.trx, id)) !== undefined) return;
      const row = await ownEdition(unit.trx, branchId, id);
      for (const { memoId } of contentOfText(row.content).rows) unit.touches('memo', memoId);
      const hash = sha256(bytes);
      await insertRows(unit.trx, 'signed_report_pdf', [
        { report_id: id, bytes: Buffer.from(bytes), size: bytes.length, hash, made_at: unit.at },
      ]);
      unit.change('signed_report', id, 2);
    });
  }

  async #fail(branchId: string, id: string, reason: Reason): Promise<void> {
    const before = this.#failed.get(id);
    const tries = (before?.tries ?? 0) + 1;
    const wait = AGAIN[Math.min(tries, AGAIN.length) - 1] ?? 0;
    this.#failed.set(id, { reason, tries, againAt: this.#now() + wait });
    // The windows and the log are told what is new, not every further try.
    if (before?.reason === reason && before.againAt !== 0) return;
    await systemWrite(this.#desk, branchId, 'signing.pdfFailed', async (unit) => {
      unit.change('signed_report', id, 1);
    });
  }

  #waitForNext(): void {
    if (this.#ended.signal.aborted || this.#failed.size === 0) return;
    const next = Math.min(...[...this.#failed.values()].map(({ againAt }) => againAt));
    this.#timer = setTimeout(() => this.soon(), Math.max(1000, next - this.#now()));
    this.#timer.unref();
  }
}

class TooLarge extends Error {}
