import { EventEmitter } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type * as Electron from 'electron';
import type { ElectronParts } from '#main/shell.ts';

/*
 * The parts of Electron that the shell uses, without Electron: what is asked of them is written down, what they
 * tell is told by the test. Each class is held to Electron's own declarations by `implements`.
 */

export class StandInFrame implements Pick<Electron.WebFrameMain, 'url' | 'postMessage'> {
  url: string;
  /** The ports it was handed, as the preload would receive them. */
  readonly handed: { channel: string; port: MessagePort | undefined }[] = [];

  constructor(url: string) {
    this.url = url;
  }

  postMessage(channel: string, _message: unknown, transfer: Electron.MessagePortMain[] = []): void {
    const [port] = transfer as unknown as StandInPort[];
    this.handed.push({ channel, port: port?.inner });
  }
}

/** A MessagePortMain over a real port of Node, so that calls really cross it. */
export class StandInPort extends EventEmitter implements Electron.MessagePortMain {
  readonly inner: MessagePort;
  closed = false;

  constructor(inner: MessagePort) {
    super();
    this.inner = inner;
  }

  start(): void {
    this.inner.on('message', (data) => this.emit('message', { data, ports: [] }));
    this.inner.on('close', () => this.emit('close'));
  }

  postMessage(message: unknown): void {
    this.inner.postMessage(message);
  }

  close(): void {
    this.closed = true;
    this.inner.close();
  }
}

export class StandInChannel {
  readonly port1: StandInPort;
  readonly port2: StandInPort;
  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.port1 = new StandInPort(port1);
    this.port2 = new StandInPort(port2);
  }
}

type UsedContents = 'setWindowOpenHandler' | 'print' | 'printToPDF' | 'isDestroyed' | 'executeJavaScript';

export class StandInContents extends EventEmitter implements Pick<Electron.WebContents, UsedContents> {
  mainFrame = new StandInFrame('app://maji/index.html#/');
  windowOpenHandler: Parameters<Electron.WebContents['setWindowOpenHandler']>[0] | undefined;
  readonly printed: Electron.WebContentsPrintOptions[] = [];
  readonly pdfs: Electron.PrintToPDFOptions[] = [];
  /** What the person does in the print dialog. */
  printSucceeds = true;

  setWindowOpenHandler(handler: Parameters<Electron.WebContents['setWindowOpenHandler']>[0]): void {
    this.windowOpenHandler = handler;
  }

  print(
    options: Electron.WebContentsPrintOptions = {},
    done?: (success: boolean, failureReason: string) => void,
  ): void {
    this.printed.push(options);
    done?.(this.printSucceeds, this.printSucceeds ? '' : 'Print job canceled');
  }

  async printToPDF(options: Electron.PrintToPDFOptions) {
    this.pdfs.push(options);
    return Buffer.from('%PDF-1.7 stand-in');
  }

  /** Scripts run in the page, in order; each answers at once. */
  readonly scripts: string[] = [];
  async executeJavaScript(code: string): Promise<unknown> {
    this.scripts.push(code);
    return true;
  }

  isDestroyed(): boolean {
    return false;
  }
}

type UsedWindow =
  | 'loadURL'
  | 'show'
  | 'focus'
  | 'restore'
  | 'maximize'
  | 'reload'
  | 'isMinimized'
  | 'isMaximized'
  | 'isDestroyed'
  | 'destroy'
  | 'getNormalBounds';

export class StandInWindow extends EventEmitter implements Pick<Electron.BrowserWindow, UsedWindow> {
  static all: StandInWindow[] = [];
  static getAllWindows(): StandInWindow[] {
    return StandInWindow.all;
  }
  static fromWebContents(contents: unknown): StandInWindow | null {
    return StandInWindow.all.find((window) => window.webContents === contents) ?? null;
  }

  readonly options: Electron.BrowserWindowConstructorOptions;
  readonly webContents = new StandInContents();
  /** What was asked of it, in order. */
  readonly asked: string[] = [];
  minimized = false;
  maximized = false;

