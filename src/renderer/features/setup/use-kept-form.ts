import { useEffect, useState } from 'react';
import type { SetupForm } from './setup-form.ts';

const shelf = 'maji.setup';

function readKept(): SetupForm | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(shelf) ?? 'null');
    const isForm =
      typeof kept === 'object' && kept !== null && Array.isArray((kept as Partial<SetupForm>).staff);
    return isForm ? (kept as SetupForm) : null;
  } catch {
    return null;
  }
}

/** Forgets what was typed, once it is sent. */
export function dropKeptForm(): void {
  sessionStorage.removeItem(shelf);
}

/**
 * The page as it is typed, there again after a reload. Only here a draft is kept by the window and not by the store:
 * a row of the store belongs to a member of staff, and there is none yet.
 */
export function useKeptForm(initial: () => SetupForm) {
  const [kept] = useState(readKept);
  const [form, setForm] = useState(kept ?? initial);
  const [touched, setTouched] = useState(kept !== null);
  useEffect(() => {
    if (!touched) return;
    try {
      sessionStorage.setItem(shelf, JSON.stringify(form));
    } catch {
      // A browser that keeps nothing: the page is lost with the window, and there is no better place for it.
    }
  }, [form, touched]);
  return {
    form,
    /** Whether anybody has written something here; until then the defaults follow the language. */
    touched,
    restored: kept !== null,
    change(part: Partial<SetupForm>) {
      setTouched(true);
      setForm((before) => ({ ...before, ...part }));
    },
    startOver() {
      dropKeptForm();
      setTouched(false);
      setForm(initial());
    },
  };
}
