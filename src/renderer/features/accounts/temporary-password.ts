/** Letters and digits nobody takes for one another, on paper or by voice. */
const plainLetters = 'abcdefghjkmnpqrstuvwxyz23456789';
/** Bytes from here on would make the first letters likelier than the last. */
const FAIR_BELOW = 256 - (256 % plainLetters.length);

/** Three groups of four such letters, some 59 bits; made here, kept nowhere, changed at the first sign-in. */
export function temporaryPassword(): string {
  return [four(), four(), four()].join('-');
}

function four(): string {
  let letters = '';
  while (letters.length < 4) {
    const [byte = FAIR_BELOW] = crypto.getRandomValues(new Uint8Array(1));
    if (byte < FAIR_BELOW) letters += plainLetters[byte % plainLetters.length];
  }
  return letters;
}
