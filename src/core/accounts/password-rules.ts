/** Fewer letters can be tried out (NIST SP 800-63B asks for 8 at least; two more cost nobody anything). */
export const SHORTEST_PASSWORD = 10;

export type PasswordFault = 'PASSWORD_SHORT' | 'PASSWORD_COMMON' | 'PASSWORD_LIKE_LOGIN' | 'PASSWORD_SAME';

/** What everybody tries first, beside runs and repetitions; compared without case, spaces and signs. */
const common = [
  'password',
  'qwerty',
  'qwertyuiop',
  'asdfghjkl',
  'letmein',
  'welcome',
  'iloveyou',
  'administrator',
];
const commonKorean = [
  '비밀번호',
  '사랑해',
  '안녕하세요',
  '대한민국',
  'korea',
  'maji',
  '맞이',
  'tkfkdgo',
  'dkssud',
];
const rows = ['01234567890', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

/** Why a password may not be chosen, or null. No kinds of letters are demanded: length is what counts. */
export function passwordFault(password: string, login: string, before?: string): PasswordFault | null {
  if ([...password].length < SHORTEST_PASSWORD) return 'PASSWORD_SHORT';
  if (before !== undefined && password === before) return 'PASSWORD_SAME';
  const bare = password.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const words = bare.replace(/\d+/gu, '');
  if ([...common, ...commonKorean].includes(words) || isRun(bare) || new Set(bare).size < 4) {
    return 'PASSWORD_COMMON';
  }
  const name = login.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const rest = bare.replaceAll(name, '');
  if (name.length >= 3 && bare.includes(name) && [...rest].length < 6) return 'PASSWORD_LIKE_LOGIN';
  return null;
}

/** Whether a PIN of four to eight digits is one of those everybody tries: one digit, a run, a repeated pair. */
export function isWeakPin(pin: string): boolean {
  return new Set(pin).size < 2 || isRun(pin) || /^(\d\d)\1+$/.test(pin);
}

function isRun(text: string): boolean {
  if (text === '') return true;
  const backwards = [...text].reverse().join('');
  return rows.some((row) => row.includes(text) || row.includes(backwards) || row.repeat(2).includes(text));
}
