import type { memoForm as source } from '../ko/memo-form.ts';
import type { TranslationOf } from '../translation.ts';

export const memoForm: TranslationOf<typeof source> = {
  title: 'Memo with a promise to call back',
  restored: 'The memo you were writing is back.',
  intended: 'Who is the memo for?',
  nobodyFound: 'Nobody has that name. Try part of it or its initials.',
  chooseIntended: 'Choose the officer the memo is for: what to say appears here.',
  to: 'For',
  customer: 'Customer',
  name: 'Customer’s name',
  phone: 'Telephone',
  business: 'Business (if any)',
  inquiry: 'Inquiry',
  preferredTime: 'Preferred time (optional)',
  preferredDay: 'Date',
  urgency: 'Urgency',
  normal: 'Normal',
  urgent: 'Urgent',
  afterClosing: 'Choose when we call',
  offers: { before_closing: 'Today by {{due}}', next_morning: 'After opening, by {{due}}' },
  nobodyPresent: 'No colleague is at the desk now, so the officer has to be back before anyone can call.',
  callerChanged:
    'While you were writing, the person who will call changed, so nothing was saved. Your text is still here. Say the new sentence above, then save again.',
  discard: 'Discard',
  save: 'Promise and save',
  slip: 'What we promised',
  printSlip: 'Print the slip',
};
