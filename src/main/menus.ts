import type { MenuItemConstructorOptions } from 'electron';
import type { ShellTexts } from './texts.ts';

export interface MenuActions {
  come: () => void;
  newWindow: () => void;
  quit: () => void;
  /** Where another host is joined: which one, and the way back to the own store. */
  joined?: { host: string; leave: () => void };
}

/** Which host this is, and the way back; nothing over the own store. */
function hostItems(texts: ShellTexts, { joined }: MenuActions): MenuItemConstructorOptions[] {
  if (joined === undefined) return [];
  return [
    { label: `${texts.joinedTo}: ${joined.host}`, enabled: false },
    { label: texts.leave, click: joined.leave },
    { type: 'separator' },
  ];
}

/** Only what a window itself does. No key of the counter is taken: those belong to the page. */
export function applicationMenu(texts: ShellTexts, actions: MenuActions): MenuItemConstructorOptions[] {
  return [
    {
      label: texts.desk,
      submenu: [
        { label: texts.newWindow, accelerator: 'CommandOrControl+Shift+N', click: actions.newWindow },
        { type: 'separator' },
        ...hostItems(texts, actions),
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
    ...hostItems(texts, actions),
    { label: texts.quit, click: actions.quit },
  ];
}
