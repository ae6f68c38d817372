import { isIP } from 'node:net';
import { join } from 'node:path';
import type { NetworkState } from '#contract/network.ts';
import type { FrontDesk } from '#core/app.ts';
import type { NetworkDoor } from '#core/network/network-door.ts';
import { type BranchHost, openBranchHost } from '../branch-host.ts';
import type { CallSocket } from '../call-socket.ts';
import type { Listener } from '../listener.ts';
import type { TroubleLog } from '../unexpected.ts';
import { type Identity, identityIn } from './identity.ts';
import { ITSELF, type MachineNames, machineNames } from './machine-names.ts';
import { type LimitFigures, NetworkLimits } from './network-limits.ts';
import { NetworkProblem } from './network-problem.ts';
import { makePrivateFolder } from './private-files.ts';
import { openTrustListener } from './trust-listener.ts';
import { TrustPage } from './trust-page.ts';

/** Where the network is served unless told otherwise; the trust page is one above. */
export const DEFAULT_LAN_PORT = 4871;
/** Where the same page is over TLS. */
const TRUST_PATH = '/trust';
/** Names, addresses and dates are looked at this often (milliseconds). */
const LOOK_EVERY = 60_000;
/** Who turns it off from another machine gets the answer before the line is cut (milliseconds). */
const ANSWER_FIRST = 200;

export interface BranchNetworkOptions {
  dataFolder: string;
  rendererFolder: string;
  publicFolder: string;
  /** 0 picks a free one. */
  port?: number;
  trustPort?: number;
  /** A certificate and key of the institution, as files. */
  given?: { cert: string; key: string };
  limits?: LimitFigures;
  now?: () => Date;
  machine?: () => MachineNames;
  log: TroubleLog;
}

/** What is served, known once the desk is open. */
export interface NetworkDesk {
  desk: Pick<FrontDesk, 'router' | 'desk' | 'seatOf'>;
  sockets: CallSocket;
  /** Name of the branch set up first; empty before. */
  branch: () => Promise<string>;
}

interface Open {
  host: BranchHost;
  trust: Listener;
  look: NodeJS.Timeout;
}

/** The branch host on the network: opens and closes it, and keeps its certificate fresh while it is open. */
export class BranchNetwork implements NetworkDoor {
  readonly #options: BranchNetworkOptions;
  readonly #folder: string;
  #desk: NetworkDesk | undefined;
  #identity: Identity | null = null;
  #open: Open | null = null;
  #problem: NetworkState['problem'] = null;
  #isSetUp = false;
  /** One thing at a time. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: BranchNetworkOptions) {
    this.#options = options;
    this.#folder = join(options.dataFolder, 'network');
  }

  /** Must be told before anything is opened. */
  attach(desk: NetworkDesk): void {
    this.#desk = desk;
  }

  state(): NetworkState {
    const identity = this.#identity;
    return {
      on: this.#open !== null,
      addresses: this.#addresses(),
      port: this.#port,
      trustAddress: this.#trustAddress(),
      certificate: identity === null ? null : { kind: identity.kind, notAfter: identity.notAfter },
      fingerprint: identity?.fingerprint ?? null,
      ownFiles: this.#options.given ?? {
        cert: join(this.#folder, 'own-cert.pem'),
        key: join(this.#folder, 'own-key.pem'),
      },
      problem: this.#problem,
    };
  }

  /** The authority's certificate as PEM while one is in use, for who wants to trust it by program. */
  get authority(): string | null {
    return this.#identity?.authority ?? null;
  }

  turnOn(): Promise<NetworkState['problem']> {
    return this.#inTurn(async () => {
      if (this.#open !== null) return null;
      try {
        await this.#listen();
        this.#problem = null;
      } catch (error) {
        this.#problem = this.#told(error);
      }
      return this.#problem;
    });
  }

