import type { Capabilities } from './capabilities.ts';
import type { DesktopClient } from './client.ts';

/** The fonts have arrived and the print layout is drawn. */
async function readyToPrint(): Promise<void> {
  await document.fonts.ready;
  await new Promise<void>((resolve) => requestAnimationFrame(() => resolve()));
}

export function browserCapabilities(): Capabilities {
  const notify: Capabilities['notify'] = ({ title, body, tag }) =>
    new Promise((resolve) => {
      const shown = new Notification(title, { body, tag });
      shown.onclick = () => {
        window.focus();
        shown.close();
        resolve('clicked');
      };
      shown.onclose = () => resolve('gone');
      shown.onerror = () => resolve('gone');
    });
  const capabilities: Capabilities = {
    async print() {
      await readyToPrint();
      window.print();
    },
    async saveFile(fileName, base64, mediaType = 'application/pdf') {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const address = URL.createObjectURL(new Blob([bytes], { type: mediaType }));
      const link = Object.assign(document.createElement('a'), { href: address, download: fileName });
      link.click();
      // The download has begun by then; the address would keep the bytes in memory.
      setTimeout(() => URL.revokeObjectURL(address), 10_000);
      return true;
    },
    async openWindow(route) {
      window.open(`#${route}`, '_blank', 'noopener');
    },
  };
  if (!('Notification' in window)) return capabilities;
  if (Notification.permission === 'granted') capabilities.notify = notify;
  else if (Notification.permission === 'default') {
    capabilities.askToNotify = async () => {
      const granted = (await Notification.requestPermission()) === 'granted';
      if (granted) capabilities.notify = notify;
      delete capabilities.askToNotify;
      return granted;
    };
  }
  return capabilities;
}

export function desktopCapabilities(desktop: DesktopClient): Capabilities {
  return {
    async print() {
      await readyToPrint();
      await desktop.print();
    },
    async savePdf(fileName) {
      await readyToPrint();
      const { saved } = await desktop.savePdf({ fileName });
      return saved;
    },
    async saveFile(fileName, base64) {
      const { saved } = await desktop.saveFile({ fileName, base64 });
      return saved;
    },
    async notify({ title, body }) {
      const { clicked } = await desktop.notify({ title, body });
      return clicked ? 'clicked' : 'gone';
    },
    join: {
      look: (url) => desktop.joinable({ url }),
      async go(host) {
        await desktop.join(host);
      },
    },
    async openWindow(route) {
      await desktop.openWindow({ route });
    },
  };
}
