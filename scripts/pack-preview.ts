import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parsePack } from '#core/standard/pack.ts';
import { previewPage } from '#core/standard/preview/preview.ts';
import { readPackFile } from '#storage/pack-file.ts';

const { values, positionals } = parseArgs({
  options: { out: { type: 'string' }, language: { type: 'string' } },
  allowPositionals: true,
});
const [path] = positionals;
if (path === undefined) {
  console.error('npm run pack:preview -- FILE [--language ko|en] [--out FILE.html]');
  process.exit(1);
}
const read = readPackFile(path, 'own');
const parsed = 'error' in read ? null : parsePack(read.text, path);
if (parsed === null || !parsed.ok) {
  console.error(`${path}: 읽을 수 없습니다. npm run pack:check 로 고칠 곳을 보세요.`);
  console.error(`${path}: it does not read. Run npm run pack:check to see why.`);
  process.exit(1);
}
const { pack } = parsed;
const language = values.language ?? pack.language;
const out = resolve(values.out ?? path.replace(/\.ya?ml$/, '.html').replace(/^.*[/\\]/, ''));
writeFileSync(out, previewPage(pack, language === 'en' ? 'en' : 'ko', new Date()));
console.log(out);
