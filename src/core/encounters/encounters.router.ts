import type { Os } from '../access/access.ts';
import type { Desk } from '../kernel/desk.ts';
import {
  closeEncounter,
  handleHereEncounter,
  handOverEncounter,
  leaveEncounter,
  openEncounter,
  recallEncounter,
  setEncounterCustomer,
  setEncounterOfficer,
  setEncounterPurpose,
  skipStep,
  takeEncounter,
  tickStep,
  undoStep,
  waitEncounter,
} from './encounters.service.ts';
import { getEncounter, unclosed } from './encounters.view.ts';

export function encountersRouter(desk: Desk, os: Os) {
  const { encounters } = os;
  return {
    open: encounters.open.handler(({ input, context }) => openEncounter(desk, context.call, input)),
    unclosed: encounters.unclosed.handler(({ input, context }) =>
      unclosed(desk, context.call, input.branchId),
    ),
    get: encounters.get.handler(({ input, context }) => getEncounter(desk, context.call, input)),
    tick: encounters.tick.handler(({ input, context }) => tickStep(desk, context.call, input)),
    skip: encounters.skip.handler(({ input, context }) => skipStep(desk, context.call, input)),
    undo: encounters.undo.handler(({ input, context }) => undoStep(desk, context.call, input)),
    setPurpose: encounters.setPurpose.handler(({ input, context }) =>
      setEncounterPurpose(desk, context.call, input),
    ),
    setCustomer: encounters.setCustomer.handler(({ input, context }) =>
      setEncounterCustomer(desk, context.call, input),
    ),
    setOfficer: encounters.setOfficer.handler(({ input, context }) =>
      setEncounterOfficer(desk, context.call, input),
    ),
    handOver: encounters.handOver.handler(({ input, context }) =>
      handOverEncounter(desk, context.call, input),
    ),
    take: encounters.take.handler(({ input, context }) => takeEncounter(desk, context.call, input)),
    recall: encounters.recall.handler(({ input, context }) => recallEncounter(desk, context.call, input)),
    wait: encounters.wait.handler(({ input, context }) => waitEncounter(desk, context.call, input)),
    handleHere: encounters.handleHere.handler(({ input, context }) =>
      handleHereEncounter(desk, context.call, input),
    ),
    leave: encounters.leave.handler(({ input, context }) => leaveEncounter(desk, context.call, input)),
    close: encounters.close.handler(({ input, context }) => closeEncounter(desk, context.call, input)),
  };
}
