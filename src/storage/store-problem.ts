import type { Owner } from './owner-lock.ts';

/** Why a store could not be opened. The interface turns the code into a sentence. */
export type StoreProblemCode =
  | 'LOCKED'
  | 'READ_ONLY'
  | 'DISK_FULL'
  | 'NEWER_VERSION'
  | 'NOT_A_FOLDER'
  | 'NETWORK_FOLDER'
  | 'DAMAGED';

export interface StoreProblemFacts {
  /** The folder or file it is about. */
  path: string;
  /** LOCKED: who has it; null when it is no front desk (a database tool, a copy in progress). */
  heldBy?: Owner | null;
  /** NEWER_VERSION: the migrations this version does not know. */
  unknown?: string[];
  /** NETWORK_FOLDER: the file system or the sync service. */
  what?: string;
}

/** A store that could not be opened; no data was touched. */
export class StoreProblem extends Error {
  readonly code: StoreProblemCode;
  readonly facts: StoreProblemFacts;

  constructor(code: StoreProblemCode, facts: StoreProblemFacts, cause?: unknown) {
    super(`${code}: ${facts.path}`, { cause });
    this.name = 'StoreProblem';
    this.code = code;
    this.facts = facts;
  }
}
