const callId = /^[0-9a-z]{1,16}$/;
const procedurePath = /^(\/[A-Za-z]{1,40}){1,4}$/;
const headerName = /^[\w-]{1,60}$/;
/** Printable, as header values are. */
const headerValue = /^[\t\x20-\x7e]{0,400}$/;
const REQUEST = 1;
const ABORT = 4;

/**
 * Whether a message is a call, or the end of one, as our own client writes it. The adapter would take more
 * (uploads, streams from the client, other methods); nothing here uses them, so they are refused unread.
 */
export function isCallFrame(message: unknown): message is string {
  if (typeof message !== 'string') return false;
  let frame: unknown;
  try {
    frame = JSON.parse(message);
  } catch {
    return false;
  }
  if (!isRecord(frame) || typeof frame.i !== 'string' || !callId.test(frame.i)) return false;
  const kind = frame.t ?? REQUEST;
  if (kind === ABORT) return frame.p === undefined;
  if (kind !== REQUEST || !isRecord(frame.p)) return false;
  const { u: path, h: headers = {}, m: method, b: body } = frame.p;
  if (typeof path !== 'string' || !procedurePath.test(path) || method !== undefined) return false;
  if (body !== undefined && !isRecord(body)) return false;
  return isRecord(headers) && Object.entries(headers).every(isPlainHeader);
}

function isPlainHeader([name, value]: [string, unknown]): boolean {
  // Content headers would make the adapter read the body as a file, a form or a stream.
  if (!headerName.test(name) || name.toLowerCase().startsWith('content-')) return false;
  return typeof value === 'string' && headerValue.test(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
