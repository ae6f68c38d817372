import qrcode from 'qrcode-generator';
import { useMemo } from 'react';
import { dialled } from '../dialled.ts';
import styles from './message-box.module.css';

/** Larger ones are a grey square to a telephone's camera. */
const MOST = 1100;
/** Width of one dot and of the smallest code (pixels): a camera at arm's length has to tell the dots apart. */
const DOT = 3;
const SMALLEST = 220;
/** White around a code, in modules, without which cameras do not find it. */
const QUIET = 4;

/** Whether a text can be read off a screen as a code. */
export const fitsCode = (text: string): boolean => text.length <= MOST;

/** A text as a QR code, drawn by the browser so that it is sharp at every zoom. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { size, path } = useMemo(() => drawn(text), [text]);
  const box = size + QUIET * 2;
  const side = Math.max(SMALLEST, box * DOT);
  return (
    <svg
      className={styles.code}
      width={side}
      height={side}
      viewBox={`0 0 ${box} ${box}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect width={box} height={box} fill="white" />
      <path d={path} fill="black" />
    </svg>
  );
}

function drawn(text: string): { size: number; path: string } {
  // As small as the text allows; of a code on a bright screen little has to be mended.
  const code = qrcode(0, 'L');
  code.addData(text, 'Byte');
  code.make();
  const size = code.getModuleCount();
  let path = '';
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (code.isDark(row, column)) path += `M${column + QUIET} ${row + QUIET}h1v1h-1z`;
    }
  }
  return { size, path };
}

/** What opens a text message on a telephone, filled in (RFC 5724). */
export function smsAddress(phone: string, text: string): string {
  return `sms:${dialled(phone)}?body=${encodeURIComponent(text)}`;
}
