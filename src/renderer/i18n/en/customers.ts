import type { customers as source } from '../ko/customers.ts';
import type { TranslationOf } from '../translation.ts';

export const customers: TranslationOf<typeof source> = {
  title: 'Customer',
  search: 'Name, initials, phone or business',
  name: 'Name',
  phone: 'Phone',
  business: 'Business name',
  consent: 'The customer agreed that these details are collected and used',
  emptyTitle: 'No such customer',
  emptyText: 'Try part of the name, its initials or the last digits of the phone, or enter a new one.',
};
