import { useEffect } from 'react';
import { ClosingBanner } from './closing-banner.tsx';

/** Fetches the screen before it is asked for, so that the Enter right after F8 finds it there; and what is shown at closing. */
export default function ReportsGlobal() {
  useEffect(() => {
    const timer = setTimeout(() => void import('./reports-screen.tsx'), 1000);
    return () => clearTimeout(timer);
  }, []);
  return <ClosingBanner />;
}
