import type { BrowserWindow } from 'electron';
import { press } from '#contract/signing.ts';
import type { PdfPress } from '#core/reports/pdf-maker.ts';
import { handOver, reached } from '#server/pdf/press-page.ts';
import { PAGE } from './addresses.ts';
import { pdfOptions } from './print.ts';

/** How long one PDF may take (milliseconds). */
const LONGEST = 60_000;

type HiddenWindow = Pick<BrowserWindow, 'loadURL' | 'destroy' | 'isDestroyed'> & {
  webContents: Pick<BrowserWindow['webContents'], 'executeJavaScript' | 'printToPDF'>;
};

/**
 * Makes PDFs with Electron's own printToPDF, in a window nobody sees that is given the sheet and nothing else: its page
 * asks for no port. Throws when it takes longer than a minute.
 */
export function electronPress(openHidden: () => HiddenWindow): PdfPress {
  return {
    async make(sheet, language, signal) {
      const window = openHidden();
      const { webContents } = window;
      const { promise: stopped, reject: stop } = Promise.withResolvers<never>();
      const tooLong = setTimeout(() => stop(new Error('making a PDF took too long')), LONGEST);
      const end = () => stop(new Error('the desk is closing'));
      signal.addEventListener('abort', end);
      const print = async () => {
        await window.loadURL(`${PAGE}${press.route}`);
        await webContents.executeJavaScript(reached('ready'));
        await webContents.executeJavaScript(handOver(sheet, language));
        await webContents.executeJavaScript(reached('drawn'));
        return await webContents.printToPDF(pdfOptions);
      };
      try {
        signal.throwIfAborted();
        return await Promise.race([print(), stopped]);
      } finally {
        clearTimeout(tooLong);
        signal.removeEventListener('abort', end);
        if (!window.isDestroyed()) window.destroy();
      }
    },
  };
}
