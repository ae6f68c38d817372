import { errors } from './ko/errors.ts';

export type ErrorKey = keyof typeof errors;

/** Whether there is a text for this code or reason. */
export const isErrorKey = (value: unknown): value is ErrorKey =>
  typeof value === 'string' && Object.hasOwn(errors, value);

/** What a refusal carries beside its code: the reason and the field, or the issues of the schema that refused it. */
type Refusal = {
  code?: unknown;
  data?: { reason?: unknown; field?: unknown; issues?: unknown } | null;
};

type Issue = { message?: unknown; path?: unknown };

/** Codes of the transport, said in our own words. */
const transport = new Map<unknown, ErrorKey>([
  ['BAD_REQUEST', 'INVALID'],
  ['SERVICE_UNAVAILABLE', 'BUSY'],
  ['GATEWAY_TIMEOUT', 'TIMEOUT'],
  ['CLIENT_CLOSED_REQUEST', 'OFFLINE'],
]);

/**
 * The key of the text for anything thrown by a call, and the field it is about (`staff.0.name`, null when none). The
 * exact reason wins over the code; what is not known at all becomes UNKNOWN, never a raw message.
 */
export function errorKey(error: unknown): { key: ErrorKey; field: string | null } {
  const refusal: Refusal = typeof error === 'object' && error !== null ? error : {};
  const { data, code } = refusal;
  const issue = firstIssue(data?.issues);
  const key = [data?.reason, issue?.message, code].find(isErrorKey) ?? transport.get(code) ?? 'UNKNOWN';
  const path = Array.isArray(issue?.path) ? issue.path.map(String).join('.') : null;
  return { key, field: typeof data?.field === 'string' ? data.field : path };
}

/** The first issue with a text of its own, else the first. */
function firstIssue(issues: unknown): Issue | undefined {
  if (!Array.isArray(issues)) return undefined;
  const list = issues as Issue[];
  return list.find((issue) => isErrorKey(issue?.message)) ?? list[0];
}
