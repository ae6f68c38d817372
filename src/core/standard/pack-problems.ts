import { type Document, isCollection, isMap, isNode, isScalar, type LineCounter } from 'yaml';
import type { PackProblem } from '#contract/standard-pack.ts';

export type Path = readonly (string | number)[];

/** A finding before it knows its line: where it is in the data, and what it says. */
export interface Finding {
  path: Path;
  code: string;
  message: { ko: string; en: string };
  /** Point at the key of the last path part, not at its value. */
  atKey?: boolean;
  /** The place in the text, where it is known already. */
  offset?: number;
}

type Sentence = (detail: string) => { ko: string; en: string };

/** Every reason a pack can be refused for. */
const SENTENCES = {
  too_large: (d) => ({
    ko: `파일이 너무 큽니다 (최대 ${d}). 이행표준 파일이 맞는지 확인하세요.`,
    en: `The file is too large (at most ${d}). Check that it is a standard pack.`,
  }),
  syntax: (d) => ({ ko: `YAML 문법이 맞지 않습니다: ${d}`, en: `This is not valid YAML: ${d}` }),
  too_deep: () => ({
    ko: '항목이 너무 깊게 겹쳐 있어 읽을 수 없습니다.',
    en: 'The entries are nested too deeply to be read.',
  }),
  alias: (d) => ({
    ko: `참조(${d})는 쓸 수 없습니다. 내용을 그대로 적으세요.`,
    en: `References (${d}) are not allowed. Write the content out.`,
  }),
  duplicate_key: (d) => ({
    ko: `같은 항목이 두 번 적혀 있습니다: ${d}`,
    en: `The same entry stands twice: ${d}`,
  }),
  forbidden_key: (d) => ({ ko: `쓸 수 없는 이름입니다: ${d}`, en: `This name cannot be used: ${d}` }),
  not_a_map: () => ({
    ko: '이행표준 파일은 이름과 값의 목록이어야 합니다.',
    en: 'A standard pack is a list of names and values.',
  }),
  missing: (d) => ({ ko: `‘${d}’ 항목이 없습니다.`, en: `‘${d}’ is missing.` }),
  unknown_key: (d) => ({ ko: `알 수 없는 항목입니다: ${d}`, en: `Unknown entry: ${d}` }),
  wrong_type: (d) => ({
    ko: `값의 종류가 맞지 않습니다 (필요: ${d}).`,
    en: `Wrong kind of value (expected ${d}).`,
  }),
  not_allowed: (d) => ({
    ko: `쓸 수 있는 값이 아닙니다. 가능한 값: ${d}`,
    en: `Not an allowed value. Allowed: ${d}`,
  }),
  bad_value: (d) => ({ ko: `값이 올바르지 않습니다: ${d}`, en: `The value is not valid: ${d}` }),
  duplicate_clause: (d) => ({ ko: `조항 번호가 두 번 쓰였습니다: ${d}`, en: `Clause id used twice: ${d}` }),
  duplicate_id: (d) => ({ ko: `같은 id가 두 번 쓰였습니다: ${d}`, en: `The same id is used twice: ${d}` }),
  unknown_clause: (d) => ({ ko: `없는 조항입니다: ${d}`, en: `There is no such clause: ${d}` }),
  unknown_group: (d) => ({ ko: `없는 묶음입니다: ${d}`, en: `There is no such group: ${d}` }),
  unknown_promise: (d) => ({ ko: `없는 약속입니다: ${d}`, en: `There is no such promise: ${d}` }),
  unknown_script: (d) => ({ ko: `없는 문장입니다: ${d}`, en: `There is no such script: ${d}` }),
  missing_script: (d) => ({
    ko: `프로그램이 말할 문장이 빠졌습니다: ${d}`,
    en: `A sentence the front desk needs is missing: ${d}`,
  }),
  unknown_blank: (d) => ({
    ko: `선언되지 않은 빈칸입니다: {${d}}`,
    en: `The blank {${d}} is not declared under blanks.`,
  }),
  missing_channel: (d) => ({
    ko: `‘${d}’ 채널이 없습니다. 창구와 회신 전화는 꼭 있어야 합니다.`,
    en: `The channel ‘${d}’ is missing; the counter and the call back cannot do without it.`,
  }),
  missing_promise: (d) => ({
    ko: `‘${d}’ 약속이 없습니다. 메모는 이 약속으로 회신 기한을 정합니다.`,
    en: `The promise ‘${d}’ is missing; memos get their due time from it.`,
  }),
  missing_step: (d) => ({
    ko: `방문 채널에 ‘on: ${d}’ 단계가 꼭 하나 있어야 합니다.`,
    en: `The channel visit needs exactly one step with ‘on: ${d}’.`,
  }),
  opens_first: () => ({
    ko: '‘on: open’ 단계는 맨 앞에 있어야 합니다.',
    en: 'The step with ‘on: open’ has to come first.',
  }),
  needs_figure: (d) => ({
    ko: `메모의 회신 기한에는 숫자가 있어야 합니다 (요청한 곳: ${d}).`,
    en: `The due time of a memo needs a figure (source: ${d}).`,
  }),
  broken_blank: () => ({
    ko: '빈칸의 중괄호 { }가 짝이 맞지 않습니다.',
    en: 'The braces { } of a blank do not match.',
  }),
  own_language: (d) => ({
    ko: `이 표준의 언어(${d})로 된 글이 없습니다.`,
    en: `The text in the pack's own language (${d}) is missing.`,
  }),
  // Odd, but legal.
  unused_script: (d) => ({
    ko: `어디에서도 쓰지 않는 문장입니다: ${d}`,
    en: `No step, notice or screen uses this sentence: ${d}`,
  }),
  unused_blank: (d) => ({
    ko: `어느 문장에도 없는 빈칸입니다: {${d}}`,
    en: `No sentence has the blank {${d}}.`,
  }),
  unused_promise: (d) => ({
    ko: `이 약속을 든 조항이 없습니다: ${d}`,
    en: `No clause is this promise: ${d}`,
  }),
  not_counted: (d) => ({
    ko: `이 조항의 약속이 조항 ${d}(으)로 집계되지 않습니다. reported_under를 확인하세요.`,
    en: `The promise of clause ${d} is not counted for it; look at reported_under.`,
  }),
  nobody_reminds: () => ({
    ko: '고객에게 보내는 알림은 예약한 전화(booked_call)에, booking 채널의 ‘on: notice’ 단계가 있을 때만 나갑니다.',
    en: 'A customer is reminded of a booked call (booked_call) only, by the step ‘on: notice’ of the channel booking.',
  }),
  no_word_of_calls: () => ({
    ko: '전화 약속(callback, booked_call)에는 중간 통보가 없습니다. 통화하며 새 시각을 다시 약속합니다.',
    en: 'A promised call (callback, booked_call) has no word in between: a new time is agreed on the telephone.',
  }),
  source_twice: (d) => ({
    ko: `같은 곳이 두 번 적혀 있어 뒤의 것은 쓰이지 않습니다: ${d}`,
    en: `This source stands twice; the second one is never used: ${d}`,
  }),
  unmeasured: () => ({
    ko: '기한에 숫자가 없어 보고에는 ‘측정 안 함’으로 나옵니다.',
    en: 'There is no figure, so reports show it as unmeasured.',
  }),
  clause_without_step: (d) => ({
    ko: `조항 ${d}의 단계가 어느 채널에도 없습니다.`,
    en: `No channel has a step for clause ${d}.`,
  }),
  event_never_recorded: (d) => ({
    ko: `어느 단계도 남기지 않는 기록이라 측정되지 않습니다: ${d}`,
    en: `No step leaves this event, so it stays unmeasured: ${d}`,
  }),
  unknown_channel: (d) => ({
    ko: `화면이 없는 채널입니다: ${d}`,
    en: `There is no screen for this channel: ${d}`,
  }),
  unknown_choice: (d) => ({
    ko: `창구가 모르는 선택이라 나오지 않습니다. 아는 선택: ${d}`,
    en: `The counter does not know this choice and never offers it. It knows: ${d}`,
  }),
  warned_at_once: (d) => ({
    ko: `기한(${d})보다 긴 알림이라 약속하자마자 알립니다.`,
    en: `Longer than the promise itself (${d}), so it warns at once.`,
  }),
  half_translated: (d) => ({
    ko: `다른 글에는 있는 ${d} 글이 여기에는 없습니다.`,
    en: `Other texts have a reading in ${d}; this one has none.`,
  }),
  unspoken_language: (d) => ({
    ko: `시각과 기간은 한국어와 영어로만 말할 수 있습니다. ${d} 문장 안에는 영어로 들어갑니다.`,
    en: `Times and lengths are said in Korean or English only; sentences in ${d} get them in English.`,
  }),
  no_time_zone: () => ({
    ko: '시간대(branch_defaults.time_zone)가 없어 Asia/Seoul로 시작합니다.',
    en: 'No time zone (branch_defaults.time_zone): branches begin with Asia/Seoul.',
  }),
} satisfies Record<string, Sentence>;
export type ProblemCode = keyof typeof SENTENCES;

