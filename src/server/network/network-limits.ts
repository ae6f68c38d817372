import { RateLimit } from '../rate-limit.ts';

/** How much is answered within a minute; what is more is far beyond what windows do. */
export interface LimitFigures {
  /** HTTP requests of one address. A window loads some twenty files; a terminal server has many windows. */
  requests: number;
  /** Sockets one address opens. A window opens one, and another after each loss. */
  sockets: number;
  /** Messages on one socket. A window makes bursts of twenty, and some hundred a minute on a busy day. */
  messages: number;
  /** Connections one address has open at once: a window has some ten, a terminal server two hundred windows. */
  connections: number;
}

export const usualLimits: LimitFigures = { requests: 3000, sockets: 300, messages: 6000, connections: 400 };

/** The limits of one listener on the network. */
export class NetworkLimits {
  readonly #requests: RateLimit;
  readonly #sockets: RateLimit;
  readonly #messages: number;
  readonly connections: number;

  constructor(figures: LimitFigures = usualLimits) {
    this.#requests = new RateLimit(figures.requests);
    this.#sockets = new RateLimit(figures.sockets);
    this.#messages = figures.messages;
    this.connections = figures.connections;
  }

  /** Counts a request; 0, or the whole seconds to wait. */
  request(address: string): number {
    return this.#requests.take(address);
  }

  /** Counts an upgrade; 0, or the whole seconds to wait. */
  socket(address: string): number {
    return this.#sockets.take(address);
  }

  /** For one socket: counts a message each time it is called; false when there were too many. */
  messages(): () => boolean {
    const limit = new RateLimit(this.#messages);
    return () => limit.take('') === 0;
  }
}
