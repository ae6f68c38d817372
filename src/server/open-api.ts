import { OpenAPIGenerator } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { publicContract } from '#contract/public.ts';

const about = `What the pages without sign-in publish, and booking a telephone consultation from an institution's own page.

Reading needs nothing. \`POST /booking/…\` from anywhere but the booking page itself needs a key, which an administrator
makes under Settings, Bookings: \`Authorization: Bearer maji_…\`. A key books for its own branch and for no other.

Times are ISO 8601 with an offset. \`requestId\` is a UUID made once for each wish: a repeat after a lost answer gets the
first answer again and books nothing twice. Of several that ask for one time one gets it; the others are answered with 422
\`REFUSED\` and \`data.reason\` \`SLOT_TAKEN\`. No answer holds anything of a customer.`;

/** The OpenAPI 3.1 description of the public contract, and of nothing else. */
export async function openApi(version: string, servers: readonly string[]): Promise<unknown> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  const document = await generator.generate(publicContract, {
    info: { title: 'Maji', version, description: about },
    servers: servers.map((origin) => ({ url: `${origin}/api` })),
    components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
  });
  for (const [path, methods] of Object.entries(document.paths ?? {})) {
    if (!path.startsWith('/booking/')) continue;
    for (const operation of Object.values(methods ?? {}) as { security?: unknown; tags?: string[] }[]) {
      if (operation.tags?.includes('booking')) operation.security = [{ key: [] }];
    }
  }
  return document;
}
