import type { DemoCustomer } from '#core/settings/demo/customers.ts';
import { customers } from '#core/settings/demo/customers.ts';
import type { Narrator } from '#core/settings/demo/narrator.ts';
import { StoryVisit } from '#core/settings/demo/visit.ts';

/** Somebody invented. */
export const aCustomer = (part: Partial<DemoCustomer> = {}): DemoCustomer => ({
  ...(customers[0] as DemoCustomer),
  ...part,
});

export interface VisitOptions {
  by?: string;
  counter?: number | null;
  duty?: string;
  customer?: DemoCustomer | null;
  officer?: string;
  /** How far it goes: greeted, heard (the purpose), sought (the officer), or closed at the counter. */
  until?: 'greeted' | 'heard' | 'sought' | 'closed';
}

/** A visit at the desk's present time, made by the real services; goes on from where it was left. */
export async function aVisit(story: Narrator, options: VisitOptions = {}): Promise<StoryVisit> {
  const {
    by = '이지훈',
    counter = 0,
    duty = '보증 상담',
    customer = aCustomer(),
    officer,
    until = 'closed',
  } = options;
  const visit = await StoryVisit.greeted(story, by, counter);
  if (until === 'greeted') return visit;
  await visit.introduce(by);
  await visit.purpose(by, duty);
  if (customer !== null) await visit.customer(by, customer);
  if (until === 'heard') return visit;
  if (officer !== undefined) await visit.officer(by, officer);
  if (until === 'sought') return visit;
  await visit.handleHere(by);
  await visit.farewell(by);
  return visit;
}
