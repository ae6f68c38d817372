import { describe, expect, it } from 'vitest';
import type { DailyCallbackReport, ReportRow } from '#contract/promises.ts';
import { CallbackPaper } from '#renderer/print/callback-paper.tsx';
import { render, screen, within } from '#tests/component/render.tsx';

const at = (text: string) => new Date(`${text}:00.000+09:00`);
const nothing = { kept: 0, late: 0, broken: 0, unreachable: 0, open: 0 };

function aReport(change: Partial<DailyCallbackReport> = {}): DailyCallbackReport {
  return {
    institution: '한밭신용보증재단',
    branch: '중부지점',
    date: '2026-11-20',
    timeZone: 'Asia/Seoul',
    boxes: ['담당', '팀장', '지점장'],
    standard: '고객응대서비스이행표준 1.0.0',
    madeAt: at('2026-11-20T18:04'),
    madeBy: '한도윤 지점장',
    masked: true,
    contentHash: '0'.repeat(64),
    movement: { carriedIn: 0, received: 0, ...nothing, meanMinutes: null, longestMinutes: null },
    due: { ...nothing, rate: null },
    byClause: [],
    rows: [],
    byOfficer: [],
    ...change,
  };
}

function aRow(change: Partial<ReportRow> = {}): ReportRow {
  return {
    promiseId: 'p1',
    memoId: 'm1',
    clause: 'P2',
    madeAt: at('2026-11-20T13:28'),
    carriedIn: false,
    customerName: '정○호',
    phone: '010-****-8821',
    purpose: '채무·변제',
    intended: '박서연 대리',
    answeredBy: '박서연 대리',
    originalDueAt: at('2026-11-20T14:28'),
    dueAt: at('2026-11-20T14:28'),
    dueReason: 'standard',
    closedAt: at('2026-11-20T13:47'),
    result: 'kept',
    state: 'kept',
    minutes: 19,
    lateMinutes: null,
    dueToday: true,
    lateReason: null,
    lateAction: null,
    ...change,
  };
}

const late = aRow({
  answeredBy: '이지훈 주임',
  closedAt: at('2026-11-20T14:36'),
  result: 'late',
  state: 'late',
  minutes: 68,
  lateMinutes: 8,
  lateReason: '현장실사',
  lateAction: '사과 전화',
});

/** The cells of the first row of the list. */
async function cellsOf(row: ReportRow, language: 'ko' | 'en' = 'ko'): Promise<(string | null)[]> {
  await render(<CallbackPaper report={aReport({ rows: [row] })} />, language);
  const table = screen.getByText(language === 'ko' ? '회신 내역' : 'Callbacks').closest('table');
  const body = within(table as HTMLElement).getAllByRole('rowgroup')[1] as HTMLElement;
  return within(body)
    .getAllByRole('cell')
    .map((cell) => cell.textContent);
}

describe('the paper', () => {
  it('says who made it, when and for which day, and leaves the boxes to be signed', async () => {
    await render(<CallbackPaper report={aReport()} />);
    expect(screen.getByText('2026년 11월 20일 (금) · 중부지점 · 출력 18:04 한도윤 지점장')).toBeTruthy();
    const boxes = screen.getByRole('table', { name: '결재' });
    expect(within(boxes).getAllByRole('columnheader')).toHaveLength(3);
    expect(screen.getByText('이 날에는 접수된 회신 약속이 없습니다.')).toBeTruthy();
  });

  it('shows a call in time in one row', async () => {
    expect(await cellsOf(aRow())).toEqual([
      '13:28 P2',
      '정○호',
      '채무·변제',
      '박서연 대리',
      '14:28',
      '13:47',
      '19분 · 기한 내',
    ]);
  });

  it('shows a late call by a colleague, and again with its reason and action', async () => {
    const cells = await cellsOf(late);
    expect(cells.slice(3)).toEqual(['박서연 대리 → 이지훈 주임', '14:28', '14:36', '8분 지연1시간 8분 걸림']);
    const table = screen.getByText('지연·미회신 사유와 조치').closest('table') as HTMLElement;
    expect(
      within(table)
        .getAllByRole('cell')
        .map((cell) => cell.textContent),
    ).toEqual(['정○호', '박서연 대리 → 이지훈 주임', '8분 지연 회신', '현장실사', '사과 전화']);
  });

  it('asks for the reason of one that is overdue', async () => {
    await cellsOf(
      aRow({
        closedAt: null,
        answeredBy: null,
        result: 'open',
        state: 'open',
        minutes: null,
        lateMinutes: 212,
      }),
    );
    expect(screen.getByText('진행 중 · 3시간 32분 지남')).toBeTruthy();
    expect(screen.getByText('사유 없음')).toBeTruthy();
  });

  it('tells of a past day what was known then and what came of it', async () => {
    const row = aRow({
      result: 'open',
      state: 'late',
      closedAt: at('2026-11-23T10:05'),
      minutes: null,
      lateMinutes: 572,
    });
    expect((await cellsOf(row)).slice(5)).toEqual([
      '–',
      '진행 중 · 9시간 32분 지남이후 11월 23일 10:05 지연 회신',
    ]);
  });

  it('tells when a promise of today ended on an earlier day', async () => {
    const row = aRow({
      madeAt: at('2026-11-18T10:00'),
      closedAt: at('2026-11-18T10:30'),
      dueReason: 'preferred',
      result: null,
    });
    const cells = await cellsOf(row);
    expect(cells[0]).toBe('11월 18일 10:00 P2');
    expect(cells[4]).toBe('14:28고객 희망');
    expect(cells.slice(5)).toEqual(['–', '11월 18일 종료 · 기한 내 회신']);
  });

  it('prints numbers only when whole names were asked for, with the purpose and a warning', async () => {
    await cellsOf(aRow());
    expect(document.body.textContent).not.toContain('8821');
    document.body.replaceChildren();
    const whole = aRow({ customerName: '정지호', phone: '010-1234-8821' });
    await render(
      <CallbackPaper report={aReport({ rows: [whole], masked: false })} purpose="감사 자료 제출" />,
    );
    expect(screen.getByText('정지호').closest('td')?.textContent).toBe('정지호010-1234-8821');
    expect(screen.getByText('개인정보 포함 · 취급 주의')).toBeTruthy();
    expect(document.body.textContent).toContain('목적: 감사 자료 제출');
  });

  it('is complete in English', async () => {
    const cells = await cellsOf(late, 'en');
    expect(cells.at(-1)).toBe('8 min latetook 1 h 8 min');
    expect(screen.getByText(/Fri 20 Nov 2026 · 중부지점 · printed 18:04 by 한도윤 지점장/)).toBeTruthy();
  });
});
