import { useEffect } from 'react';

/** Fetches the screen before it is asked for, so that the Enter right after F8 finds it there. */
export default function ReportsGlobal() {
  useEffect(() => {
    const timer = setTimeout(() => void import('./reports-screen.tsx'), 1000);
    return () => clearTimeout(timer);
  }, []);
  return null;
}
