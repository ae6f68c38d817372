import type { errors as source } from '../ko/errors.ts';
import type { TranslationOf } from '../translation.ts';

export const errors: TranslationOf<typeof source> = {
  CONFLICT:
    'Someone else changed this first. What you entered is still here. Look at what changed, then save again.',
  NOT_FOUND: 'This could not be found. Nothing saved has changed. Reload the list and check.',
  FORBIDDEN: 'You may not do this. Nothing has changed. Check who is on duty or ask your administrator.',
  INVALID:
    'A value does not fit, so nothing was saved. What you entered is still here. Correct the marked field.',
  BUSY: 'The store is busy and this was not saved. What you entered is still here. Try again in a moment.',
  READ_ONLY:
    'The store is read-only and this was not saved. What you entered is still in this window. Ask your administrator to check write access to the data folder.',
  DISK_FULL:
    'The disk is full and this was not saved. What was saved before is safe and what you entered is still in this window. Free some space, then try again.',
  OFFLINE:
    'The connection is lost and this is not saved yet. What you entered is still in this window. Press save when the connection is back.',
  GONE: 'This was removed or destroyed in the meantime. Nothing else has changed. Go back to the list.',
  UNAUTHORIZED: 'Nobody on duty is chosen yet. Nothing has changed. Choose who is on duty at the top.',
  TIMEOUT:
    'No answer came in time, so it is not known whether this was saved. What you entered is still here. Trying again will not save it twice.',
  UNKNOWN:
    'Something unexpected happened. What was saved before is safe and what you entered is still here. Try again.',
  TEXT_TOO_LONG:
    'The text is too long and was not saved. What you wrote is still here. Shorten it to {{max, number}} characters.',
  CONTROL_CHARACTER:
    'The text holds an invisible control character and was not saved. What you wrote is still here. Type the pasted part again.',
  LONE_SURROGATE:
    'The text holds a broken character and was not saved. What you wrote is still here. Delete the broken character and type it again.',
  BIDI_CONTROL:
    'The text holds a hidden character that reverses its direction and was not saved. What you wrote is still here. Type the pasted part yourself.',
  EMPTY: 'This is empty and was not saved. The other fields are still here. Write something.',
  RESIDENT_NUMBER:
    'This looks like a resident registration number and was not saved. What you wrote is still here. Delete the number, then save.',
  PHONE_INVALID:
    'This cannot be read as a phone number and was not saved. The digits are still here. Check that it begins with the area code or 010.',
  TIME_IN_PAST:
    'This time has already passed and was not saved. The other fields are still here. Choose a later time.',
  TIME_IMPOSSIBLE:
    'There is no such date or time, so it was not saved. The other fields are still here. Correct the date and time.',
  STAFF_INACTIVE:
    'The person you chose no longer works here. What you entered is still here. Choose someone else.',
  NEEDS_REASON: 'A reason is needed to go on. Nothing has changed. Choose or write a reason.',
  NEEDS_OUTCOME:
    'This cannot close without an outcome. The recorded steps are still here. Choose an outcome.',
  NEEDS_CONSENT:
    'Customer details are not saved without consent. The visit is still recorded. Ask for consent or go on without a name.',
  NEEDS_PURPOSE: 'A purpose is needed to show this unmasked. Nothing has changed. Choose or write a purpose.',
};
