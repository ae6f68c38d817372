import type { Os } from '../access/access.ts';
import type { Desk } from '../kernel/desk.ts';
import { addCustomer, customerView, searchCustomers } from './customers.service.ts';

export function customersRouter(desk: Desk, os: Os) {
  return {
    search: os.customers.search.handler(({ input }) => searchCustomers(desk, input.query)),
    get: os.customers.get.handler(({ input }) => customerView(desk, input.id)),
    add: os.customers.add.handler(({ input, context }) => addCustomer(desk, context.call, input)),
  };
}
