import type { Os } from '../access/access.ts';
import type { Desk } from '../kernel/desk.ts';
import { networkStatus, turnNetworkOff, turnNetworkOn } from './network.service.ts';
import type { NetworkDoor } from './network-door.ts';

export function networkRouter(
  desk: Desk,
  os: Os,
  door: NetworkDoor | null,
  onFailure: (error: unknown) => void,
) {
  return {
    status: os.network.status.handler(({ context }) => networkStatus(desk, door, context.local)),
    turnOn: os.network.turnOn.handler(({ input, context }) => turnNetworkOn(desk, context.call, door, input)),
    turnOff: os.network.turnOff.handler(({ input, context }) =>
      turnNetworkOff(desk, context.call, door, input, onFailure),
    ),
  };
}
