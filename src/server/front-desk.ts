import { createFrontDesk, type FrontDesk, type FrontDeskOptions } from '#core/app.ts';
import { openStore } from '#storage/open-store.ts';
import { readPackText } from '#storage/pack-file.ts';

export interface OpenOptions extends Pick<FrontDeskOptions, 'clock' | 'demo' | 'version'> {
  dataFolder: string;
  door: 'desktop' | 'host';
  /** The packs the product ships (`assets/standards`). */
  standardsFolder: string;
}

export interface OpenFrontDesk extends FrontDesk {
  /** Tells a second process where this one can be reached. */
  announce(url: string): void;
}

/** Opens the store of a data folder and the front desk over it, for either door. Throws StoreProblem. */
export async function openFrontDesk(options: OpenOptions): Promise<OpenFrontDesk> {
  const { dataFolder, door, standardsFolder, version, clock, demo } = options;
  const store = await openStore({ dataFolder, door });
  try {
    const frontDesk = await createFrontDesk({
      engine: store.engine,
      readPack: () => readPackText(standardsFolder, store.folder),
      recovered: store.recovered ?? null,
      version,
      clock,
      demo,
    });
    return {
      ...frontDesk,
      announce: (url) => store.announce(url),
      async close() {
        await frontDesk.close();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}
