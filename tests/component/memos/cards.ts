import type { MemoCard } from '#contract/memos.ts';
import type { StaffRef } from '#contract/staff.ts';

const person = (id: string, name: string): StaffRef => ({
  id,
  name,
  title: '대리',
  department: '보증팀',
  seat: '보증 3',
});

export const park = person('park', '박서연');
export const lee = person('lee', '이지훈');
export const choi = person('choi', '최민호');

export const noon = Date.parse('2026-11-20T12:00:00+09:00');
const minute = 60_000;

/** A memo taken forty minutes ago by Lee for Park, due in twenty, unless told otherwise. */
export function aCard({
  dueIn = 20,
  promise,
  ...told
}: Partial<Omit<MemoCard, 'promise'>> & {
  /** Minutes from noon. */
  dueIn?: number;
  promise?: Partial<MemoCard['promise']>;
} = {}): MemoCard {
  const madeAt = new Date(noon - 40 * minute);
  const dueAt = new Date(noon + dueIn * minute);
  return {
    id: 'memo',
    version: 1,
    state: 'new',
    customerId: null,
    customerName: '정○호',
    phone: '010-****-8821',
    inquiry: '분할상환 조건 문의',
    duty: null,
    urgency: 'normal',
    intended: park,
    handler: park,
    takenBy: lee,
    attempts: 0,
    callAgainAt: null,
    madeAt,
    closedAt: null,
    ...told,
    promise: {
      id: 'promise',
      version: 1,
      clause: 'P2',
      state: 'open',
      madeAt,
      originalDueAt: dueAt,
      dueAt,
      dueReason: 'standard',
      dueBefore: null,
      closedAt: null,
      lateReason: null,
      lateAction: null,
      ...promise,
    },
  };
}