  turnOff(): Promise<void> {
    return this.#inTurn(async () => {
      const open = this.#closing();
      this.#problem = null;
      if (open === null) return;
      await new Promise((later) => setTimeout(later, ANSWER_FIRST));
      await Promise.all([open.host.close(), open.trust.close()]);
    });
  }

  /** Closes at once; for the end of the process. */
  close(): Promise<void> {
    return this.#inTurn(async () => {
      const open = this.#closing();
      await Promise.all([open?.host.close(), open?.trust.close()]);
    });
  }

  /** Looks whether names, addresses or dates ask for another certificate, and shows that one from now on. */
  refresh(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#open === null) return;
      try {
        const identity = await this.#identify();
        this.#problem = null;
        if (identity.cert === this.#identity?.cert) return;
        this.#identity = identity;
        this.#open.host.renew(identity);
      } catch (error) {
        // What is shown now stays; the settings say why the newer one is not in use.
        this.#problem = this.#told(error);
      }
    });
  }

  async #listen(): Promise<void> {
    const desk = this.#desk;
    if (desk === undefined) throw new Error('the network was opened before the desk');
    const { rendererFolder, publicFolder, log, limits: figures, trustPort } = this.#options;
    const identity = await this.#identify();
    this.#identity = identity;
    await this.#lookForBranch(desk);
    const limits = new NetworkLimits(figures);
    const page = new TrustPage(publicFolder, () => ({
      addresses: this.#addresses(),
      fingerprint: this.#identity?.fingerprint ?? null,
      authority: this.authority,
    }));
    // Asked for each request: the certificate may be another one by then.
    const isOwnName = (name: string) => this.#identity?.isOwnName(name) === true;
    const host = await openBranchHost({
      desk: desk.desk,
      sockets: desk.sockets,
      port: this.#options.port ?? DEFAULT_LAN_PORT,
      rendererFolder,
      network: {
        tls: identity,
        isOwnName,
        limits,
        page: (request, response, url) => page.answer(request, response, url, TRUST_PATH),
        mayServe: () => {
          if (!this.#isSetUp) void this.#lookForBranch(desk);
          return this.#isSetUp;
        },
      },
      log,
    });
    const beside = trustPort ?? (this.#options.port === 0 ? 0 : host.port + 1);
    const trust = await openTrustListener({ port: beside, page, isOwnName, limits, log }).catch(
      async (error: unknown) => {
        await host.close();
        throw error;
      },
    );
    const look = setInterval(() => void this.refresh(), LOOK_EVERY);
    look.unref();
    this.#open = { host, trust, look };
  }

  /** Off from now on; what is to be closed, null where nothing is open. */
  #closing(): Open | null {
    const open = this.#open;
    this.#open = null;
    clearInterval(open?.look);
    return open;
  }

  async #identify(): Promise<Identity> {
    const { given, now = () => new Date(), machine = machineNames } = this.#options;
    makePrivateFolder(this.#folder);
    const branch = async () => (await this.#desk?.branch()) ?? '';
    return identityIn({ folder: this.#folder, given, machine: machine(), branch, now: now() });
  }

  async #lookForBranch({ branch }: NetworkDesk): Promise<void> {
    try {
      this.#isSetUp ||= (await branch()) !== '';
    } catch (error) {
      this.#options.log({ what: 'whether a branch is set up could not be read', error });
    }
  }

  get #port(): number {
    return this.#open?.host.port ?? this.#options.port ?? DEFAULT_LAN_PORT;
  }

  /** Names of the certificate that can be typed, and those of this machine that a `*.` of it covers. */
  #typable(): string[] {
    const identity = this.#identity;
    if (identity === null) return [];
    const { machine = machineNames } = this.#options;
    const plain = identity.names.filter((name) => !name.startsWith('*.'));
    const covered = machine().names.filter((name) => identity.isOwnName(name));
    const itself: readonly string[] = [...ITSELF.names, ...ITSELF.addresses];
    return [...new Set([...covered, ...plain])].filter((name) => !itself.includes(name));
  }

  #addresses(): string[] {
    if (this.#open === null) return [];
    return this.#typable().map((name) => `https://${inUrl(name)}:${this.#port}/`);
  }

  /** By address where there is one: a browser that has once come over TLS by name comes no other way. */
  #trustAddress(): string | null {
    if (this.#open === null || this.#identity?.authority == null) return null;
    const names = this.#typable();
    const name = names.find((one) => isIP(one) === 4) ?? names.find((one) => isIP(one) === 6) ?? names[0];
    return name === undefined ? null : `http://${inUrl(name)}:${this.#open.trust.port}/`;
  }

  #told(error: unknown): NonNullable<NetworkState['problem']> {
    if (error instanceof NetworkProblem) return { code: error.code, what: error.what };
    const { code, port } = error as NodeJS.ErrnoException & { port?: number };
    if (code === 'EADDRINUSE') return { code: 'PORT_TAKEN', what: `${port}` };
    if (code === 'EACCES' && port !== undefined) return { code: 'PORT_FORBIDDEN', what: `${port}` };
    this.#options.log({ what: 'the branch host could not be opened to the network', error });
    return { code: 'NETWORK_FAILED', what: error instanceof Error ? error.message : '' };
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => {});
    return turn;
  }
}

const inUrl = (name: string) => (isIP(name) === 6 ? `[${name}]` : name);
