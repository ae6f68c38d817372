import { mutate } from '#core/kernel/unit-of-work.ts';
import { type Happening, happened } from '#core/promises/events.service.ts';
import type { SubjectType } from '#core/promises/subjects.types.ts';
import { type Office, requestId } from './office.ts';

/** Something happened to a thing that came from the officer 박서연; the promises do not care what the thing is. */
export async function happens(office: Office, id: string, event: string, more: Partial<Happening> = {}) {
  const { desk } = office.frontDesk;
  const officerId = office.staff.박서연 ?? '';
  const actor = {
    id: officerId,
    name: '박서연',
    title: '대리',
    branchId: office.branchId,
    departmentId: '',
    roles: ['employee'] as const,
    accountId: null,
  };
  const call = { actor, language: 'ko' as const, source: 'test' };
  await mutate(desk, call, 'test.happens', { requestId: requestId() }, async (unit) => {
    await happened(unit, {
      subject: { type: 'papers' as SubjectType, id },
      source: 'document',
      standardId: unit.branch.standardId,
      pack: unit.branch.pack,
      event,
      how: 'ticked',
      officerId,
      ...more,
    });
    return { entity: 'papers', id, version: 1 };
  });
}
