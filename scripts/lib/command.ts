import { randomInt } from 'node:crypto';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { defaultDataFolder } from '#server/data-folder.ts';
import { keptDemoText, newDemoText } from '#server/demo-text.ts';
import { NetworkProblem } from '#server/network/network-problem.ts';
import { networkProblemText } from '#server/network/network-problem-text.ts';
import { productIn } from '#server/product.ts';
import { storeProblemText } from '#server/store-problem-text.ts';
import type { TroubleLog } from '#server/unexpected.ts';
import { StoreProblem } from '#storage/store-problem.ts';

/** The folder of the product. */
export const root = fileURLToPath(new URL('../..', import.meta.url));
export const product = () => productIn(root);

/** Where the host listens unless told otherwise. */
export const DEFAULT_PORT = 4870;

export interface Flags {
  port?: number;
  data?: string;
  demo: boolean;
  publicPort?: number;
  /** The browser that makes PDFs. */
  chromium?: string;
  /** A PDF to be checked. */
  pdf?: string;
  /** Whose account it is about. */
  login?: string;
  lan: boolean;
  lanPort?: number;
  trustPort?: number;
  /** Both or neither. */
  given?: { cert: string; key: string };
}

const kinds = {
  port: { type: 'string' },
  data: { type: 'string' },
  demo: { type: 'boolean' },
  'public-port': { type: 'string' },
  chromium: { type: 'string' },
  pdf: { type: 'string' },
  login: { type: 'string' },
  lan: { type: 'boolean' },
  'lan-port': { type: 'string' },
  'trust-port': { type: 'string' },
  cert: { type: 'string' },
  key: { type: 'string' },
} as const;

type Values = {
  [Name in keyof typeof kinds]?: (typeof kinds)[Name]['type'] extends 'boolean' ? boolean : string;
};

/** The flags of a command; anything it does not know ends the process with its usage line and code 2. */
export function flagsOf(usage: string, allowed: readonly (keyof typeof kinds)[]): Flags {
  try {
    const options = Object.fromEntries(allowed.map((name) => [name, kinds[name]]));
    const values: Values = parseArgs({ options }).values;
    if (values.data === '') throw new Error('--data is a folder');
    if (values.login?.trim() === '') throw new Error('--login is a login');
    return {
      port: portOf('--port', values.port),
      publicPort: portOf('--public-port', values['public-port']),
      data: values.data,
      demo: values.demo === true,
      chromium: values.chromium,
      pdf: values.pdf,
      login: values.login,
      lan: values.lan === true,
      lanPort: portOf('--lan-port', values['lan-port']),
      trustPort: portOf('--trust-port', values['trust-port']),
      given: givenPair(values.cert, values.key),
    };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    console.error(`usage: ${usage}`);
    process.exit(2);
  }
}

function portOf(flag: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const port = Number(value);
  if (value.trim() !== '' && Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Error(`${flag} is a number from 0 to 65535`);
}

function givenPair(cert: string | undefined, key: string | undefined): Flags['given'] {
  if (cert === undefined && key === undefined) return undefined;
  if (!cert || !key) throw new Error('--cert and --key are files and belong together');
  return { cert: fromHere(cert), key: fromHere(key) };
}

/** The folder asked for (from where the command was typed), or the one of this user. */
export function dataFolderOf(data: string | undefined): string {
  if (data === undefined) return defaultDataFolder(process.platform, process.env, homedir());
  return fromHere(data);
}

/** A path as it was typed: npm runs scripts in the product's folder and says where it was called. */
export function fromHere(path: string): string {
  return resolve(process.env.INIT_CWD ?? process.cwd(), path);
}

export const log: TroubleLog = ({ what, error }) => {
  console.error(new Date().toISOString(), what, error instanceof Error ? error.stack : error);
};

/** Letters and digits nobody takes for one another. */
const plainLetters = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Three groups of four such letters: a password to be read from a screen and changed at the first sign-in. */
export function plainPassword(): string {
  const four = () => Array.from({ length: 4 }, () => plainLetters[randomInt(plainLetters.length)]).join('');
  return [four(), four(), four()].join('-');
}

/** What everybody of a new demo branch signs in with: made for this start, unless the environment gives one. */
export function demoOf(flags: { demo: true }): { password: string };
export function demoOf(flags: Pick<Flags, 'demo'>): { password: string } | undefined;
export function demoOf({ demo }: Pick<Flags, 'demo'>): { password: string } | undefined {
  if (!demo) return undefined;
  return { password: process.env.MAJI_DEMO_PASSWORD ?? plainPassword() };
}

/** Tells how to sign in to a demo branch that has just been made. */
export function sayDemo(demo: { password: string }): void {
  for (const line of newDemoText(demo)) console.log(line);
}

/** Tells whoever asked for a demo branch where none was made how to sign in to what is there. */
export function sayKept(dataFolder: string): void {
  console.log(keptDemoText(dataFolder));
}

/** Says why a command cannot go on, in both languages where it is about the store, and ends it with code 1. */
export function fail(error: unknown): never {
  if (error instanceof StoreProblem) {
    const { ko, en } = storeProblemText(error);
    console.error(ko);
    console.error(en);
  } else if (error instanceof NetworkProblem) {
    const { ko, en } = networkProblemText(error);
    console.error(ko);
    console.error(en);
  } else if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') {
    const { port } = error as { port?: number };
    console.error(
      `${port}번 포트를 다른 프로그램이 쓰고 있습니다. 바뀐 것은 없습니다. --port(공개 화면은 --public-port)로 다른 번호를 고르세요.`,
    );
    console.error(
      `Another program uses port ${port}. Nothing was changed. Choose another with --port (public pages: --public-port).`,
    );
  } else {
    log({ what: 'cannot start', error });
  }
  process.exit(1);
}

/** Runs `stop` once at Ctrl-C or when the process is asked to end, then ends it; a second Ctrl-C does not wait. */
export function stopsCleanly(stop: () => Promise<void>): void {
  let stopping = false;
  const onSignal = (signal: NodeJS.Signals) => {
    if (stopping) {
      if (signal === 'SIGINT') process.exit(130);
      return;
    }
    stopping = true;
    stop().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
}

/** The line everybody waits for. */
export function sayReady(url: string): void {
  console.log(`Maji is ready at ${url}`);
}
