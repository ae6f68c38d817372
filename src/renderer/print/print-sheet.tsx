import './print.css';
import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';

/**
 * What this window prints in place of itself: beside the app in the page, not inside it, because only there pages
 * break where they should. Invisible on the screen. One at a time.
 */
export function PrintSheet({ children }: { children: ReactNode }) {
  return createPortal(
    <div data-print-sheet="" inert>
      {children}
    </div>,
    document.body,
  );
}
