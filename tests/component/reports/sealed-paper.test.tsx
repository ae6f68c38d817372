import { describe, expect, it } from 'vitest';
import type { DailyCallbackReport } from '#contract/promises.ts';
import type { Difference, Seal } from '#contract/signing.ts';
import { createFormat } from '#renderer/i18n/format.ts';
import { i18n } from '#renderer/i18n/i18n.ts';
import { CallbackPaper } from '#renderer/print/callback-paper.tsx';
import { differenceWords } from '#renderer/print/difference-words.ts';
import { readSheet } from '#renderer/print/press.tsx';
import { render, screen } from '#tests/component/render.tsx';

const at = (text: string) => new Date(`${text}:00.000+09:00`);
const nothing = { kept: 0, late: 0, broken: 0, unreachable: 0, open: 0 };
const id = '01930d6e-7a6b-7c11-9e2b-0123456789ab';

const report: DailyCallbackReport = {
  institution: '한밭신용보증재단',
  branch: '중부지점',
  date: '2026-11-20',
  timeZone: 'Asia/Seoul',
  boxes: ['담당', '팀장', '지점장'],
  standard: '고객응대서비스이행표준 1.0.0',
  madeAt: at('2026-11-20T18:04'),
  madeBy: '한도윤 지점장',
  masked: true,
  contentHash: 'ab'.repeat(32),
  movement: { carriedIn: 0, received: 0, ...nothing, meanMinutes: null, longestMinutes: null },
  due: { ...nothing, rate: null },
  byClause: [],
  rows: [],
  byOfficer: [],
};
const seal: Seal = {
  id,
  date: '2026-11-20',
  edition: 1,
  number: { year: 2026, no: 37 },
  signedAt: at('2026-11-20T18:04'),
  signer: { name: '한도윤', title: '지점장', department: '지점장실' },
  contentHash: 'ab'.repeat(32),
  beforeClosing: false,
  openVisits: 0,
  chain: { seq: 812, hash: 'cd'.repeat(32) },
  corrects: null,
  differences: [],
};

const row = (fields: Extract<Difference, { kind: 'row' }>['fields']): Difference => ({
  kind: 'row',
  change: 'changed',
  promiseId: id,
  memoId: id,
  customerName: '정○호',
  madeAt: at('2026-11-20T13:28'),
  fields,
});

const cases: [Difference, string, string][] = [
  [
    row([
      { field: 'lateReason', before: null, after: '현장실사' },
      { field: 'closedAt', before: null, after: '2026-11-20T05:36:00.000Z' },
      { field: 'state', before: 'open', after: 'late' },
      { field: 'dueReason', before: 'standard', after: 'preferred' },
      { field: 'dueToday', before: true, after: false },
    ]),
    '11월 20일 (금) 13:28 접수 정○호 · 지연 사유: 없음 → 현장실사, 끝난 때: 없음 → 11월 20일 (금) 14:36, 알려진 결과: 진행 중 → 지연 회신, 기한 구분: 기준대로 → 고객 희망, 이 날이 기한: 예 → 아니요',
    'Fri 20 Nov 13:28 정○호 · reason: none → 현장실사, ended: none → Fri 20 Nov 14:36, result as known: open → late, kind of due time: as the standard says → customer’s wish, due on this day: yes → no',
  ],
  [
    { ...row([]), change: 'added' } as Difference,
    '11월 20일 (금) 13:28 접수 정○호 · 내역에 더해짐',
    'Fri 20 Nov 13:28 정○호 · added to the list',
  ],
  [
    {
      kind: 'figures',
      part: 'due',
      of: null,
      fields: [
        { field: 'late', before: 1, after: 2 },
        { field: 'rate', before: 0.5, after: 1 / 3 },
        { field: 'meanMinutes', before: null, after: 65.4 },
      ],
    },
    '이 날이 기한인 약속 · 지연 회신: 1 → 2, 이행률: 50.0% → 33.3%, 평균: – → 1시간 5분',
    'Due on this day · Late: 1 → 2, Rate: 50.0% → 33.3%, Mean: – → 1 h 5 min',
  ],
  [
    {
      kind: 'figures',
      part: 'officer',
      of: '박서연 대리',
      fields: [{ field: 'answeredByOthers', before: 0, after: 1 }],
    },
    '박서연 대리 · 대신 회신: 0 → 1',
    '박서연 대리 · By others: 0 → 1',
  ],
  [
    { kind: 'heading', field: 'branch', before: '중부지점', after: '동부지점' },
    '지점: 중부지점 → 동부지점',
    'branch: 중부지점 → 동부지점',
  ],
  [
    { kind: 'name', of: 'person', before: '박서연 대리', after: '박서연 과장' },
    '박서연 대리 → 박서연 과장 (표기)',
    '박서연 대리 → 박서연 과장 (as written)',
  ],
];

