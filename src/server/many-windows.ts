import { setFlagsFromString } from 'node:v8';

/** So many windows are answered in time by a host that saves memory first. */
const FEW = 40;

/** `npm run serve` starts it so; a desktop app does not. */
let savesMemory = process.execArgv.includes('--optimize-for-size');

/**
 * Told how many windows are open. From the first time they are many the process is quick before it is small, for good:
 * saving memory doubles the processor time of a call.
 */
export function windowsOpen(count: number): void {
  if (!savesMemory || count <= FEW) return;
  savesMemory = false;
  setFlagsFromString('--no-optimize-for-size');
}