  constructor(options: Electron.BrowserWindowConstructorOptions) {
    super();
    this.options = options;
    StandInWindow.all.push(this);
  }

  async loadURL(url: string): Promise<void> {
    this.asked.push(`load ${url}`);
  }
  show(): void {
    this.asked.push('show');
  }
  focus(): void {
    this.asked.push('focus');
  }
  restore(): void {
    this.asked.push('restore');
    this.minimized = false;
  }
  maximize(): void {
    this.asked.push('maximize');
    this.maximized = true;
  }
  reload(): void {
    this.asked.push('reload');
  }
  isMinimized(): boolean {
    return this.minimized;
  }
  isMaximized(): boolean {
    return this.maximized;
  }
  isDestroyed(): boolean {
    return this.asked.includes('destroy');
  }
  destroy(): void {
    this.asked.push('destroy');
    StandInWindow.all = StandInWindow.all.filter((window) => window !== this);
  }
  getNormalBounds(): Electron.Rectangle {
    return { x: 40, y: 60, width: 1280, height: 800 };
  }
}

type UsedApp =
  | 'requestSingleInstanceLock'
  | 'quit'
  | 'relaunch'
  | 'exit'
  | 'whenReady'
  | 'getLocale'
  | 'getPath'
  | 'setPath'
  | 'getAppPath'
  | 'enableSandbox';

export class StandInApp extends EventEmitter implements Pick<Electron.App, UsedApp> {
  hasLock = true;
  locale = 'ko';
  appPath = '/';
  readonly asked: string[] = [];
  readonly switches = new Map<string, string>();
  readonly commandLine: Pick<Electron.CommandLine, 'getSwitchValue' | 'hasSwitch'> = {
    getSwitchValue: (name) => this.switches.get(name) ?? '',
    hasSwitch: (name) => this.switches.has(name),
  };
  readonly ready = Promise.withResolvers<void>();

  requestSingleInstanceLock(): boolean {
    return this.hasLock;
  }
  /** As Electron does: asks whoever wants to hold the end, then ends. */
  quit(): void {
    let held = false;
    this.emit('will-quit', {
      preventDefault: () => {
        held = true;
      },
    });
    this.asked.push(held ? 'quit held' : 'quit');
  }
  relaunch(): void {
    this.asked.push('relaunch');
  }
  exit(code = 0): void {
    this.asked.push(`exit ${code}`);
  }
  whenReady(): Promise<void> {
    this.asked.push('when ready');
    return this.ready.promise;
  }
  getLocale(): string {
    return this.locale;
  }
  getPath(): string {
    return '/home/desk/Documents';
  }
  setPath(name: string, path: string): void {
    this.asked.push(`${name} = ${path}`);
  }
  getAppPath(): string {
    return this.appPath;
  }
  enableSandbox(): void {
    this.asked.push('sandbox');
  }
}

type UsedSession =
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
  | 'setCertificateVerifyProc';

export class StandInSession extends EventEmitter implements Pick<Electron.Session, UsedSession> {
  requested: Parameters<Electron.Session['setPermissionRequestHandler']>[0] = null;
  checked: Parameters<Electron.Session['setPermissionCheckHandler']>[0] = null;
  device: Parameters<Electron.Session['setDevicePermissionHandler']>[0] = null;
  displayMedia: Parameters<Electron.Session['setDisplayMediaRequestHandler']>[0] = null;
  verify: Parameters<Electron.Session['setCertificateVerifyProc']>[0] = null;
  setCertificateVerifyProc(proc: StandInSession['verify']): void {
    this.verify = proc;
  }
  setPermissionRequestHandler(handler: StandInSession['requested']): void {
    this.requested = handler;
  }
  setPermissionCheckHandler(handler: StandInSession['checked']): void {
    this.checked = handler;
  }
  setDevicePermissionHandler(handler: StandInSession['device']): void {
    this.device = handler;
  }
  setDisplayMediaRequestHandler(handler: StandInSession['displayMedia']): void {
    this.displayMedia = handler;
  }
}

