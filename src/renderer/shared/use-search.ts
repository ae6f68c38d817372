import { useDeferredValue, useState } from 'react';

/**
 * What a search box asks for as one types. One `searchId` for one use of the box: the activity log then has one line,
 * when it settles. `enabled` is false while the box is empty.
 */
export function useSearch(query: string): { asked: string; searchId: string; enabled: boolean } {
  const [searchId, setSearchId] = useState(() => crypto.randomUUID());
  const [wasEmpty, setWasEmpty] = useState(true);
  const empty = query.trim() === '';
  if (empty !== wasEmpty) {
    setWasEmpty(empty);
    if (empty) setSearchId(crypto.randomUUID());
  }
  const asked = useDeferredValue(query.trim());
  return { asked, searchId, enabled: asked !== '' && !empty };
}
