import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { staticFile } from '#server/static-files.ts';

let outer: string;
let folder: string;

beforeAll(() => {
  outer = mkdtempSync(join(tmpdir(), 'maji-static-'));
  folder = join(outer, 'renderer');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), '<!doctype html>');
  writeFileSync(join(folder, 'assets', 'index-Dk3_a-9z.js'), 'js');
  writeFileSync(join(folder, 'assets', 'plain.css'), 'css');
  writeFileSync(join(folder, 'assets', 'index-Dk3_a-9z.js.map'), '{}');
  writeFileSync(join(outer, 'secret.txt'), 'secret');
  mkdirSync(join(outer, 'renderer-else'));
  writeFileSync(join(outer, 'renderer-else', 'secret.txt'), 'secret');
});
afterAll(() => rmSync(outer, { recursive: true }));

describe('files of the built interface', () => {
  it('are kept by the browser for ever when named after their content', () => {
    expect(staticFile(folder, '/assets/index-Dk3_a-9z.js')).toMatchObject({
      type: 'text/javascript; charset=utf-8',
      cacheControl: 'public, max-age=31536000, immutable',
      size: 2,
    });
  });

  it('are not kept otherwise', () => {
    expect(staticFile(folder, '/')).toMatchObject({
      type: 'text/html; charset=utf-8',
      cacheControl: 'no-store',
    });
    expect(staticFile(folder, '/index.html')?.cacheControl).toBe('no-store');
    expect(staticFile(folder, '/assets/plain.css')?.cacheControl).toBe('no-store');
  });

  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/%2e%2e%2fsecret.txt',
    '/..%5csecret.txt',
    '/assets/../../secret.txt',
    '/../renderer-else/secret.txt',
    '//secret.txt',
    '/C:/secret.txt',
    '/index.html%00.txt',
    '/%E0%A4%A',
    'index.html',
    '',
    '/assets',
    '/assets/',
    '/assets/index-Dk3_a-9z.js.map',
    '/missing.js',
  ])('nothing is given for %s', (pathname) => {
    expect(staticFile(folder, pathname)).toBeNull();
  });
});
