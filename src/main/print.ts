import { rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ORPCError } from '@orpc/server';
import type { BaseWindow, Dialog, PrintToPDFOptions, WebContents } from 'electron';

/** The page size of the style sheet, so that a PDF is cut like the browser's own print. */
export const pdfOptions: PrintToPDFOptions = {
  preferCSSPageSize: true,
  printBackground: true,
  generateTaggedPDF: true,
};

/** The system's print dialog; false when the person cancelled it. */
export function printPage(contents: Pick<WebContents, 'print'>): Promise<boolean> {
  return new Promise((resolve) => contents.print({ printBackground: true }, resolve));
}

/** Characters some file system refuses; the name was made by the page. */
const unfit = /[<>:"/\\|?*\p{Cc}]/gu;

/** Asks where to keep a document (a PDF, or a page by its name) and writes it whole or not at all; null when the person cancelled. */
export async function savePdf(parts: {
  /** The document itself, made only once it is known where it goes. */
  make: () => Promise<Uint8Array>;
  window: BaseWindow | null;
  dialog: Pick<Dialog, 'showSaveDialog'>;
  documents: string;
  title: string;
  fileName: string;
}): Promise<string | null> {
  const { make, window, dialog, documents, title } = parts;
  const kind = /\.html$/i.test(parts.fileName) ? 'html' : 'pdf';
  const name = parts.fileName.replaceAll(unfit, '-').replace(/(\.(pdf|html))?$/i, `.${kind}`);
  const options = {
    title,
    defaultPath: join(documents, name),
    filters: [{ name: kind.toUpperCase(), extensions: [kind] }],
  };
  const { canceled, filePath } = await (window === null
    ? dialog.showSaveDialog(options)
    : dialog.showSaveDialog(window, options));
  if (canceled || filePath === '') return null;
  const pdf = await make();
  const draft = `${filePath}.part`;
  try {
    await writeFile(draft, pdf, { mode: 0o600 });
    await rename(draft, filePath);
  } catch (error) {
    await rm(draft, { force: true });
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === 'ENOSPC' ? 'DISK_FULL' : 'FILE_NOT_WRITTEN';
    throw new ORPCError('REFUSED', { status: 422, message: reason, data: { reason, field: null } });
  }
  return basename(filePath);
}
