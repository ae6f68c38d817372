import { isContractProcedure } from '@orpc/contract';

export interface Listed {
  /** As `memos.board`. */
  path: string;
  meta: Record<string, unknown>;
  route: { method?: string; path?: string };
  input: unknown;
  output: unknown;
}

/** Every procedure of a contract, however deep. */
export function procedures(node: unknown, path: string[] = []): Listed[] {
  if (isContractProcedure(node)) {
    const { meta, route, inputSchema, outputSchema } = node['~orpc'];
    return [{ path: path.join('.'), meta, route, input: inputSchema, output: outputSchema }];
  }
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, inner]) => procedures(inner, [...path, key]));
}
