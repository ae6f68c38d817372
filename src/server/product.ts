import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the product ships beside its code, in the repository and in the desktop archive alike. */
export interface Product {
  version: string;
  standardsFolder: string;
  rendererFolder: string;
  /** What the pages without sign-in are drawn with. */
  publicFolder: string;
}

/** `folder` holds package.json. */
export function productIn(folder: string): Product {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  return {
    version,
    standardsFolder: join(folder, 'assets', 'standards'),
    rendererFolder: join(folder, 'dist', 'renderer'),
    publicFolder: join(folder, 'assets', 'public'),
  };
}
