import type { PackProblem } from '#contract/standard-pack.ts';
import { checkPack } from '#core/standard/pack.ts';
import { sayPack } from '#core/standard/pack-summary.ts';
import { readPackFile } from '#storage/pack-file.ts';

const paths = process.argv.slice(2);
if (paths.length === 0) {
  console.error('npm run pack:check -- FILE [FILE …]');
  process.exit(1);
}

const show = (mark: string, { file, line, column, path, code, message }: PackProblem) =>
  `${file}:${line}:${column}  ${mark} ${code}${path === '' ? '' : `  ${path}`}\n    ${message.ko}\n    ${message.en}`;

let wrong = false;
for (const path of paths) {
  const read = readPackFile(path, 'own');
  if ('error' in read) {
    wrong = true;
    console.error(`${path}: 파일을 읽을 수 없습니다. / The file cannot be read. (${read.error})`);
    continue;
  }
  const { pack, problems, warnings } = checkPack(read.text, path);
  for (const problem of problems) console.error(show('error', problem));
  for (const warning of warnings) console.warn(show('warning', warning));
  if (pack === null) {
    wrong = true;
    console.error(`\n${path}: 고칠 곳 ${problems.length} / ${problems.length} to be corrected`);
  } else {
    console.log(sayPack(pack, path, warnings.length));
  }
}
process.exitCode = wrong ? 1 : 0;
