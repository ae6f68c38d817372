import type { SmtpStandIn, SolapiStandIn, WebhookStandIn } from '#tests/support/message-stand-ins.ts';
import type { Client, Office } from './office.ts';
import { requestId } from './office.ts';

export const webhookSecret = `whsec_${Buffer.from('넉넉히 긴 서명 열쇠 하나').toString('base64')}`;
export const mailLogin = { user: 'notice@hanbat.example', pass: '우편함 비밀번호 7726' };
export const solapiKey = 'NCSTANDINKEY0001';

type Where = { branchId: string; admin: Client };

/** Senders of a branch that lead to the stand-ins; each is the usual one for its kind where `usual`. */
export async function addWebhook(
  { branchId, admin }: Where,
  webhook: WebhookStandIn,
  usual = true,
): Promise<string> {
  const { id } = await admin.messages.addSender({
    requestId: requestId(),
    branchId,
    name: '기관 문자',
    settings: { kind: 'webhook', address: webhook.address, kinds: ['sms'] },
    smsDefault: usual,
    emailDefault: false,
    secret: webhookSecret,
  });
  return id;
}

export async function addMail({ branchId, admin }: Where, mail: SmtpStandIn): Promise<string> {
  const { id } = await admin.messages.addSender({
    requestId: requestId(),
    branchId,
    name: '기관 메일',
    settings: {
      kind: 'smtp',
      server: '127.0.0.1',
      port: mail.port,
      security: 'none',
      login: mailLogin.user,
      fromName: '한밭신용보증재단',
      fromEmail: mailLogin.user,
    },
    smsDefault: false,
    emailDefault: true,
    secret: mailLogin.pass,
  });
  return id;
}

export async function addSolapi(
  { branchId, admin }: Where,
  solapi: SolapiStandIn,
  usual = false,
): Promise<string> {
  const { id } = await admin.messages.addSender({
    requestId: requestId(),
    branchId,
    name: 'SOLAPI',
    settings: { kind: 'solapi', apiKey: solapi.apiKey, fromPhone: '042-123-4567' },
    smsDefault: usual,
    emailDefault: false,
    secret: '솔라피 비밀 열쇠',
  });
  return id;
}

export const adminOf = (office: Office, name = '송관리'): Where => ({
  branchId: office.branchId,
  admin: office.as(name),
});
