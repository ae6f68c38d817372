import { z } from 'zod';
import { PACK_FORMAT, standardPackSchema } from '#contract/standard-pack.ts';

/** The pack format for editors (JSON Schema draft 7, which YAML language servers read), as the text of its file. */
export function packSchemaText(): string {
  const schema = z.toJSONSchema(standardPackSchema, { io: 'input', target: 'draft-7', reused: 'ref' });
  return `${JSON.stringify({ title: `Maji service standard (${PACK_FORMAT})`, ...schema }, null, 2)}\n`;
}
