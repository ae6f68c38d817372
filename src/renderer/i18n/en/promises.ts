import type { promises as source } from '../ko/promises.ts';
import type { TranslationOf } from '../translation.ts';

export const promises: TranslationOf<typeof source> = {
  open: 'Open promises',
  soon: 'Due soon',
  overdue: 'Overdue',
  late: 'Late',
  kept: 'Kept',
  broken: 'Broken',
  due: 'Due',
  notices: {
    label: 'Reminders of promises',
    promise_officer: 'Your call to {{name}} is due soon',
    promise_substitute: 'The call to {{name}} ({{about}}) is due soon; you can call instead',
    officer_late: 'Your call to {{name}} is overdue; call now',
    substitute_late: 'The call to {{name}} ({{about}}) is overdue; you can call instead',
    promise_manager: 'The call to {{name}} is overdue · who calls: {{about}}',
    call_again: 'It is the time you agreed to call {{name}} again',
    handover_untaken: '{{about}} has not taken {{name}} yet',
    what_soon: '{{what}} for {{name}} is due soon · {{about}}',
    what_late: '{{what}} for {{name}} is overdue · {{about}}',
    someone: 'a visitor without a name',
    openMemo: 'Open the memo',
    openVisit: 'Open the visit',
    openSiteVisit: 'Open the site visit',
    takeOver: 'Take over and call',
    seen: 'Seen',
    more_one: '{{count, number}} more reminder',
    more_other: '{{count, number}} more reminders',
    fewer: 'Show fewer',
    allSeen: 'All seen',
  },
};
