import { networkWish } from '#core/network/network.service.ts';
import { CallSocket } from '../call-socket.ts';
import { type OpenedDesk, type OpenOptions, openFrontDesk } from '../open-front-desk.ts';
import { BranchNetwork, type BranchNetworkOptions } from './branch-network.ts';
import { NetworkProblem } from './network-problem.ts';
import { networkProblemText } from './network-problem-text.ts';

export interface NetworkedOptions extends Omit<OpenOptions, 'network'> {
  /** How it is on the network when it is. */
  lan?: Omit<BranchNetworkOptions, 'dataFolder' | 'rendererFolder' | 'publicFolder' | 'log'> & {
    /** Opens it now, whatever the settings say; what keeps it closed is thrown (NetworkProblem). */
    atOnce?: true;
  };
}

export interface NetworkedDesk {
  readonly desk: OpenedDesk;
  readonly network: BranchNetwork;
  /** Of every listener of this desk. */
  readonly sockets: CallSocket;
  /** Closes the network and its windows, then the store. */
  close(): Promise<void>;
}

/**
 * Opens a data folder with its way to the network, which is opened where an administrator wanted it. One that cannot
 * be opened keeps nobody from working at this machine: it is logged, and the settings say why.
 */
export async function openNetworkedDesk(options: NetworkedOptions): Promise<NetworkedDesk> {
  const { product, dataFolder, log = () => {} } = options;
  const { atOnce, ...lan } = options.lan ?? {};
  const { rendererFolder, publicFolder } = product;
  const network = new BranchNetwork({ ...lan, dataFolder, rendererFolder, publicFolder, log });
  const desk = await openFrontDesk({ ...options, network });
  const sockets = new CallSocket(desk, log);
  const close = () =>
    network
      .close()
      .then(() => sockets.close())
      .finally(() => desk.close());
  const { db } = desk.desk.engine;
  network.attach({
    desk,
    sockets,
    branch: async () => {
      const first = db.selectFrom('branch').select('name').orderBy('created_at').orderBy('id').limit(1);
      return (await first.executeTakeFirst())?.name ?? '';
    },
  });
  try {
    if (atOnce === true || (await networkWish(db)).on) {
      const problem = await network.turnOn();
      const why = problem === null ? null : new NetworkProblem(problem.code, problem.what);
      if (why !== null && atOnce === true) throw why;
      if (why !== null) log({ what: networkProblemText(why).en, error: why });
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { desk, network, sockets, close };
}
