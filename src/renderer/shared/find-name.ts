import { convertQwertyToHangul, disassemble, getChoseong } from 'es-hangul';

/**
 * Whether a name fits what was typed so far: part of it, its initial consonants, a syllable not finished yet, or the
 * same keys struck in English mode (rla → 김). Nothing typed fits every name.
 */
export function fitsName(name: string, typed: string): boolean {
  const words = typed.trim().normalize('NFC').toLowerCase();
  if (words === '') return true;
  const whole = name.toLowerCase();
  return [words, convertQwertyToHangul(words)].some(
    (one) =>
      whole.includes(one) ||
      getChoseong(name).replaceAll(' ', '').includes(one) ||
      (/[ㄱ-ㅎㅏ-ㅣ가-힣]/u.test(one) && disassemble(whole).includes(disassemble(one))),
  );
}
