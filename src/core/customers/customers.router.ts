import type { Os } from '../access/access.ts';
import type { Desk } from '../kernel/desk.ts';
import { sayConsent } from './consent.ts';
import { addCustomer, customerView, searchCustomers } from './customers.service.ts';

export function customersRouter(desk: Desk, os: Os) {
  return {
    search: os.customers.search.handler(({ input }) => searchCustomers(desk, input)),
    get: os.customers.get.handler(({ input }) => customerView(desk, input)),
    consent: os.customers.consent.handler(async ({ input, context }) =>
      sayConsent((await desk.branches.get(desk.engine.db, input.branchId)).pack, context.call.language),
    ),
    add: os.customers.add.handler(({ input, context }) => addCustomer(desk, context.call, input)),
  };
}
