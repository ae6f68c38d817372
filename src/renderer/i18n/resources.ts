import { accounts as accountsEn } from './en/accounts.ts';
import { bookings as bookingsEn } from './en/bookings.ts';
import { common as commonEn } from './en/common.ts';
import { counter as counterEn } from './en/counter.ts';
import { customers as customersEn } from './en/customers.ts';
import { documents as documentsEn } from './en/documents.ts';
import { errors as errorsEn } from './en/errors.ts';
import { memoForm as memoFormEn } from './en/memo-form.ts';
import { memos as memosEn } from './en/memos.ts';
import { messages as messagesEn } from './en/messages.ts';
import { network as networkEn } from './en/network.ts';
import { phone as phoneEn } from './en/phone.ts';
import { promises as promisesEn } from './en/promises.ts';
import { reports as reportsEn } from './en/reports.ts';
import { settings as settingsEn } from './en/settings.ts';
import { setup as setupEn } from './en/setup.ts';
import { signIn as signInEn } from './en/sign-in.ts';
import { signing as signingEn } from './en/signing.ts';
import { staff as staffEn } from './en/staff.ts';
import { today as todayEn } from './en/today.ts';
import { accounts } from './ko/accounts.ts';
import { bookings } from './ko/bookings.ts';
import { common } from './ko/common.ts';
import { counter } from './ko/counter.ts';
import { customers } from './ko/customers.ts';
import { documents } from './ko/documents.ts';
import { errors } from './ko/errors.ts';
import { memoForm } from './ko/memo-form.ts';
import { memos } from './ko/memos.ts';
import { messages } from './ko/messages.ts';
import { network } from './ko/network.ts';
import { phone } from './ko/phone.ts';
import { promises } from './ko/promises.ts';
import { reports } from './ko/reports.ts';
import { settings } from './ko/settings.ts';
import { setup } from './ko/setup.ts';
import { signIn } from './ko/sign-in.ts';
import { signing } from './ko/signing.ts';
import { staff } from './ko/staff.ts';
import { today } from './ko/today.ts';

/** Korean is the source: its shape is what the keys of `t` are checked against. */
export const ko = {
  accounts,
  bookings,
  common,
  counter,
  customers,
  documents,
  errors,
  memoForm,
  memos,
  messages,
  network,
  phone,
  promises,
  reports,
  settings,
  setup,
  signIn,
  signing,
  staff,
  today,
} as const;

export const en = {
  accounts: accountsEn,
  bookings: bookingsEn,
  common: commonEn,
  counter: counterEn,
  customers: customersEn,
  documents: documentsEn,
  errors: errorsEn,
  memoForm: memoFormEn,
  memos: memosEn,
  messages: messagesEn,
  network: networkEn,
  phone: phoneEn,
  promises: promisesEn,
  reports: reportsEn,
  settings: settingsEn,
  setup: setupEn,
  signIn: signInEn,
  signing: signingEn,
  staff: staffEn,
  today: todayEn,
};
