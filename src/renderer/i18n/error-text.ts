import { errors } from './ko/errors.ts';

export type ErrorKey = keyof typeof errors;

/** What a refusal carries besides its code; `reason` names why a text or a time was refused. */
type Refusal = {
  code?: unknown;
  data?: { reason?: unknown; max?: unknown; field?: unknown } | null;
};

const isKey = (value: unknown): value is ErrorKey =>
  typeof value === 'string' && Object.hasOwn(errors, value);

/** Codes of the transport said in our own words. */
const transport = new Map<unknown, ErrorKey>(
  Object.entries({
    BAD_REQUEST: 'INVALID',
    INPUT_VALIDATION_FAILED: 'INVALID',
    SERVICE_UNAVAILABLE: 'BUSY',
    GATEWAY_TIMEOUT: 'TIMEOUT',
    CLIENT_CLOSED_REQUEST: 'OFFLINE',
  }),
);

/**
 * The key and figures of the sentence for anything thrown by a call: `t(key, { ns: 'errors', ...values })`.
 * The exact reason wins over the code; what is not known at all becomes UNKNOWN, never a raw message.
 */
export function errorKey(error: unknown): { key: ErrorKey; values: { max: number }; field: string | null } {
  const refusal: Refusal = typeof error === 'object' && error !== null ? error : {};
  const max = typeof refusal.data?.max === 'number' ? refusal.data.max : 0;
  const field = typeof refusal.data?.field === 'string' ? refusal.data.field : null;
  return { key: keyOf(refusal), values: { max }, field };
}

function keyOf({ code, data }: Refusal): ErrorKey {
  if (isKey(data?.reason)) return data.reason;
  if (isKey(code)) return code;
  return transport.get(code) ?? 'UNKNOWN';
}
