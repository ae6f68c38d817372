import type { Os } from '../access/access.ts';
import type { Desk } from '../kernel/desk.ts';
import { compareCustomers, joiningsView } from './comparison.service.ts';
import { sayConsent } from './consent.ts';
import { addCustomer, customerView, searchCustomers } from './customers.service.ts';
import { duplicatesOf, likeThis } from './duplicates.service.ts';
import { editCustomer, revealCustomer } from './edit-customer.service.ts';
import { joinCustomers, undoJoining } from './joining.service.ts';
import { timelineOf } from './timeline.service.ts';

export function customersRouter(desk: Desk, os: Os) {
  const { customers } = os;
  return {
    search: customers.search.handler(({ input }) => searchCustomers(desk, input)),
    get: customers.get.handler(({ input }) => customerView(desk, input)),
    consent: customers.consent.handler(async ({ input, context }) =>
      sayConsent((await desk.branches.get(desk.engine.db, input.branchId)).pack, context.call.language),
    ),
    add: customers.add.handler(({ input, context }) => addCustomer(desk, context.call, input)),
    timeline: customers.timeline.handler(({ input }) => timelineOf(desk, input)),
    reveal: customers.reveal.handler(({ input }) => revealCustomer(desk, input)),
    edit: customers.edit.handler(({ input, context }) => editCustomer(desk, context.call, input)),
    duplicates: customers.duplicates.handler(({ input }) => duplicatesOf(desk, input)),
    likeThis: customers.likeThis.handler(({ input }) => likeThis(desk, input)),
    compare: customers.compare.handler(({ input }) => compareCustomers(desk, input)),
    compareWhole: customers.compareWhole.handler(({ input }) => compareCustomers(desk, input)),
    join: customers.join.handler(({ input, context }) => joinCustomers(desk, context.call, input)),
    joinings: customers.joinings.handler(({ input }) => joiningsView(desk, input)),
    undoJoin: customers.undoJoin.handler(({ input, context }) => undoJoining(desk, context.call, input)),
  };
}
