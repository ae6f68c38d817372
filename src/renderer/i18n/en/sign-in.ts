import type { signIn as source } from '../ko/sign-in.ts';
import type { TranslationOf } from '../translation.ts';

export const signIn: TranslationOf<typeof source> = {
  title: 'Sign in',
  lockedTitle: 'Locked',
  lockedLead: 'What was being written is still here. Open it yourself, or let somebody else go on.',
  lead: 'What is done in this window is recorded under the name of whoever has signed in.',
  hereTitle: 'Signed in at this seat today',
  pin: 'PIN',
  pinHint: '4 to 8 digits',
  usePassword: 'Use the password',
  usePin: 'Use the PIN',
  unlock: 'Open',
  otherTitle: 'Somebody else',
  login: 'Login',
  password: 'Password',
  signIn: 'Sign in',
  wait_one: 'Try again in {{count}} second.',
  wait_other: 'Try again in {{count}} seconds.',
  kept_one: '{{count}} greeting is kept with its time. It is saved when the screen is opened.',
  kept_other: '{{count}} greetings are kept with their times. They are saved when the screen is opened.',
  greet: 'Greet first',
  forgot: 'If you have forgotten your password, ask your administrator for a new one.',
  firstTitle: 'Make the administrator',
  firstLead:
    'There is no account in this store yet. Choose who comes in first; that person makes the accounts of the others in the settings.',
  firstElsewhere:
    'There is no account in this store yet. Make the administrator at the computer where Maji is installed.',
  who: 'The administrator',
  loginHint: 'Something easy to remember, such as a staff number or a name.',
  newPassword: 'New password',
  passwordHint: '10 characters or more. A few unrelated words are easy to remember.',
  again: 'Once more',
  makeFirst: 'Make and begin',
  chooseTitle: 'Choose a password',
  chooseLead:
    'You came in with a password from your administrator. Choose one that only you know, and begin.',
  given: 'Password you were given',
  choose: 'Change and begin',
  somebodyElse: 'Leave it to somebody else',
};
