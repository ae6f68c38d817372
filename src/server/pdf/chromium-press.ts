import { press } from '#contract/signing.ts';
import type { PdfPress } from '#core/reports/pdf-maker.ts';
import { handOver, reached } from './press-page.ts';

/** How long one PDF may take, the start of the browser included (milliseconds). */
const LONGEST = 60_000;

/**
 * Makes PDFs with a Chromium on this machine, started for each one and ended after it: a report is signed once a day.
 * The browser opens the host's own page at `url` and is handed the sheet; it has no session, calls nothing, and
 * could read nothing. Throws when it cannot be started or takes longer than a minute.
 */
export function chromiumPress(executablePath: string, url: string): PdfPress {
  return {
    async make(sheet, language, signal) {
      // Only a host that makes PDFs loads the driver.
      const { chromium } = await import('playwright-core');
      signal.throwIfAborted();
      const browser = await chromium.launch({
        executablePath,
        headless: true,
        // Chromium refuses to sandbox itself for root.
        chromiumSandbox: process.getuid?.() !== 0,
        timeout: LONGEST,
        handleSIGINT: false,
        handleSIGTERM: false,
        handleSIGHUP: false,
      });
      const end = () => void browser.close();
      const tooLong = setTimeout(end, LONGEST);
      signal.addEventListener('abort', end);
      try {
        const context = await browser.newContext({ serviceWorkers: 'block', acceptDownloads: false });
        const page = await context.newPage();
        await page.goto(new URL(press.route, url).href, { timeout: LONGEST });
        await page.evaluate(reached('ready'));
        await page.evaluate(handOver(sheet, language));
        await page.evaluate(reached('drawn'));
        return await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true });
      } finally {
        clearTimeout(tooLong);
        signal.removeEventListener('abort', end);
        await browser.close();
      }
    },
  };
}
