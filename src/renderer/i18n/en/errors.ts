import type { errors as source } from '../ko/errors.ts';
import type { TranslationOf } from '../translation.ts';

export const errors: TranslationOf<typeof source> = {
  CONFLICT:
    'Someone else changed this first. What you entered is still here. Look at what changed, then save again.',
  NOT_FOUND: 'This could not be found. Nothing saved has changed. Reload the list and check.',
  FORBIDDEN: 'You may not do this. Nothing has changed. Check who is on duty or ask your administrator.',
  UNKNOWN_ACTOR: 'It is not known who is on duty. Nothing has changed. Choose who is on duty at the top.',
  NO_ACTOR: 'Nobody on duty is chosen yet. Nothing has changed. Choose who is on duty at the top.',
  NOT_OF_BRANCH: 'This does not belong to the branch. Nothing has changed. Choose again from the list.',
  NOT_YOURS: 'Someone else was writing this. It is unchanged. Write your own.',
  GONE: 'This was removed or destroyed in the meantime. Nothing else has changed. Go back to the list.',
  STORE: 'This could not be saved. What you entered is still in this window. Try again in a moment.',
  BUSY: 'The store is busy and this was not saved. What you entered is still here. Try again in a moment.',
  READ_ONLY:
    'The store is read-only and this was not saved. What you entered is still in this window. Ask your administrator to check write access to the data folder.',
  FILE_NOT_WRITTEN:
    'The file could not be written there, so it was not saved. What is on the screen is as it was. Choose another folder.',
  DISK_FULL:
    'The disk is full and this was not saved. What was saved before is safe and what you entered is still in this window. Free some space, then try again.',
  DAMAGED:
    'The store is damaged and this was not saved. What you entered is still in this window and the damaged file is not deleted. Tell your administrator and start Maji again.',
  CLOSED:
    'Maji is closing and this was not saved. What you entered is still in this window. Save when it is back.',
  OFFLINE:
    'The connection is lost and this is not saved yet. What you entered is still in this window. Press save when the connection is back.',
  TIMEOUT:
    'No answer came, so it is not known whether this was saved. What you entered is still here. Trying again will not save it twice.',
  UNKNOWN:
    'Something unexpected happened. What was saved before is safe and what you entered is still here. Try again.',
  CHECK_FAILED:
    'The check could not finish. Nothing saved has changed. If it happens again, tell your administrator.',
  REQUEST_REUSED:
    'The request number was used for something else. What you entered is still here. Press again.',
  INVALID:
    'A value does not fit, so nothing was saved. What you entered is still here. Correct the marked field.',
  REFUSED: 'This cannot be done now. What you entered is still here. Reload and check.',
  NOT_TEXT: 'This is not text and was not saved. The other fields are still here. Write text.',
  EMPTY: 'This is empty and was not saved. The other fields are still here. Write something.',
  TEXT_TOO_SHORT: 'This is too short and was not saved. What you wrote is still here. Write a little more.',
  TEXT_TOO_LONG:
    'The text is too long and was not saved. What you wrote is still here. Shorten it, then save.',
  CONTROL_CHARACTER:
    'The text holds an invisible control character and was not saved. What you wrote is still here. Type the pasted part again.',
  LONE_SURROGATE:
    'The text holds a broken character and was not saved. What you wrote is still here. Delete the broken character and type it again.',
  BIDI_CONTROL:
    'The text holds a hidden character that reverses its direction and was not saved. What you wrote is still here. Type the pasted part yourself.',
  RESIDENT_NUMBER:
    'This looks like a resident registration number and was not saved. What you wrote is still here. Delete the number, then save.',
  PHONE_INVALID:
    'There is no such phone number, so it was not saved. The digits are still here. Check that it is whole, from the area code or mobile prefix on.',
  PHONE_NOT_A_NUMBER:
    'This cannot be read as a phone number and was not saved. What you typed is still here. Write it in digits.',
  PHONE_TOO_SHORT:
    'The phone number is too short and was not saved. The digits are still here. Add the missing ones.',
  PHONE_TOO_LONG:
    'The phone number is too long and was not saved. The digits are still here. Write one number only.',
  PHONE_AREA_CODE_MISSING:
    'The area code is missing, so the number was not saved. The digits are still here. Begin with the area code.',
  ID_INVALID: 'It is not clear what is meant. Nothing has changed. Choose again from the list.',
  VERSION_INVALID: 'It is not clear which state this was made from. Nothing has changed. Reload, then save.',
  INSTANT_INVALID:
    'This cannot be read as a time and was not saved. The other fields are still here. Correct the time.',
  INSTANT_OUT_OF_RANGE:
    'This time is too far away and was not saved. The other fields are still here. Choose a nearer time.',
  DATE_INVALID:
    'There is no such date, so it was not saved. The other fields are still here. Correct the date.',
  TIME_INVALID:
    'There is no such time, so it was not saved. The other fields are still here. Write 00:00 to 23:59.',
  TIME_IN_PAST:
    'This time has already passed and was not saved. The other fields are still here. Choose a later time.',
  TIME_IN_FUTURE:
    'This time has not come yet and was not saved. The other fields are still here. Choose now or earlier.',
  TIME_IMPOSSIBLE:
    'This date or time cannot be, so it was not saved. The other fields are still here. Correct the date and time.',
  ALREADY_HOLIDAY:
    'This is a holiday already and was not saved. The other fields are still here. Choose another date.',
  NEEDS_REASON: 'A reason is needed to go on. Nothing has changed. Choose or write a reason.',
  NEEDS_OUTCOME:
    'This cannot close without an outcome. The recorded steps are still here. Choose an outcome.',
  NEEDS_CONSENT:
    'Customer details are not saved without consent. The visit is still recorded. Ask for consent or go on without a name.',
  NEEDS_PURPOSE:
    'The purpose is not known yet. The recorded steps are still here. Choose or write the purpose.',
  NEEDS_OFFICER: 'No officer is chosen yet. The recorded steps are still here. Choose an officer.',
  NEEDS_TIME:
    'The time to call again is missing. What you wrote is still here. Write the time the customer named.',
  NEEDS_CHOICE:
    'The reply would fall after closing, so the customer has to choose. What you wrote is still here. Ask: before closing today or tomorrow morning.',
  NEEDS_MANAGER: 'There is no manager. What you entered is still here. Make at least one person a manager.',
  CHOICE_NOT_OFFERED:
    'What can be promised has changed in the meantime. What you wrote is still here. Choose from what is shown now.',
  PREFERRED_NOT_OFFERED:
    'This promise takes no preferred time. What you wrote is still here. Clear the preferred time, then save.',
  CALLER_CHANGED:
    'Someone else will call now. What you wrote is still here. Tell the customer the new name, then save.',
  ENCOUNTER_CLOSED:
    'This visit is closed already. The record is unchanged. Greet a customer who comes back as a new visit.',
  HANDED_OVER:
    'This visit was handed to an officer. The record is unchanged. Wait until it is taken, or take it back.',
  NOT_HANDED_OVER: 'This visit was not handed over. The record is unchanged. Look at the list again.',
  NOT_TAKEN: 'The officer has not taken this visit yet. The record is unchanged. Go on when it is taken.',
  NOT_FOR_YOU: 'This visit was handed to another officer. Nothing has changed. Check who is on duty.',
  WITH_OFFICER: 'The officer is serving this visit. The record is unchanged. Go on at the officer’s window.',
  OFFICER_ABSENT: 'The officer is away. The record is unchanged. Choose a colleague or leave a memo.',
  ALREADY_SERVING: 'This person is serving the visit already. Nothing has changed. Just go on.',
  ALREADY_WAITING: 'The customer is waiting already. Nothing has changed. Hand over when the officer comes.',
  ALREADY_DONE: 'This is recorded already. Nothing has changed. Go on to the next step.',
  STEPS_OPEN:
    'Some steps are left, so this was not closed. The recorded steps are still here. Do the rest or skip them.',
  STEP_UNKNOWN: 'The standard has no such step. Nothing has changed. Reload and go on.',
  UNKNOWN_STEP: 'The standard has no such step. Nothing has changed. Reload and go on.',
  STEP_DONE: 'This step is recorded already. Nothing has changed. Go on to the next step.',
  NOT_SKIPPABLE: 'This step cannot be skipped. The record is unchanged. Finish it first.',
  NOTHING_TO_UNDO: 'There is nothing to undo. The record is unchanged. Just go on.',
  NOT_UNDOABLE:
    'Later steps depend on this one, so it cannot be undone. The record is unchanged. Just go on.',
  DUTY_UNKNOWN: 'This purpose is no longer used. The record is unchanged. Choose another purpose.',
  VISIT_CLOSED: 'This visit has ended. What you typed is kept. Write a new visit down to go again.',
  VISIT_ARRIVED: 'You have arrived there already. What you typed is kept. Go on with the steps left.',
  NOT_ARRIVED: 'Nobody has arrived there yet. What you typed is kept. Record the arrival first.',
  NEEDS_AGREEMENT: 'No time is agreed for this visit. What you typed is kept. Agree a time first.',
  AGREED_ALREADY: 'A time is agreed already. What you typed is kept. Use “Another time” to change it.',
  NEEDS_ARRIVAL: 'Not saved: the time of arrival is missing. The times typed are kept. Give it as well.',
  BEFORE_ARRIVAL: 'Not saved: this was before the arrival. The times typed are kept. Correct the time.',
  NOT_THE_DAY:
    'Not saved: the day is earlier than the one agreed. What you typed is kept. Agree another day first, or correct the date.',
  SAME_PERSON:
    'Not saved: officer and companion are one person. What you typed is kept. Choose somebody else.',
  ALREADY_ANSWERED:
    'This call has been picked up already. What was recorded is kept. Go on to the next step.',
  NOT_A_CALL: 'This is not a call, so nothing was done. Nothing has changed. Look at the list again.',
  RECORDED_AFTERWARDS:
    'A call logged afterwards has no clock for putting through. What was recorded is kept. Leave a memo or choose another outcome.',
  NO_CHANNEL: 'The standard in force has no telephone. Nothing has changed. Check the standard.',
  RINGS_INVALID: 'That is no number of rings. What was recorded is kept. Choose between 1 and 99.',
  SAME_CUSTOMER: 'It is one record, so there is nothing to join. Nothing was changed. Choose another record.',
  CUSTOMER_JOINED:
    'This customer has been joined into another record. What you typed is still here. Open the joined record again.',
  JOINING_UNDONE: 'This joining has been undone already. Nothing was changed. Look at both records again.',
  JOINED_ON:
    'This record has been joined into another since. Nothing was changed. Undo the later joining first.',
  LATER_JOINING:
    'Another record has been joined in since. Nothing was changed. Undo the later joining first.',
  MEMO_CLOSED: 'This memo is closed already. What you wrote is still here. Reopen it if there is more to do.',
  MEMO_NOT_CLOSED: 'This memo is still open. Nothing has changed. Just go on with it.',
  NOT_HANDLER: 'You do not handle this memo. What you wrote is still here. Take it over first.',
  ALREADY_HANDLER: 'You handle this memo already. Nothing has changed. Just go on.',
  NOT_OVERDUE: 'This promise is not overdue. Nothing has changed. Go on without a reason.',
  TOO_FEW_ATTEMPTS:
    'There were too few attempts to call. The recorded ones are still here. Try again and record it.',
  NEEDS_TEXT_SENT:
    'The text message to the customer is not ticked as sent. The recorded attempts are still here. Send it and tick it.',
  NOT_IN_STANDARD:
    'The standard in force has no such promise. What you wrote is still here. Tell your administrator.',
  SUBJECT_INVALID:
    'It is not clear what was printed, so it was not recorded. Nothing has changed. Print again.',
  DOCUMENT_CLOSED:
    'These documents were closed. Nothing was changed. Take in anything further as new documents.',
  NOTHING_MISSING: 'This is not written down as missing. Nothing was changed. Look at the list again.',
  MEANS_NOT_IN_STANDARD:
    'The standard does not name this way of telling the customer. Nothing was changed. Choose one that is shown.',
  NEEDS_RESULT: 'The outcome is empty. What you wrote is kept. Write what the customer is to be told.',
  EMAIL_INVALID:
    'That is no e-mail address, so nothing was saved. What you typed is kept. Correct the address.',
  SENDER_ADDRESS_INVALID:
    'That address cannot be used, so nothing was saved. The other fields are kept. Give an address that begins with https.',
  ADDRESS_INVALID:
    'Nobody outside can use this address, so it was not saved. The other fields are kept. Give an address that begins with https.',
  CHARACTER_NOT_SENDABLE:
    'The text has characters carriers cannot take, so it was not sent. What you typed is kept. Replace or remove them.',
  TEXT_TOO_LONG_TO_SEND:
    'The text has more than 2,000 bytes, so it was not sent. What you typed is kept. Shorten or divide it.',
  TEXTS_REFUSED:
    'The customer wants no messages, so it was not sent. What you typed is kept. Telephone, or confirm that it goes all the same.',
  TEXT_HAS_GAPS: 'There are gaps (□□□) left, so it was not sent. What you typed is kept. Fill the gaps.',
  NO_TEMPLATE: 'The standard in force has no such text. What you typed is kept. Choose one of those shown.',
  SENDER_NOT_FOR_THIS: 'It cannot be sent that way. What you typed is kept. Choose another way.',
  SENDERS_NOT_HERE:
    'Passwords cannot be kept here, so no sender can be used. Nothing has changed. Send it by hand.',
  NOT_ENCRYPTED:
    'Without encryption nothing goes to a server outside this machine. The other fields are kept. Choose TLS or STARTTLS.',
  NOT_POSSIBLE: 'It is done already or cannot be done now. Nothing has changed. Reload and look again.',
  ON_ITS_WAY:
    'It is on its way just now, so nothing was changed. The message is kept. See the outcome first.',
  NOT_ASKED:
    'It may have arrived already, so it was not sent again. The message is kept. Ask the customer first.',
  ALREADY_SIGNED:
    'This report has been signed and nothing has changed since. The signature stands. Sign a correction once something has changed.',
  DAY_NOT_BEGUN:
    'That day has not come yet, so nothing was signed. Nothing was changed. Choose today or a past day.',
  HASH_INVALID:
    'That is not a hash, so nothing was done. Nothing was changed. Load the report again and go on.',
  STAFF_INACTIVE:
    'The person you chose no longer works here. What you entered is still here. Choose someone else.',
  OWN_SUBSTITUTE: 'Nobody can be their own substitute. The other fields are still here. Choose someone else.',
  LAST_MANAGER:
    'This is the last manager, so nothing was changed. The other fields are still here. Name another manager first.',
  UNKNOWN_REASON: 'The standard has no such reason. Nothing has changed. Choose one that is shown.',
  IN_USE:
    'This is in use and cannot be removed. The other fields are still here. Change where it is used first.',
  PHOTO_TOO_LARGE:
    'The picture is too large and was not saved. The present one is unchanged. Choose one under 1 MB.',
  PACK_WRONG:
    'The standard’s file has mistakes and was not adopted. The standard in force is unchanged. Correct the marked line and read it again.',
  NETWORK_NOT_HERE:
    'This program cannot open the network. Nothing has changed. Turn it on in the desktop app or at the branch host.',
  PORT_TAKEN:
    'Another program uses the port, so it was not turned on. Nothing has changed. End that program or start with another port.',
  PORT_FORBIDDEN:
    'The port may not be used, so it was not turned on. Nothing has changed. Start with a port above 1024.',
  OWN_CERT_HALF:
    'The certificate or its key is missing, so it was not turned on. Nothing has changed. Put both files there.',
  OWN_CERT_UNREADABLE:
    'The certificate or its key cannot be read, so it was not turned on. Nothing has changed. Both must be PEM, the key without a password.',
  OWN_CERT_MISMATCH:
    'The key is not the one of the certificate, so it was not turned on. Nothing has changed. Put the pair that belongs together.',
  OWN_CERT_EXPIRED:
    'The certificate has expired, so it was not turned on. Nothing has changed. Put a new certificate there.',
  OWN_CERT_NOT_YET:
    'The certificate is not valid yet. Nothing has changed. Check the date and time of this computer.',
  OWN_CERT_NAMELESS:
    'The certificate names no machine, so it was not turned on. Nothing has changed. Ask for one that names it.',
  NETWORK_FAILED:
    'Something unexpected kept it from turning on. Nothing has changed. If it happens again, have the log looked at.',
  HOST_ADDRESS_WRONG:
    'This is no https address, so nothing was looked for. Nothing has changed. Type the address exactly as the settings of the host show it.',
  HOST_NOT_REACHED:
    'Nothing answers at that address. Nothing has changed. Check the address, and that the network is turned on at that machine.',
  HOST_NOT_MAJI: 'There is no Maji at that address. Nothing has changed. Check the address and the port.',
  HOST_NOT_VOUCHED:
    'The certificate at that address cannot be trusted. Nothing has changed. Check with your administrator that it names this address and has not expired.',
  FINGERPRINT_DIFFERS:
    'Another machine answered than the one whose fingerprint you compared. It was not joined and nothing has changed. Tell your administrator.',
  PACK_GONE:
    'The file of the standard you chose has changed or is gone. The standard in force is unchanged. Choose again from the list.',
  PACK_NOT_YET:
    'This standard is not in force yet. The standard in force is unchanged. Choose it from its date on.',
  ALREADY_SET_UP: 'This place is set up already. Nothing saved has changed. Reload and begin.',
  WRONG_CREDENTIALS:
    'The login or the password is not right. Nothing has changed. Check both and type them again.',
  TRY_LATER:
    'There were too many wrong tries, so none is taken for a while. Nothing has changed. Try again a little later.',
  WRONG_PIN: 'The PIN is not right. What you were writing is still here. Type it again or use your password.',
  NO_PIN: 'You have no PIN. Nothing has changed. Come in with your password.',
  WEAK_PIN:
    'Everybody tries this PIN first, so it was not saved. The present one is unchanged. Choose other digits.',
  PIN_INVALID: 'A PIN is 4 to 8 digits. It was not saved. Type it again.',
  PASSWORD_SHORT:
    'The password is too short and was not saved. The other fields are still here. Use 10 characters or more.',
  PASSWORD_COMMON:
    'Everybody tries this password first, so it was not saved. The other fields are still here. String a few words together.',
  PASSWORD_LIKE_LOGIN:
    'The password is too much like the login and was not saved. The other fields are still here. Use other words.',
  PASSWORD_SAME:
    'This is the present password, so nothing was changed. The other fields are still here. Choose another one.',
  PASSWORD_DIFFERS: 'The two passwords differ. Nothing was saved. Type them again.',
  LOGIN_INVALID:
    'A login is 2 to 40 letters, digits, dots or hyphens. It was not saved. Correct it, then save.',
  LOGIN_TAKEN:
    'Somebody has this login already, so it was not saved. The other fields are still here. Choose another one.',
  LOGIN_UNKNOWN: 'Nobody of the institution has this login. Nothing has changed. Check the login.',
  HAS_ACCOUNT: 'This person has an account already. Nothing has changed. Look at the list again.',
  ACCOUNT_CHANGED: 'The account was changed in the meantime. Nothing was saved. Save again.',
  LAST_ADMIN:
    'This is the last administrator of a branch, so nothing was changed. The other fields are still here. Name another one first.',
  ADMIN_ONLY: 'Only an administrator may do this. Nothing has changed. Ask your administrator.',
  NAME_TAKEN: 'There is a branch of this name already. What you wrote is still here. Use another name.',
  SIGNED_OUT: 'You are no longer signed in. What you were writing is still here. Sign in again.',
  LOCKED: 'The screen is locked. What you were writing is still here. Open it with your PIN or password.',
  MUST_CHANGE: 'The password you were given has to be changed first. Nothing has changed. Choose your own.',
  NOT_OVER_A_SOCKET: 'Nobody can sign in over this connection. Nothing has changed. Reload and sign in.',
  ITEMS_REFUSED:
    'Something could not be handed on, so nothing was. What you chose is still there. Look at the reasons shown, then choose somebody else or leave those things as they are.',
  // Bookings.
  BOOKING_OFF:
    'This branch takes no bookings. What you typed is still there. Turn them on in the settings, or leave a memo.',
  BOOKING_OVERDUE:
    'The booked time has passed, so it was not cancelled. The booking is unchanged. Call, or move it with the reason.',
  BOOKING_CANCELLED:
    'This booking is cancelled already. Nothing was changed. Take a new one if it is wanted again.',
  BRANCH_CLOSED:
    'The branch is closed at that time, so nothing was booked. What you typed is still there. Choose a time in office hours.',
  OFFICER_AWAY:
    'That person is away at that time, so nothing was booked. What you typed is still there. Choose another time or person.',
  SLOT_TAKEN: 'That time has just been taken. What you typed is still there. Choose another time.',
  SLOT_NOT_OFFERED:
    'Nothing can be booked at that time. What you typed is still there. Choose one of the times shown.',
  NO_BOOKED_CALL:
    'The standard has no promise for booked calls, so they were not turned on. Nothing else was changed. Write booked_call into the standard.',
  NO_BOOKING_CHANNEL:
    'The standard has no booking channel, so bookings were not turned on. Nothing else was changed. Write booking into the standard.',
  NO_OFFER:
    'No duty has anybody to book, so nothing was saved. What you chose is still there. Choose somebody for a duty.',
  TOO_MANY_BOOKINGS:
    'Several calls are booked for this number already, so no more was taken. They are unchanged. Phone the branch if you need another.',
  KEY_INVALID: 'That is no key, so none was made. Nothing was changed. Press again.',
  KEY_USED: 'There is such a key already, so none was made. Nothing was changed. Press again.',
  KEY_REVOKED: 'This key is revoked already. Nothing was changed. Look at the list again.',
  IMPORT_CHANGED:
    'Something was booked since the file was checked, so none was taken. The file is unchanged. Look at the new result and press again.',
  IMPORT_HAS_PROBLEMS:
    'Some lines cannot be taken, so none was. The file is unchanged. Mend those lines, or choose to leave them out.',
  NOTHING_TO_IMPORT: 'There is no new booking to take. Those known already are unchanged. Look at the file.',
  IMPORT_MOVED:
    'It was taken before under the same number for another time. That booking is unchanged. Move it there if it is to be moved.',
  OFFICER_UNKNOWN:
    'Nobody here has that name, so the line was not taken. The other lines are unaffected. Mend the name.',
  OFFICER_AMBIGUOUS:
    'Several people have that name, so the line was not taken. The other lines are unaffected. Add the title after the name.',
  FILE_UNREADABLE:
    'The file cannot be read as a table, so nothing was taken. What is stored is unchanged. Save it as CSV and choose it again.',
  FILE_EMPTY:
    'The file has no booking in it. What is stored is unchanged. Write bookings below the first line.',
  FILE_TOO_LONG:
    'The file has more than 1,000 lines, so nothing was taken. What is stored is unchanged. Divide the file.',
  COLUMN_MISSING:
    'A column is missing, so nothing was taken. What is stored is unchanged. Put its name into the first line.',
};
