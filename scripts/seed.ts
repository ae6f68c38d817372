import { openFrontDesk } from '#server/open-front-desk.ts';
import { dataFolderOf, demoOf, fail, flagsOf, product, sayDemo } from './lib/command.ts';

const flags = flagsOf('npm run seed -- [--data DIR]', ['data']);
const dataFolder = dataFolderOf(flags.data);

try {
  const open = (demo?: { password: string }) =>
    openFrontDesk({ product: product(), dataFolder, door: 'host', demo });
  const found = await open();
  const branches = await found.desk.engine.db.selectFrom('branch').select('name').execute();
  await found.close();
  const [branch] = branches;
  if (branch !== undefined) {
    console.error(
      `데이터 폴더에 이미 지점이 있습니다: ${branch.name}. 바뀐 것은 없습니다. --data 로 빈 폴더를 고르세요.`,
    );
    console.error(
      `There is a branch in the data folder already: ${branch.name}. Nothing was changed. Choose an empty folder with --data.`,
    );
    process.exit(1);
  }
  const demo = demoOf({ demo: true });
  const filled = await open(demo);
  await filled.close();
  sayDemo(demo);
  console.log(`The demo branch is in ${dataFolder}`);
} catch (error) {
  fail(error);
}
