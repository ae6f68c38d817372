import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applicationMenu, trayMenu } from '#main/menus.ts';
import { notify } from '#main/notifications.ts';
import { pdfOptions, printPage, savePdf } from '#main/print.ts';
import { isOnlyInstance } from '#main/single-instance.ts';
import { languageOf, shellTexts } from '#main/texts.ts';
import {
  electronStandIn,
  StandInApp,
  StandInContents,
  StandInNotification,
} from '#tests/support/electron-stand-in.ts';

describe('print', () => {
  it('opens the system’s dialog and says whether it was printed', async () => {
    const contents = new StandInContents();
    expect(await printPage(contents as never)).toBe(true);
    expect(contents.printed).toEqual([{ printBackground: true }]);
    contents.printSucceeds = false;
    expect(await printPage(contents as never)).toBe(false);
  });
});

describe('PDF', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'maji-pdf-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const save = (answer: string | null, fileName = '일일 전화회신 2026-11-20') => {
    const { dialog } = electronStandIn();
    dialog.answer = answer;
    const contents = new StandInContents();
    const saved = savePdf({
      make: () => contents.printToPDF(pdfOptions),
      window: null,
      dialog,
      documents: '/home/desk/Documents',
      title: 'PDF로 저장',
      fileName,
    });
    return { saved, contents, dialog };
  };

  it('is cut by the page size of the style sheet and kept where the person says', async () => {
    const file = join(folder, 'report.pdf');
    const { saved, contents } = save(file);
    expect(await saved).toBe('report.pdf');
    expect(readFileSync(file, 'utf8')).toMatch(/^%PDF/);
    expect(contents.pdfs).toEqual([pdfOptions]);
    expect(pdfOptions.preferCSSPageSize).toBe(true);
    expect(readdirSync(folder)).toEqual(['report.pdf']);
  });

  it('is named after the document, in the folder for documents, without what a file name cannot have', async () => {
    const { saved, dialog } = save(null, '../../보고: 11/20*?.pdf');
    expect(await saved).toBeNull();
    expect(dialog.saves[0]?.defaultPath).toBe('/home/desk/Documents/..-..-보고- 11-20--.pdf');
  });

  it('cancelled is not printed at all', async () => {
    const { saved, contents } = save(null);
    expect(await saved).toBeNull();
    expect(contents.pdfs).toEqual([]);
  });

  it('that cannot be written is refused with the reason, and nothing half is left', async () => {
    const { saved } = save(join(folder, 'no such folder', 'report.pdf'));
    await expect(saved).rejects.toMatchObject({ code: 'REFUSED', data: { reason: 'FILE_NOT_WRITTEN' } });
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('a notification', () => {
  const notifications = {
    isSupported: () => StandInNotification.isSupported(),
    make: (options: { title?: string; body?: string }) => new StandInNotification(options),
  };
  beforeEach(() => {
    electronStandIn();
  });

  it('answers when it is clicked', async () => {
    const clicked = notify(notifications, { title: '회신 15분 전', body: '김○수 고객' });
    const [shown] = StandInNotification.shown;
    expect(shown?.options).toEqual({ title: '회신 15분 전', body: '김○수 고객' });
    shown?.emit('click');
    shown?.emit('close');
    expect(await clicked).toBe(true);
  });

  it.each(['close', 'failed'])('answers when it is gone: %s', async (event) => {
    const clicked = notify(notifications, { title: '회신', body: '' });
    StandInNotification.shown[0]?.emit(event);
    expect(await clicked).toBe(false);
  });

  it('is not tried where there are none', async () => {
    StandInNotification.supported = false;
    expect(await notify(notifications, { title: '회신', body: '' })).toBe(false);
    expect(StandInNotification.shown).toEqual([]);
  });
});

describe('a second instance', () => {
  it('ends, and the first one comes to the front', () => {
    const first = new StandInApp();
    let came = 0;
    expect(isOnlyInstance(first as never, () => (came += 1))).toBe(true);
    first.emit('second-instance');
    expect(came).toBe(1);
    const second = new StandInApp();
    second.hasLock = false;
    expect(isOnlyInstance(second as never, () => {})).toBe(false);
    expect(second.asked).toEqual(['quit']);
  });
});

describe('the words of the shell', () => {
  it('are Korean unless the machine is set to English', () => {
    expect(languageOf('ko-KR')).toBe('ko');
    expect(languageOf('en-GB')).toBe('en');
    expect(languageOf('de')).toBe('ko');
    expect(Object.keys(shellTexts('en'))).toEqual(Object.keys(shellTexts('ko')));
    expect(Object.values(shellTexts('en')).join()).not.toMatch(/[가-힣]/);
  });

  it('name every menu item, and no menu takes a key of the counter', () => {
    const actions = { come: () => {}, newWindow: () => {}, quit: () => {} };
    const items = [...applicationMenu(shellTexts('ko'), actions), ...trayMenu(shellTexts('ko'), actions)];
    const all = items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? item.submenu : [])]);
    for (const item of all) {
      if (item.type !== 'separator') expect(item.label).toMatch(/[가-힣]/);
      expect(item.accelerator ?? 'CommandOrControl+').toMatch(/^CommandOrControl\+/);
    }
  });
});
