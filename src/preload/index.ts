import { ipcRenderer } from 'electron';

// The same words as in contract/desktop.ts: a preload imports nothing but electron.
const ask = 'maji:port?';
const hand = 'maji:port';
const origin = 'app://maji';

/*
 * Passes one message port from the shell to the page it was loaded for, when that page asks, and nothing else:
 * the page never sees ipcRenderer. The shell checks for itself who asks.
 */
if (window.location.origin === origin && window === window.top) {
  window.addEventListener('message', (event) => {
    if (event.source !== window || event.origin !== origin || event.data !== ask) return;
    ipcRenderer.send(ask);
  });
  ipcRenderer.on(hand, (event) => {
    window.postMessage(hand, origin, event.ports);
  });
}
