import { Hand } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useGreetings, useHost } from '../../host/host.tsx';
import { useSession } from '../../shared/session-store.ts';
import { Button } from '../../ui/button.tsx';
import styles from './sign-in.module.css';

/** A customer does not wait for a PIN: the greeting is kept with its time and saved when somebody opens the window. */
export function GreetFirst() {
  const { t } = useTranslation('signIn');
  const { greetings } = useHost();
  const { waiting } = useGreetings();
  const counterId = useSession((session) => session.counterId);
  return (
    <div className={styles.greet}>
      <Button
        hotkey="F2"
        icon={<Hand size={20} aria-hidden="true" />}
        onPress={() => void greetings.greet(counterId)}
      >
        {t('greet')}
      </Button>
      <span role="status">{waiting.length > 0 && t('kept', { count: waiting.length })}</span>
    </div>
  );
}
