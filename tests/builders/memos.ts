import type { MemoView } from '#contract/memos.ts';
import { type Office, requestId } from './office.ts';

export interface MemoOptions {
  /** Who takes it; reception unless told. */
  by?: string;
  /** For whom it is. */
  intended?: string;
  encounterId?: string | null;
  customerId?: string | null;
  dutyId?: string | null;
  preferredAt?: Date | null;
  afterClosing?: 'before_closing' | 'next_morning' | null;
  customerName?: string | null;
  phone?: string | null;
  inquiry?: string;
  urgency?: 'normal' | 'urgent';
}

/** A memo taken at the window: quoted, said, saved. */
export async function aMemo(office: Office, options: MemoOptions = {}): Promise<MemoView> {
  const { by = '이지훈', intended = '박서연', encounterId = null } = options;
  const window = office.as(by);
  const { branchId } = office;
  const ask = {
    branchId,
    intendedId: office.staff[intended] ?? intended,
    encounterId,
    preferredAt: options.preferredAt ?? null,
    afterClosing: options.afterClosing ?? null,
  };
  const { caller } = await window.memos.quote(ask);
  const { id } = await window.memos.create({
    ...ask,
    requestId: requestId(),
    customerId: options.customerId ?? null,
    customerName: options.customerName === undefined ? '김민수' : options.customerName,
    business: null,
    phone: options.phone === undefined ? '010-1234-2748' : options.phone,
    dutyId: options.dutyId ?? null,
    inquiry: options.inquiry ?? '기한 연장 서류가 무엇인지 알고 싶어 하십니다.',
    urgency: options.urgency ?? 'normal',
    callerId: caller.id,
  });
  return await window.memos.get({ branchId, id });
}