const MAX_DETAIL = 200;

export function finding(path: Path, code: ProblemCode, detail = '', atKey = false): Finding {
  const short = detail.length > MAX_DETAIL ? `${detail.slice(0, MAX_DETAIL)}…` : detail;
  return { path, code, message: SENTENCES[code](short), atKey };
}

/** Gives a finding its line and column: those of its node, or of the nearest node above it that exists. */
export function locate(
  found: Finding,
  file: string,
  document: Document | null,
  lines: LineCounter,
): PackProblem {
  const { path, code, message } = found;
  const offset = found.offset ?? (document ? offsetOf(document, path, found.atKey === true) : 0);
  const { line, col } = lines.linePos(offset);
  return { file, line: Math.max(1, line), column: Math.max(1, col), path: path.join('.'), code, message };
}

function offsetOf(document: Document, path: Path, atKey: boolean): number {
  let node: unknown = document.contents;
  let offset = startOf(node);
  for (const [index, part] of path.entries()) {
    if (!isCollection(node)) break;
    const next: unknown = node.get(part, true);
    const last = index === path.length - 1;
    const keyOffset = isMap(node) ? keyOffsetOf(node.items, part) : null;
    if (last && atKey && keyOffset !== null) return keyOffset;
    // A value that is not there or is empty has no place of its own: its key is the nearest thing to point at.
    if (keyOffset !== null) offset = keyOffset;
    if (!isNode(next)) break;
    if (last || isCollection(next))
      offset = isScalar(next) && next.value === null ? offset : startOf(next, offset);
    node = next;
  }
  return offset;
}

function keyOffsetOf(items: readonly { key: unknown }[], part: string | number): number | null {
  const pair = items.find(({ key }) => isScalar(key) && String(key.value) === String(part));
  return pair ? startOf(pair.key) : null;
}

/** Where a node begins in the text. */
export function startOf(node: unknown, otherwise = 0): number {
  return isNode(node) && node.range ? node.range[0] : otherwise;
}
