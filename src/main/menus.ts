import type { MenuItemConstructorOptions } from 'electron';
import type { ShellTexts } from './texts.ts';

export interface MenuActions {
  come: () => void;
  newWindow: () => void;
  quit: () => void;
}

/** Only what a window itself does. No key of the counter is taken: those belong to the page. */
export function applicationMenu(texts: ShellTexts, actions: MenuActions): MenuItemConstructorOptions[] {
  return [
    {
      label: texts.desk,
      submenu: [
        { label: texts.newWindow, accelerator: 'CommandOrControl+Shift+N', click: actions.newWindow },
        { type: 'separator' },
        { label: texts.quit, accelerator: 'CommandOrControl+Q', click: actions.quit },
      ],
    },
    {
      label: texts.edit,
      submenu: [
        { label: texts.undo, role: 'undo' },
        { label: texts.redo, role: 'redo' },
        { type: 'separator' },
        { label: texts.cut, role: 'cut' },
        { label: texts.copy, role: 'copy' },
        { label: texts.paste, role: 'paste' },
        { label: texts.selectAll, role: 'selectAll' },
      ],
    },
    {
      label: texts.view,
      submenu: [
        { label: texts.larger, role: 'zoomIn' },
        { label: texts.smaller, role: 'zoomOut' },
        { label: texts.normalSize, role: 'resetZoom' },
        { type: 'separator' },
        { label: texts.fullScreen, role: 'togglefullscreen' },
        { label: texts.reload, role: 'reload', accelerator: 'CommandOrControl+Shift+R' },
      ],
    },
  ];
}

export function trayMenu(texts: ShellTexts, actions: MenuActions): MenuItemConstructorOptions[] {
  return [
    { label: texts.open, click: actions.come },
    { label: texts.newWindow, click: actions.newWindow },
    { type: 'separator' },
    { label: texts.quit, click: actions.quit },
  ];
}