describe('a difference in words', () => {
  it.each(cases)('is said in both languages: %j', (difference, korean, english) => {
    for (const [language, words] of [
      ['ko', korean],
      ['en', english],
    ] as const) {
      const t = i18n.getFixedT(language, ['signing', 'reports'] as const);
      expect(differenceWords(difference, { t, format: createFormat(language, 'Asia/Seoul') })).toBe(words);
    }
  });
});

describe('the signed paper', () => {
  it('bears number, signer in the box of his title, and the seal in groups that can be compared', async () => {
    await render(<CallbackPaper report={report} seal={seal} />);
    expect(screen.getByText('제2026-37호')).toBeTruthy();
    const cells = screen.getAllByRole('cell').slice(0, 3);
    expect(cells.map((cell) => cell.textContent)).toEqual(['', '', '한도윤11월 20일18:04']);
    expect(screen.getByText(Array(8).fill('abababab').join(' '))).toBeTruthy();
    expect(screen.getByText('활동 기록 812번의 해시')).toBeTruthy();
    expect(screen.queryByText(/정정본|마감 전/)).toBeNull();
  });

  it('a signer without a box of his title stands in the last one', async () => {
    const signer = { ...seal.signer, title: '부지점장' };
    await render(<CallbackPaper report={report} seal={{ ...seal, signer }} />);
    expect(screen.getAllByRole('cell').slice(0, 3).at(-1)?.textContent).toContain('한도윤');
  });

  it('a correction says what it corrects and lists every difference; one signed early says so', async () => {
    const differences = cases.map(([one]) => one);
    const correction: Seal = {
      ...seal,
      edition: 2,
      number: { year: 2026, no: 38 },
      corrects: seal.number,
      beforeClosing: true,
      openVisits: 2,
      differences,
    };
    await render(<CallbackPaper report={report} seal={correction} />);
    expect(screen.getByText('제2026-38호 · 정정본 2 · 마감 전 서명')).toBeTruthy();
    expect(screen.getByText('제2026-37호를 바로잡은 정정본입니다.')).toBeTruthy();
    expect(screen.getByText('마치지 않은 응대 2건')).toBeTruthy();
    expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual(
      cases.map(([, korean]) => korean),
    );
  });

  it('reads in English', async () => {
    await render(<CallbackPaper report={report} seal={{ ...seal, beforeClosing: true }} />, 'en');
    expect(screen.getByText('No. 2026-37 · Signed before closing')).toBeTruthy();
    expect(screen.getByText('Hash of activity row 812')).toBeTruthy();
  });
});

describe('what a door hands to the press page', () => {
  it('has its instants again, and what was typed stays as typed', () => {
    const typed = '2026-11-20T05:36:00.000Z';
    const sealed = {
      ...seal,
      differences: [row([{ field: 'lateReason', before: null, after: typed }])],
    };
    const read = readSheet(JSON.stringify({ report, seal: sealed, language: 'en' }));
    expect(read).toEqual({ report, seal: sealed, language: 'en' });
  });
});
