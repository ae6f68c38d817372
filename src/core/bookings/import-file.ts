import { TZDate } from '@date-fns/tz';
import { parse } from 'csv-parse/sync';

/** What a column of a file is about. */
export type Column =
  | 'at'
  | 'date'
  | 'time'
  | 'officer'
  | 'duty'
  | 'name'
  | 'phone'
  | 'business'
  | 'inquiry'
  | 'consent'
  | 'ref';

/** How columns are headed, in lower case and without spaces. */
const HEADINGS: Record<Column, readonly string[]> = {
  at: ['일시', '예약일시', '상담일시', 'at', 'datetime', 'when', 'dateandtime'],
  date: ['날짜', '예약일', '상담일', 'date', 'day'],
  time: ['시각', '시간', '예약시간', '상담시간', 'time'],
  officer: ['담당자', '담당직원', '직원', 'officer', 'staff'],
  duty: ['업무', '상담업무', '상담분야', 'duty', 'subject', 'service'],
  name: ['성명', '이름', '고객명', '신청인', 'name', 'customer'],
  phone: ['전화', '전화번호', '연락처', '휴대전화', 'phone', 'telephone', 'mobile'],
  business: ['상호', '기업명', '업체명', 'business', 'company'],
  inquiry: ['문의', '문의내용', '내용', '상담내용', 'inquiry', 'question', 'message'],
  consent: ['동의', '개인정보동의', '동의여부', 'consent', 'agreed'],
  ref: ['예약번호', '접수번호', '번호', 'ref', 'reference', 'id'],
};

export interface FileLine {
  /** Of the file, counted from 1. */
  line: number;
  cells: Partial<Record<Column, string>>;
}

export type FileProblem = 'FILE_UNREADABLE' | 'FILE_EMPTY' | 'FILE_TOO_LONG' | 'COLUMN_MISSING';

export type ReadFile =
  | { ok: true; lines: FileLine[]; headings: Partial<Record<Column, string>> }
  | { ok: false; problem: FileProblem; line: number; column: string };

const MOST_LINES = 1000;
const DELIMITERS = [',', ';', '\t'];

const plainHeading = (heading: string) =>
  heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]/g, '');

function columnOf(heading: string): Column | null {
  const wanted = plainHeading(heading);
  const found = Object.entries(HEADINGS).find(([, names]) => names.includes(wanted));
  return found === undefined ? null : (found[0] as Column);
}

/** Reads a file of bookings: its first line says what the columns are, in Korean or English, in any order. */
export function readFile(text: string): ReadFile {
  const [firstLine = ''] = text.split(/\r?\n/, 1);
  const delimiter = DELIMITERS.toSorted((a, b) => firstLine.split(b).length - firstLine.split(a).length)[0];
  let rows: { record: string[]; info: { lines: number } }[];
  try {
    rows = parse(text, {
      bom: true,
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as typeof rows;
  } catch (error) {
    const line = (error as { lines?: unknown }).lines;
    return { ok: false, problem: 'FILE_UNREADABLE', line: typeof line === 'number' ? line : 1, column: '' };
  }
  const [head, ...body] = rows;
  if (head === undefined || body.length === 0)
    return { ok: false, problem: 'FILE_EMPTY', line: 1, column: '' };
  if (body.length > MOST_LINES) {
    return { ok: false, problem: 'FILE_TOO_LONG', line: MOST_LINES + 2, column: '' };
  }
  const columns = head.record.map(columnOf);
  const headings: Partial<Record<Column, string>> = {};
  for (const [index, column] of columns.entries()) {
    if (column !== null) headings[column] ??= head.record[index] ?? '';
  }
  const missing = missingColumn(columns);
  if (missing !== null) return { ok: false, problem: 'COLUMN_MISSING', line: 1, column: missing };
  const lines = body
    .map(({ record, info }): FileLine => {
      const cells: Partial<Record<Column, string>> = {};
      for (const [index, column] of columns.entries()) {
        if (column !== null) cells[column] ??= record[index] ?? '';
      }
      return { line: info.lines, cells };
    })
    .filter(({ cells }) => Object.values(cells).some((cell) => cell !== ''));
  return { ok: true, lines, headings };
}

function missingColumn(columns: readonly (Column | null)[]): string | null {
  const has = (column: Column) => columns.includes(column);
  if (!has('at') && !(has('date') && has('time'))) return HEADINGS.at[0] ?? '';
  const needed: Column[] = ['name', 'phone', 'consent'];
  const missing = needed.find((column) => !has(column));
  if (missing !== undefined) return HEADINGS[missing][0] ?? '';
  return has('officer') || has('duty') ? null : (HEADINGS.officer[0] ?? '');
}

const LOCAL = /^(\d{4})[-./]\s?(\d{1,2})[-./]\s?(\d{1,2})\.?[T\s]+(\d{1,2}):(\d{2})(?::00)?$/;
const ABSOLUTE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/** The time of a line, in the branch's zone where it names none; null for what is no time, or one the clock skips. */
export function timeOfLine({ cells }: FileLine, timeZone: string): Date | null {
  const text = (cells.at ?? `${cells.date ?? ''} ${cells.time ?? ''}`).trim();
  if (ABSOLUTE.test(text)) {
    const at = new Date(text);
    return Number.isNaN(at.getTime()) ? null : at;
  }
  const found = LOCAL.exec(text);
  if (found === null) return null;
  const [year, month, day, hour, minute] = found.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const at = new TZDate(year, month - 1, day, hour, minute, timeZone);
  // 30 February and an hour that summer time leaves out come back as another time.
  const same =
    at.getFullYear() === year &&
    at.getMonth() === month - 1 &&
    at.getDate() === day &&
    at.getHours() === hour &&
    at.getMinutes() === minute;
  return same ? new Date(at.getTime()) : null;
}

const YES = new Set(['y', 'yes', 'true', '1', 'o', '예', '네', '동의', '동의함', '동의합니다', 'agreed']);

/** Whether a line says that the customer agreed to his data being kept. */
export function isConsent(cell: string | undefined): boolean {
  return YES.has((cell ?? '').normalize('NFKC').trim().toLowerCase());
}
