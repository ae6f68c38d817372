import { print } from './figures.ts';
import { live, memory } from './live.ts';
import { load } from './load.ts';
import { reading } from './reading.ts';
import { saveMemo } from './save-memo.ts';
import { stormOfPasswords } from './storm.ts';

const log = (line: string) => console.error(line);
const figures = {
  save: saveMemo,
  reading: () => reading(log),
  live,
  memory: () => memory(log),
  storm: stormOfPasswords,
  load: () => load(log),
};
const wanted = process.argv.slice(2);
for (const [name, measure] of Object.entries(figures)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  for (const figure of await measure()) print(figure);
}

process.exit(0);
