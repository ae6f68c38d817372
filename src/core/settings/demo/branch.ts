import type { Role } from '#contract/rules.ts';
import type { SetupInput } from '../setup.service.ts';

/** The demo branch. Institution, people and numbers are invented. */

const day = { open: '09:00', close: '18:00', lunch: null };

interface DemoPerson {
  name: string;
  title: string;
  login: string;
  department: string;
  seat: string;
  /** The first is the one given at set-up. */
  roles: [Role, ...Role[]];
  substitute: string;
  duties: string[];
}

export const duties: { name: string; minutes: number | null }[] = [
  { name: '보증 상담', minutes: 30 },
  { name: '기한 연장', minutes: 20 },
  { name: '서류 제출', minutes: 10 },
  { name: '약정 체결', minutes: 40 },
  { name: '채무·변제', minutes: 25 },
  { name: '창업 교육', minutes: null },
  { name: '기타', minutes: null },
];

const person = (
  [name, title, login]: [string, string, string],
  department: string,
  seat: string,
  roles: DemoPerson['roles'],
  substitute: string,
  ...does: string[]
): DemoPerson => ({ name, title, login, department, seat, roles, substitute, duties: does });

export const people: DemoPerson[] = [
  person(['한도윤', '지점장', 'doyun'], '지점장실', '지점장실', ['admin', 'manager'], '김태현', '기타'),
  person(['김태현', '팀장', 'taehyun'], '보증팀', '보증 1', ['manager', 'employee'], '최민호', '보증 상담'),
  person(
    ['최민호', '과장', 'minho'],
    '보증팀',
    '2번 상담실',
    ['employee'],
    '오세라',
    '보증 상담',
    '약정 체결',
  ),
  person(['박서연', '대리', 'seoyeon'], '보증팀', '보증 3', ['employee'], '이지훈', '보증 상담', '기한 연장'),
  person(['오세라', '주임', 'sera'], '보증팀', '보증 4', ['employee'], '최민호', '보증 상담', '약정 체결'),
  person(
    ['이지훈', '주임', 'jihun'],
    '보증팀',
    '1번 창구',
    ['reception', 'employee'],
    '김하늘',
    '보증 상담',
    '기한 연장',
    '서류 제출',
  ),
  person(['김하늘', '사원', 'haneul'], '보증팀', '2번 창구', ['reception'], '이지훈', '서류 제출', '기타'),
  person(['윤정아', '팀장', 'jeonga'], '관리팀', '관리 1', ['manager', 'employee'], '강민재', '채무·변제'),
  person(['강민재', '과장', 'minjae'], '관리팀', '1번 상담실', ['employee'], '정유진', '채무·변제'),
  person(['정유진', '대리', 'yujin'], '관리팀', '관리 3', ['employee'], '강민재', '채무·변제', '창업 교육'),
  person(['임재호', '주임', 'jaeho'], '관리팀', '관리 4', ['employee'], '송다은', '창업 교육', '서류 제출'),
  person(
    ['송다은', '사원', 'daeun'],
    '관리팀',
    '관리 5',
    ['reception', 'employee'],
    '임재호',
    '서류 제출',
    '기타',
  ),
];

/** What the first page would have asked. */
export const firstPage: Omit<SetupInput, 'requestId'> = {
  institution: '한밭신용보증재단',
  branch: '중부지점',
  phone: '042-555-0100',
  counters: ['1번 창구', '2번 창구'],
  officeHours: [null, day, day, day, day, day, null],
  duties: duties.map(({ name }) => name),
  staff: people.map(({ name, title, department, seat, roles: [role] }) => ({
    name,
    title,
    department,
    seat,
    role,
  })),
};

/** Who greets, and at which counter (its place in the list). */
export const receptionists = [
  { name: '이지훈', counter: 0 },
  { name: '김하늘', counter: 1 },
] as const;
