import type { NetworkProblemCode } from '#contract/network.ts';

/** Why the branch host cannot be opened to the network; nothing listens there then. */
export class NetworkProblem extends Error {
  readonly code: NetworkProblemCode;
  /** The file or the port it is about. */
  readonly what: string;

  constructor(code: NetworkProblemCode, what = '', cause?: unknown) {
    super(`${code} ${what}`.trim(), { cause });
    this.code = code;
    this.what = what;
  }
}
