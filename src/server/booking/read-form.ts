import type { IncomingMessage } from 'node:http';

/** The fields of a form that was sent; null for a body that is none or larger than `most` bytes. */
export async function readForm(request: IncomingMessage, most: number): Promise<URLSearchParams | null> {
  if (!/^application\/x-www-form-urlencoded\b/i.test(request.headers['content-type'] ?? '')) return null;
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request) {
    size += (piece as Buffer).length;
    if (size > most) return null;
    pieces.push(piece as Buffer);
  }
  return new URLSearchParams(Buffer.concat(pieces).toString('utf8'));
}
