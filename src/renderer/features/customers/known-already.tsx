import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { UserRoundCheck } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHost } from '#renderer/host/host.tsx';
import { useSession } from '#renderer/shared/session-store.ts';
import { never } from '#renderer/shared/use-branch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Likeness } from './customer-duplicates.tsx';
import styles from './customers-screen.module.css';

type KnownAlreadyProps = {
  typed: { name: string; phone: string; business: string };
  onChoose: (id: string) => void;
};

/** More would hide the form; the likeliest come first. */
const MOST = 3;

/** Before somebody is saved: who he may be already, chosen by one key. It never stands in the way of saving. */
export function KnownAlready({ typed, onChoose }: KnownAlreadyProps) {
  const { t } = useTranslation('customers');
  const { orpc } = useHost();
  const branchId = useSession((session) => session.branchId);
  // One id for one use of the form: the activity log then has one line.
  const [searchId] = useState(() => crypto.randomUUID());
  const name = useDeferredValue(typed.name.trim());
  const phone = useDeferredValue(typed.phone.trim());
  const business = useDeferredValue(typed.business.trim());
  // Neither a name alone nor half a number says who it is.
  const enabled = branchId !== null && (digitsIn(phone) >= 8 || (name !== '' && business !== ''));
  const { data } = useQuery(
    orpc.customers.likeThis.queryOptions({
      input: { branchId: branchId ?? never, name, phone, business, searchId },
      enabled,
      placeholderData: keepPreviousData,
      gcTime: 10_000,
    }),
  );
  const found = enabled && data ? data.slice(0, MOST) : [];
  return (
    <div role="status">
      {found.length > 0 && (
        <section className={styles.part}>
          <h3 className={styles.partTitle}>{t('maybeKnown')}</h3>
          <p className={styles.hint}>{t('maybeKnownHint')}</p>
          <ul className={styles.lines}>
            {found.map((one, index) => (
              <li key={one.id} className={styles.line}>
                <Likeness one={one} />
                <Button
                  hotkey={`Alt+${index + 1}`}
                  keyLabel={t('useKnown')}
                  icon={<UserRoundCheck size={18} aria-hidden="true" />}
                  onPress={() => onChoose(one.id)}
                >
                  {t('useKnown')}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

const digitsIn = (text: string): number => text.match(/\d/g)?.length ?? 0;
