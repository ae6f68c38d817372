import { portWords } from '#contract/desktop.ts';

/** Asks this window's preload for its port. The preload answers only the page it was loaded for. */
export function portFromPreload(signal: AbortSignal): Promise<MessagePort> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      window.removeEventListener('message', onMessage);
      signal.removeEventListener('abort', onAbort);
    };
    const onAbort = () => {
      stop();
      reject(new Error('no port was handed over'));
    };
    const onMessage = (event: MessageEvent) => {
      const [port] = event.ports;
      if (event.source !== window || event.data !== portWords.hand || port === undefined) return;
      stop();
      resolve(port);
    };
    window.addEventListener('message', onMessage);
    signal.addEventListener('abort', onAbort);
    window.postMessage(portWords.ask, window.location.origin);
  });
}
