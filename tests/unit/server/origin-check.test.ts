import { describe, expect, it } from 'vitest';
import { isOwnHost, isOwnOrigin, mayRead } from '#server/origin-check.ts';

const own = { port: 4870 };

describe('the Host header', () => {
  it.each(['127.0.0.1:4870', 'localhost:4870', '[::1]:4870'])('%s is this host', (host) => {
    expect(isOwnHost(host, own)).toBe(true);
  });

  it.each([
    undefined,
    '',
    'localhost',
    '127.0.0.1',
    '127.0.0.1:4871',
    'evil.example:4870',
    'localhost:4870.evil.example',
    'evil.example#localhost:4870',
    '127.0.0.1:4870@evil.example',
    '0.0.0.0:4870',
    '127.1:4870',
    'LOCALHOST:4870',
  ])('%s is not', (host) => {
    expect(isOwnHost(host, own)).toBe(false);
  });

  it('needs no port on port 80', () => {
    expect(isOwnHost('localhost', { port: 80 })).toBe(true);
  });
});

describe('where a call comes from', () => {
  it('is our own page', () => {
    expect(isOwnOrigin({ origin: 'http://127.0.0.1:4870' }, own)).toBe(true);
    expect(isOwnOrigin({ origin: 'http://localhost:4870', 'sec-fetch-site': 'same-origin' }, own)).toBe(true);
  });

  it.each([
    {},
    { origin: 'null' },
    { origin: 'https://127.0.0.1:4870' },
    { origin: 'http://evil.example' },
    { origin: 'http://127.0.0.1:4871' },
    { origin: 'http://localhost:4870.evil.example' },
    { origin: 'http://127.0.0.1:4870', 'sec-fetch-site': 'cross-site' },
    { origin: 'http://127.0.0.1:4870', 'sec-fetch-site': 'same-site' },
    { origin: 'http://127.0.0.1:4870', 'sec-fetch-site': 'none' },
  ])('is not %j', (headers) => {
    expect(isOwnOrigin(headers, own)).toBe(false);
  });

  it('may be the development server, and only the one that was named', () => {
    const dev = { ...own, devOrigin: 'http://127.0.0.1:5173' };
    expect(isOwnOrigin({ origin: 'http://127.0.0.1:5173' }, dev)).toBe(true);
    expect(isOwnOrigin({ origin: 'http://127.0.0.1:5173' }, own)).toBe(false);
    expect(isOwnOrigin({ origin: 'http://127.0.0.1:5174' }, dev)).toBe(false);
  });
});

describe('who may read a file', () => {
  it('our page, an address that was typed, and a link that was followed', () => {
    expect(mayRead({})).toBe(true);
    expect(mayRead({ 'sec-fetch-site': 'same-origin' })).toBe(true);
    expect(mayRead({ 'sec-fetch-site': 'none' })).toBe(true);
    const followed = {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
    };
    expect(mayRead(followed)).toBe(true);
  });

  it('no other page that embeds or fetches it', () => {
    expect(
      mayRead({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'script' }),
    ).toBe(false);
    expect(
      mayRead({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' }),
    ).toBe(false);
    expect(
      mayRead({ 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' }),
    ).toBe(false);
  });
});

describe('on the network', () => {
  const names = ['desk.local', '192.0.2.7', 'fd00::7'];
  const lan = { port: 4871, secure: true, isOwnName: (name: string) => names.includes(name) };

  it('the names of the certificate are this host, and loopback only where it is one of them', () => {
    for (const host of ['desk.local:4871', '192.0.2.7:4871', '[fd00::7]:4871'])
      expect(isOwnHost(host, lan), host).toBe(true);
    for (const host of [
      'localhost:4871',
      '127.0.0.1:4871',
      'desk.local',
      'desk.local:4870',
      'fd00::7:4871',
      '[desk.local]:4871',
      'desk.local:4871:4871',
      'desk.local:4871/',
      'a@desk.local:4871',
      'desk.local :4871',
      '',
    ])
      expect(isOwnHost(host, lan), host).toBe(false);
  });

  it('pages come over TLS, and need no port on port 443', () => {
    expect(isOwnOrigin({ origin: 'https://desk.local:4871' }, lan)).toBe(true);
    expect(isOwnOrigin({ origin: 'http://desk.local:4871' }, lan)).toBe(false);
    expect(isOwnOrigin({ origin: 'https://desk.local' }, { ...lan, port: 443 })).toBe(true);
    expect(isOwnHost('desk.local', { ...lan, port: 443 })).toBe(true);
    expect(isOwnHost('desk.local', { ...lan, port: 80 })).toBe(false);
  });
});

describe('an address a proxy gives it', () => {
  const own = { port: 4900, published: () => 'https://book.example.kr' };
  const from = (origin: string) => isOwnOrigin({ origin }, own);

  it('is its own as well, under that name and over HTTPS alone', () => {
    expect(isOwnHost('book.example.kr', own)).toBe(true);
    expect(isOwnHost('BOOK.example.kr', own)).toBe(true);
    expect(isOwnHost('127.0.0.1:4900', own)).toBe(true);
    for (const other of ['book.example.kr:4900', 'example.kr', 'book.example.kr.evil.kr', undefined])
      expect(isOwnHost(other, own), other).toBe(false);
    expect(from('https://book.example.kr')).toBe(true);
    expect(from('http://127.0.0.1:4900')).toBe(true);
    for (const other of ['http://book.example.kr', 'https://book.example.kr:444', 'https://evil.kr', 'null'])
      expect(from(other), other).toBe(false);
    expect(isOwnHost('book.example.kr', { port: 4900, published: () => null })).toBe(false);
  });
});
