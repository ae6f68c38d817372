import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { BrowserWindow, Rectangle } from 'electron';
import { z } from 'zod';

const pixels = z.number().int().min(-100_000).max(100_000);
const windowState = z.object({
  bounds: z.object({
    x: pixels,
    y: pixels,
    width: pixels.min(200),
    height: pixels.min(200),
  }),
  maximized: z.boolean(),
});
export type WindowState = z.infer<typeof windowState>;

/** So much of a window must be on a screen to be found and dragged (pixels). */
const GRIP = { width: 120, height: 40 };

/** How the window was left; null when that is not known or not readable. */
export function readWindowState(file: string): WindowState | null {
  try {
    return windowState.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

/** Keeps how the window stands. A file that cannot be written is no reason to keep a window from closing. */
export function keepWindowState(
  file: string,
  window: Pick<BrowserWindow, 'getNormalBounds' | 'isMaximized'>,
): void {
  try {
    const state: WindowState = { bounds: window.getNormalBounds(), maximized: window.isMaximized() };
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.new`, JSON.stringify(state));
    renameSync(`${file}.new`, file);
  } catch {}
}

/** The bounds to open with: as left while that is on a screen; otherwise only its size, within the first screen. */
export function boundsFor(state: WindowState | null, workAreas: readonly Rectangle[]): Partial<Rectangle> {
  if (state === null) return {};
  const { bounds } = state;
  if (workAreas.some((area) => isWithinReach(bounds, area))) return bounds;
  const [first] = workAreas;
  return {
    width: Math.min(bounds.width, first?.width ?? bounds.width),
    height: Math.min(bounds.height, first?.height ?? bounds.height),
  };
}

/** Enough of the title bar lies on the screen. */
function isWithinReach(bounds: Rectangle, area: Rectangle): boolean {
  const across = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
  const isTopVisible = bounds.y >= area.y && bounds.y + GRIP.height <= area.y + area.height;
  return across >= GRIP.width && isTopVisible;
}
