import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { errorKey } from './error-text.ts';

/** Turns anything thrown by a call into the sentence to show, in the chosen language. */
export function useErrorText(): (error: unknown) => string {
  const { t } = useTranslation('errors');
  return useCallback((error) => t(errorKey(error).key), [t]);
}
