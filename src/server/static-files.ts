import { createReadStream, statSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';

/** A file of the built interface, ready to be sent. */
export interface StaticFile {
  path: string;
  size: number;
  type: string;
  cacheControl: string;
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

/** What the build names after its content: `assets/name-<hash>.ext`. */
const hashed = /^\/assets\/[^/]+-[\w-]{8}\.[a-z0-9]+$/;

/**
 * The file of `folder` for the path of an address; null when there is none, when it would lie outside, or when it
 * is of a kind the interface does not have (source maps, for example).
 */
export function staticFile(folder: string, pathname: string): StaticFile | null {
  let wanted: string;
  try {
    wanted = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  // A backslash is a separator on Windows, a colon a drive or a stream; `..` never occurs in our own addresses.
  if (!wanted.startsWith('/') || /[\\:\0]|\.\./.test(wanted)) return null;
  const name = wanted === '/' ? '/index.html' : wanted;
  const type = types[extname(name)];
  const path = normalize(join(folder, name));
  if (type === undefined || !path.startsWith(folder.endsWith(sep) ? folder : folder + sep)) return null;
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined || !stats.isFile()) return null;
  const cacheControl = hashed.test(name) ? 'public, max-age=31536000, immutable' : 'no-store';
  return { path, size: stats.size, type, cacheControl };
}

/** Sends a file; a reader that leaves, or a file rebuilt while it is read, cuts the answer and nothing else. */
export function sendFile(response: ServerResponse, file: StaticFile, headOnly: boolean): void {
  response.writeHead(200, {
    'content-type': file.type,
    'content-length': file.size,
    'cache-control': file.cacheControl,
  });
  if (headOnly) {
    response.end();
    return;
  }
  createReadStream(file.path)
    .on('error', () => response.destroy())
    .pipe(response);
}
