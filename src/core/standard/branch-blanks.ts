import type { Blanks } from './script.ts';

/** What a branch says of itself in any sentence; its telephone number only where it has given one. */
export function branchBlanks(branch: { institution: string; name: string; phone: string | null }): Blanks {
  const { institution, name, phone } = branch;
  return { institution, branch: name, ...(phone === null ? {} : { branch_phone: phone }) };
}
