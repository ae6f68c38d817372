import { describe, expect, it } from 'vitest';
import { isCallFrame } from '#server/call-frame.ts';

const request = (p: unknown, rest = {}) => JSON.stringify({ i: '1', p, ...rest });

describe('a frame', () => {
  it('is a call as our client writes it', () => {
    expect(isCallFrame(request({ u: '/memos/board', b: { json: {} }, h: { 'x-maji-language': 'ko' } }))).toBe(
      true,
    );
    expect(isCallFrame(request({ u: '/desktop/print' }))).toBe(true);
    expect(isCallFrame(JSON.stringify({ i: 'a1', t: 4 }))).toBe(true);
  });

  it.each([
    ['no text', null],
    ['binary', Buffer.from(request({ u: '/memos/board' }))],
    ['nothing', ''],
    ['no JSON', '{'],
    ['no object', '[]'],
    ['null', 'null'],
    ['no id', JSON.stringify({ p: { u: '/memos/board' } })],
    ['an id that is no text', request({ u: '/memos/board' }, { i: 1 })],
    ['an endless id', request({ u: '/memos/board' }, { i: 'a'.repeat(17) })],
    ['an unknown kind', request({ u: '/memos/board' }, { t: 9 })],
    ['a stream from the client', request({ e: 'message', d: 1 }, { t: 3 })],
    ['no path', request({ b: {} })],
    ['a whole address', request({ u: 'http://evil.example/memos/board' })],
    ['a path that climbs', request({ u: '/memos/../board' })],
    ['a path with a query', request({ u: '/memos/board?data=1' })],
    ['another method', request({ u: '/memos/board', m: 'GET' })],
    ['a body that is no object', request({ u: '/memos/board', b: 'text' })],
    ['a body that is a list', request({ u: '/memos/board', b: [] })],
    ['headers that are no object', request({ u: '/memos/board', h: [] })],
    ['a header that is no text', request({ u: '/memos/board', h: { a: ['b'] } })],
    ['a header with a line break', request({ u: '/memos/board', h: { a: 'b\r\nc: d' } })],
    ['a header with a strange name', request({ u: '/memos/board', h: { 'a b': 'c' } })],
    ['an upload', request({ u: '/memos/board', h: { 'Content-Type': 'multipart/form-data' } })],
    ['a file', request({ u: '/memos/board', h: { 'content-disposition': 'attachment; filename="a"' } })],
  ])('is none: %s', (_what, frame) => {
    expect(isCallFrame(frame)).toBe(false);
  });
});
