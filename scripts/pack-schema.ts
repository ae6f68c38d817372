import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packSchemaText } from '#core/standard/pack-schema.ts';

const path = join(import.meta.dirname, '..', 'assets', 'standards', 'standard-pack.schema.json');
writeFileSync(path, packSchemaText());
console.log(path);
