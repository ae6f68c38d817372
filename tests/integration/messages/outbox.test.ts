import { expect, test } from 'vitest';
import { systemWrite } from '#core/kernel/system-write.ts';
import type { MessageSettled } from '#core/messages/message-handlers.ts';
import { enqueueMessage, type MessageInput } from '#core/messages/messages.service.ts';
import { aMemo } from '#tests/builders/memos.ts';
import { anOffice, type Office, requestId } from '#tests/builders/office.ts';
import { eachEngine } from '#tests/support/postgres.ts';

const SPEAKER = '박서연';

/** A receipt notice as the documents feature will write it. */
async function put(office: Office, subjectId: string, more: Partial<MessageInput> = {}) {
  const { desk } = office.frontDesk;
  const { standardId } = await desk.branches.get(desk.engine.db, office.branchId);
  return await systemWrite(desk, office.branchId, 'test', (unit) =>
    enqueueMessage(unit, {
      kind: 'sms',
      template: 'receipt_notice_text',
      text: '[한밭신용보증재단] 김민수 고객님, 서류를 받았습니다.',
      to: { customerId: null, name: '김민수', phone: '01012342748', email: null },
      subject: { type: 'memo', id: subjectId },
      clause: 'D1',
      standardId,
      event: 'receipt_notice_sent',
      officerId: office.staff[SPEAKER] ?? '',
      ...more,
    }),
  );
}

const facts = async (office: Office, event: string) =>
  await office.frontDesk.desk.engine.db
    .selectFrom('fact')
    .select(['clause', 'event', 'subject_type', 'subject_id', 'how', 'actor_id', 'occurred_at'])
    .where('event', '=', event)
    .orderBy('seq')
    .execute();

eachEngine((_, open) => {
  test('a text waits to be sent by hand; one word of the person sends it, with the fact and the feature told', async () => {
    const office = await anOffice(await open());
    const heard: MessageSettled[] = [];
    office.frontDesk.desk.messageHandlers.memo = async (_desk, _unit, message) => void heard.push(message);
    const memo = await aMemo(office);
    const id = await put(office, memo.id);
    const { branchId } = office;
    const me = office.as(SPEAKER);
    const { messages } = await me.messages.outbox({ branchId, show: 'open', before: null });
    expect(messages).toMatchObject([
      {
        id,
        state: 'by_hand',
        sender: null,
        toName: '김○수',
        toPhone: '010-****-2748',
        text: '[한밭신용보증재단] 김○수 고객님, 서류를 받았습니다.',
      },
    ]);
    expect(await me.messages.waiting({ branchId })).toEqual({ mine: 1 });
    const whole = await me.messages.open({ branchId, id });
    expect(whole).toMatchObject({
      toName: '김민수',
      toPhone: '010-1234-2748',
      usualPhone: 'office',
      tries: [],
    });
    office.clock.pass(1);
    const said = {
      requestId: requestId(),
      branchId,
      id,
      expectedVersion: 1,
      phone: 'own' as const,
      sentAt: null,
    };
    const receipt = await me.messages.sentByHand(said);
    expect(await me.messages.sentByHand(said)).toEqual(receipt);
    expect(await facts(office, 'receipt_notice_sent')).toEqual([
      {
        clause: 'D1',
        event: 'receipt_notice_sent',
        subject_type: 'memo',
        subject_id: memo.id,
        how: 'ticked',
        actor_id: office.staff[SPEAKER],
        occurred_at: '2026-11-20T05:33:00.000Z',
      },
    ]);
    expect(heard).toHaveLength(1);
    expect(heard[0]).toMatchObject({ id, outcome: 'sent', recorded: true, how: 'ticked' });
    expect(await me.messages.open({ branchId, id })).toMatchObject({
      state: 'sent',
      phoneOwner: 'own',
      usualPhone: 'own',
      settledBy: SPEAKER,
    });
    const settled = await me.messages.outbox({ branchId, show: 'settled', before: null });
    expect(settled.messages.map((one) => one.id)).toEqual([id]);
    expect((await me.messages.of({ branchId, subject: { type: 'memo', id: memo.id } })).length).toBe(1);
    await office.close();
  });

  test('entered afterwards it keeps the time it was sent; never before it was written, never in the future', async () => {
    const office = await anOffice(await open());
    const memo = await aMemo(office);
    const id = await put(office, memo.id);
    const { branchId } = office;
    office.clock.pass(30);
    const me = office.as(SPEAKER);
    const at = (sentAt: string) =>
      me.messages.sentByHand({
        requestId: requestId(),
        branchId,
        id,
        expectedVersion: 1,
        phone: 'office',
        sentAt: new Date(sentAt),
      });
    await expect(at('2026-11-20T05:31:00.000Z')).rejects.toMatchObject({
      data: { reason: 'TIME_IMPOSSIBLE' },
    });
    await expect(at('2026-11-20T06:03:00.000Z')).rejects.toMatchObject({
      data: { reason: 'TIME_IN_FUTURE' },
    });
    await at('2026-11-20T05:40:00.000Z');
    expect(await facts(office, 'receipt_notice_sent')).toMatchObject([
      { how: 'afterwards', occurred_at: '2026-11-20T05:40:00.000Z' },
    ]);
    await office.close();
  });

  test('what cannot be sent is refused by name and nothing is kept', async () => {
    const office = await anOffice(await open());
    const memo = await aMemo(office);
    const refused = (more: Partial<MessageInput>) =>
      put(office, memo.id, more).then(
        () => 'kept',
        (error: { data: { reason: string; field: string } }) => `${error.data.reason} ${error.data.field}`,
      );
    const to = { customerId: null, name: '김민수', phone: null, email: null };
    expect(await refused({ text: '감사합니다 😀' })).toBe('CHARACTER_NOT_SENDABLE text');
    expect(await refused({ text: '가'.repeat(1001) })).toBe('TEXT_TOO_LONG_TO_SEND text');
    expect(await refused({ text: '서류: □□□' })).toBe('TEXT_HAS_GAPS text');
    expect(await refused({ to })).toBe('EMPTY phone');
    expect(await refused({ to: { ...to, phone: '12345' } })).toBe('PHONE_INVALID phone');
    expect(await refused({ kind: 'email', to })).toBe('EMPTY email');
    expect(await refused({ kind: 'email', text: '감사합니다 😀', to: { ...to, email: 'a@b.kr' } })).toBe(
      'kept',
    );
    expect(await office.frontDesk.desk.engine.db.selectFrom('message').select('id').execute()).toHaveLength(
      1,
    );
    await office.close();
  });
});
