import type { Receipt } from '#contract/rules.ts';
import type { Client, Office } from './office.ts';
import { requestId } from './office.ts';

type Calls = Client['calls'];
type Encounters = Client['encounters'];
type CallCommand = Exclude<keyof Calls, 'open' | 'lookup'>;
type Common = 'tick' | 'undo' | 'skip' | 'setPurpose' | 'setCustomer' | 'setOfficer';
type OnAny = Common | 'take' | 'recall' | 'handleHere' | 'handOver' | 'close';

/** A telephone at somebody's desk; whatever is done acts on what was last read. */
export function aTelephone(office: Office, name: string) {
  const { branchId } = office;
  const client = office.as(name);
  const look = (id: string) => client.encounters.get({ branchId, id });
  const act = async (call: (all: object) => Promise<Receipt>, id: string, input: object) =>
    await call({ requestId: requestId(), id, expectedVersion: (await look(id)).version, ...input });
  return {
    client,
    look,
    async rings(rangAt?: Date): Promise<string> {
      const input = { requestId: requestId(), branchId, counterId: null, ...(rangAt && { rangAt }) };
      return (await client.calls.open(input)).id;
    },
    do: <Name extends CallCommand>(command: Name, id: string, input: object = {}) =>
      act(client.calls[command] as (all: object) => Promise<Receipt>, id, input),
    on: <Name extends OnAny & keyof Encounters>(command: Name, id: string, input: object = {}) =>
      act(client.encounters[command] as (all: object) => Promise<Receipt>, id, input),
    /** Picked up after two rings, about the first duty. */
    async heard(): Promise<string> {
      const id = await this.rings();
      await this.do('pickUp', id, { rings: 2, ringsAre: 'exactly' });
      await this.on('setPurpose', id, { dutyId: office.dutyIds[0] ?? null, text: '' });
      return id;
    },
  };
}
