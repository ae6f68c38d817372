import { registerHooks } from 'node:module';
import { electronStandIn, StandInWindow } from '../../support/electron-stand-in.ts';

/*
 * Loaded before the built shell in a process of its own (`node --import`): `electron` becomes the stand-in, and what
 * the shell asked of it is printed when its first window loads; then the app is asked to quit.
 */
const standIn = electronStandIn();
const { app, protocol } = standIn;
app.appPath = process.env.MAJI_APP ?? '';
app.switches.set('data', process.env.MAJI_DATA ?? '');
app.switches.set('lan-port', '0');
app.ready.resolve();

const schemesBeforeReady = () => protocol.schemes.map(({ scheme }) => scheme);
const whenReady = app.whenReady.bind(app);
let early: string[] = [];
app.whenReady = () => {
  early = schemesBeforeReady();
  return whenReady();
};
const load = StandInWindow.prototype.loadURL;
StandInWindow.prototype.loadURL = async function (url) {
  await load.call(this, url);
  const { webPreferences } = this.options;
  const page = await protocol.handlers.get('app')?.(new Request('app://maji/index.html'));
  const report = { asked: app.asked, early, loaded: url, webPreferences, page: page?.status };
  process.stdout.write(`${JSON.stringify(report)}\n`);
  app.quit();
};

const names = Object.keys(standIn).filter((name) => name !== 'parts' && name !== 'menus');
Object.assign(globalThis, { majiElectron: standIn });
const source = names.map((name) => `export const ${name} = globalThis.majiElectron.${name};`).join('\n');
const url = `data:text/javascript,${encodeURIComponent(source)}`;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url, format: 'module', shortCircuit: true } : next(specifier, context),
});
