import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { setSession, useSession } from './session-store.ts';

/** The other language, named in itself. */
export function LanguageSwitch() {
  const { t } = useTranslation();
  const other = useSession((session) => session.language) === 'ko' ? 'en' : 'ko';
  return (
    <Button variant="quiet" onPress={() => setSession({ language: other })}>
      <span lang={other}>{t(`language.${other}`)}</span>
    </Button>
  );
}
