import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { boundsFor, keepWindowState, readWindowState } from '#main/window-state.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'maji-window-'));
  file = join(folder, 'window', 'window-state.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

const screen = { x: 0, y: 0, width: 1920, height: 1040 };
const left = { x: -1920, y: 0, width: 1920, height: 1040 };
const leftAt = (bounds: Partial<typeof screen>) => ({
  bounds: { x: 100, y: 100, width: 1280, height: 800, ...bounds },
  maximized: false,
});

describe('how a window was left', () => {
  it('is kept and read again', () => {
    const bounds = { x: 10, y: 20, width: 1280, height: 800 };
    keepWindowState(file, { getNormalBounds: () => bounds, isMaximized: () => true });
    expect(readWindowState(file)).toEqual({ bounds, maximized: true });
  });

  it.each([
    '',
    '{',
    '[]',
    '{"bounds":{"x":"0"}}',
    '{"bounds":{"x":0,"y":0,"width":1e9,"height":1},"maximized":false}',
    'null',
  ])('is forgotten when the file says %j', (text) => {
    keepWindowState(file, { getNormalBounds: () => screen, isMaximized: () => false });
    writeFileSync(file, text);
    expect(readWindowState(file)).toBeNull();
  });

  it('is not known at first, and a folder that cannot be written does not matter', () => {
    expect(readWindowState(file)).toBeNull();
    writeFileSync(join(folder, 'window'), 'a file in the way');
    keepWindowState(file, { getNormalBounds: () => screen, isMaximized: () => false });
    expect(readFileSync(join(folder, 'window'), 'utf8')).toBe('a file in the way');
    expect(existsSync(file)).toBe(false);
  });
});

describe('where a window opens', () => {
  it('where it was, on any of the screens', () => {
    const state = leftAt({ x: -1500 });
    expect(boundsFor(state, [screen, left])).toEqual(state.bounds);
  });

  it.each([
    ['on a screen that is gone', { x: -1500 }],
    ['below the screen', { y: 1030 }],
    ['above it, so that it could not be dragged', { y: -50 }],
    ['with nothing but an edge left', { x: 1900 }],
  ])('not %s, but in the same size', (_where, bounds) => {
    expect(boundsFor(leftAt(bounds), [screen])).toEqual({ width: 1280, height: 800 });
  });

  it('never larger than the screen there is', () => {
    expect(boundsFor(leftAt({ x: 5000, width: 4000, height: 3000 }), [screen])).toEqual({
      width: 1920,
      height: 1040,
    });
  });

  it('anywhere at first', () => {
    expect(boundsFor(null, [screen])).toEqual({});
  });
});
