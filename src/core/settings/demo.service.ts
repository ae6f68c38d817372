import type { Receipt } from '#contract/rules.ts';
import type { Desk } from '../kernel/desk.ts';
import type { PackSource } from './adoption.service.ts';
import { setUpBranch } from './setup.service.ts';

/** The demo branch. */
export async function seedDemo(desk: Desk, source: PackSource, requestId: string): Promise<Receipt> {
  const day = { open: '09:00', close: '18:00', lunch: null };
  return await setUpBranch(desk, { actor: null, language: 'ko', source: 'demo' }, source, {
    requestId,
    institution: '한밭신용보증재단',
    branch: '중부지점',
    counters: ['1번 창구', '2번 창구'],
    officeHours: [null, day, day, day, day, day, null],
    duties: ['보증 상담', '기한 연장', '서류 제출', '약정 체결', '채무·변제', '창업 교육', '기타'],
    staff: [
      { name: '한도윤', title: '지점장', department: '지점장실', seat: '지점장실', role: 'manager' },
      { name: '이지훈', title: '주임', department: '보증팀', seat: 'A1', role: 'reception' },
      { name: '박서연', title: '대리', department: '보증팀', seat: 'A2', role: 'employee' },
    ],
  });
}
