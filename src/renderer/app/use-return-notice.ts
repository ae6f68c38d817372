import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useConnection } from '../host/host.tsx';
import { notify } from '../ui/notices.tsx';

/** Says once that the connection is back and that what was missed has been loaded. */
export function useReturnNotice(): void {
  const { t } = useTranslation();
  const { state, opened } = useConnection();
  const seen = useRef(opened);
  useEffect(() => {
    if (state !== 'open' || opened === seen.current) return;
    if (seen.current > 0) notify({ kind: 'info', text: t('connection.back') });
    seen.current = opened;
  }, [state, opened, t]);
}
