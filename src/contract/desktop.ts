import { oc } from '@orpc/contract';
import { z } from 'zod';
import { shortText } from './fields.ts';
import { refusals } from './rules.ts';

/** A place in the interface: what stands after `#` in the address. */
export const route = z.string().regex(/^\/[\w\-./?=&%:]{0,300}$/);

/** An address as somebody types it. */
const hostAddress = shortText({ max: 300 });

/**
 * What the desktop shell can do for its own windows, beside the contract of the front desk and over the same port.
 * It reads and changes nothing at the desk, so it carries no access rule.
 */
export const desktopContract = {
  /** The system's print dialog for the window that asks; `printed` is false when the person cancelled it. */
  print: oc.output(z.object({ printed: z.boolean() })),
  /** The window as a PDF with the page size of its style sheet, kept where the person says (DISK_FULL, FILE_NOT_WRITTEN). */
  savePdf: oc
    .errors({ REFUSED: refusals.REFUSED })
    .input(z.object({ fileName: shortText({ max: 120 }) }))
    .output(z.object({ saved: z.boolean(), fileName: z.string().nullable() })),
  /** A document the front desk already has, kept where the person says (DISK_FULL, FILE_NOT_WRITTEN). */
  saveFile: oc
    .errors({ REFUSED: refusals.REFUSED })
    .input(z.object({ fileName: shortText({ max: 120 }), base64: z.base64().max(8 * 1024 * 1024) }))
    .output(z.object({ saved: z.boolean(), fileName: z.string().nullable() })),
  /** A system notification; answers when it is clicked (its window comes to the front) or gone. */
  notify: oc
    .input(z.object({ title: shortText({ max: 120 }), body: shortText({ max: 300, min: 0 }) }))
    .output(z.object({ clicked: z.boolean() })),
  /**
   * Who answers at an address that could be joined, and whose fingerprint is to be compared; null where the system
   * vouches for it (HOST_ADDRESS_WRONG, HOST_NOT_REACHED, HOST_NOT_VOUCHED, HOST_NOT_MAJI).
   */
  joinable: oc
    .errors({ REFUSED: refusals.REFUSED })
    .input(z.object({ url: hostAddress }))
    .output(z.object({ url: z.string(), branch: z.string(), fingerprint: z.string().nullable() })),
  /**
   * Works at that host instead of the own store from now on; the app starts again. Looks once more, and refuses another
   * one than was compared (FINGERPRINT_DIFFERS). The way back is in the menu: a page of another host gets no port.
   */
  join: oc
    .errors({ REFUSED: refusals.REFUSED })
    .input(z.object({ url: hostAddress, fingerprint: z.string().max(200).nullable() }))
    .output(z.object({ joined: z.literal(true) })),
  openWindow: oc.input(z.object({ route })).output(z.object({ opened: z.boolean() })),
};
export type DesktopContract = typeof desktopContract;

/** What a page says to ask its preload for a port, and what comes back with it. */
export const portWords = { ask: 'maji:port?', hand: 'maji:port' } as const;