export class StandInNotification
  extends EventEmitter
  implements Pick<Electron.Notification, 'show' | 'close'>
{
  static supported = true;
  static shown: StandInNotification[] = [];
  static isSupported(): boolean {
    return StandInNotification.supported;
  }
  readonly options: Electron.NotificationConstructorOptions;
  constructor(options: Electron.NotificationConstructorOptions) {
    super();
    this.options = options;
  }
  show(): void {
    StandInNotification.shown.push(this);
  }
  close(): void {
    this.emit('close');
  }
}

class StandInTray
  extends EventEmitter
  implements Pick<Electron.Tray, 'setToolTip' | 'setContextMenu' | 'destroy'>
{
  static all: StandInTray[] = [];
  readonly icon: string;
  tip = '';
  constructor(icon: string) {
    super();
    this.icon = icon;
    StandInTray.all.push(this);
  }
  setToolTip(tip: string): void {
    this.tip = tip;
  }
  setContextMenu(): void {}
  destroy(): void {}
}

class StandInDialog implements Pick<Electron.Dialog, 'showErrorBox'> {
  readonly errors: { title: string; content: string }[] = [];
  readonly saves: Electron.SaveDialogOptions[] = [];
  /** Where the person keeps the file; null when he cancels. */
  answer: string | null = null;
  /** The questions that were asked, and which button is pressed each time. */
  readonly boxes: Electron.MessageBoxOptions[] = [];
  pressed = 0;
  async showMessageBox(options: Electron.MessageBoxOptions): Promise<Electron.MessageBoxReturnValue> {
    this.boxes.push(options);
    return { response: this.pressed, checkboxChecked: false };
  }
  showErrorBox(title: string, content: string): void {
    this.errors.push({ title, content });
  }
  async showSaveDialog(
    ...args: [Electron.SaveDialogOptions] | [unknown, Electron.SaveDialogOptions]
  ): Promise<Electron.SaveDialogReturnValue> {
    this.saves.push(args.at(-1) as Electron.SaveDialogOptions);
    return { canceled: this.answer === null, filePath: this.answer ?? '' };
  }
}

class StandInProtocol implements Pick<Electron.Protocol, 'handle' | 'registerSchemesAsPrivileged'> {
  readonly handlers = new Map<string, (request: Request) => Response | Promise<Response>>();
  readonly schemes: Electron.CustomScheme[] = [];
  handle(scheme: string, handler: (request: Request) => Response | Promise<Response>): void {
    this.handlers.set(scheme, handler);
  }
  registerSchemesAsPrivileged(schemes: Electron.CustomScheme[]): void {
    this.schemes.push(...schemes);
  }
}

/** The keychain of the operating system. */
export class StandInKeychain {
  isEncryptionAvailable = () => true;
  getSelectedStorageBackend = () => 'gnome_libsecret' as const;
  encryptString = (text: string): Buffer => Buffer.from(Buffer.from(text).map((byte) => byte ^ 0x5a));
  decryptString = (kept: Buffer): string => Buffer.from(kept.map((byte) => byte ^ 0x5a)).toString();
}

/** Electron, as far as the shell sees it, with everything it was asked. */
export function electronStandIn() {
  StandInWindow.all = [];
  StandInTray.all = [];
  StandInNotification.shown = [];
  StandInNotification.supported = true;
  const menus: Electron.MenuItemConstructorOptions[][] = [];
  const standIn = {
    app: new StandInApp(),
    BrowserWindow: StandInWindow,
    dialog: new StandInDialog(),
    ipcMain: new EventEmitter(),
    Menu: {
      setApplicationMenu: () => {},
      buildFromTemplate: (template: Electron.MenuItemConstructorOptions[]) => menus.push(template),
    },
    MessageChannelMain: StandInChannel,
    Notification: StandInNotification,
    powerMonitor: new EventEmitter(),
    safeStorage: new StandInKeychain(),
    protocol: new StandInProtocol(),
    screen: {
      getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1040 } }],
    },
    session: { defaultSession: new StandInSession() },
    Tray: StandInTray,
    menus,
    trays: StandInTray.all,
  };
  return { ...standIn, parts: standIn as unknown as ElectronParts };
}
