import { readFile } from 'node:fs/promises';
import type { CustomScheme, Protocol } from 'electron';
import { securityHeaders } from '#server/security-headers.ts';
import { staticFile } from '#server/static-files.ts';
import { isOwnPage, SCHEME } from './addresses.ts';

/** Told to Electron before it is ready: a scheme with an origin of its own, under the rules of https. */
export const ownScheme: CustomScheme = {
  scheme: SCHEME,
  privileges: {
    standard: true,
    secure: true,
    supportFetchAPI: true,
    codeCache: true,
    bypassCSP: false,
    allowServiceWorkers: false,
    corsEnabled: false,
    stream: false,
  },
};

/** Answers the requests of our own pages with files of the built interface, and nothing else. */
export function answerPage(rendererFolder: string) {
  return async ({ url, method }: { url: string; method: string }): Promise<Response> => {
    if (method !== 'GET') return refuse(405);
    // The written address, before parsing takes `..` out of it, is checked as well.
    if (!isOwnPage(url) || /\.\.|%2e|\\/i.test(url)) return refuse(404);
    const file = staticFile(rendererFolder, new URL(url).pathname);
    if (file === null) return refuse(404);
    const headers = { ...securityHeaders, 'content-type': file.type, 'cache-control': file.cacheControl };
    return new Response(new Uint8Array(await readFile(file.path)), { headers });
  };
}

export function serveApp(protocol: Pick<Protocol, 'handle'>, rendererFolder: string): void {
  protocol.handle(SCHEME, answerPage(rendererFolder));
}

function refuse(status: number): Response {
  return new Response(null, { status, headers: { ...securityHeaders, 'cache-control': 'no-store' } });
}
