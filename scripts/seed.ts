import { openFrontDesk } from '#server/open-front-desk.ts';
import { dataFolderOf, fail, flagsOf, product } from './lib/command.ts';

const flags = flagsOf('npm run seed -- [--data DIR]', ['data']);
const dataFolder = dataFolderOf(flags.data);

try {
  const desk = await openFrontDesk({ product: product(), dataFolder, door: 'host', demo: true });
  await desk.close();
  console.log(`The demo branch is in ${dataFolder}`);
} catch (error) {
  fail(error);
}
