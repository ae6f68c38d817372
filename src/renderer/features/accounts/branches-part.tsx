import { useQuery } from '@tanstack/react-query';
import { ArrowRight, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Place } from '#contract/accounts.ts';
import { useHost } from '../../host/host.tsx';
import { goToBranch } from '../../shared/session-store.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Tag } from '../../ui/tag.tsx';
import styles from './accounts.module.css';
import { OpenBranchPanel } from './open-branch-panel.tsx';

/** Where the person at this window works, and the way there; an administrator opens another branch here. */
export function BranchesPart({
  branchId,
  actorId,
  mayOpen,
}: {
  branchId: string;
  actorId: string | null;
  mayOpen: boolean;
}) {
  const { t } = useTranslation('accounts');
  const { orpc } = useHost();
  const [opening, setOpening] = useState(false);
  const { data: here } = useQuery(orpc.accounts.here.queryOptions({ input: {} }));
  const person = here?.people.find(({ places }) => places.some(({ staffId }) => staffId === actorId));
  const places = person?.places ?? [];
  if (!mayOpen && places.length < 2) return null;
  if (opening) return <OpenBranchPanel branchId={branchId} onClose={() => setOpening(false)} />;
  return (
    <Card as="section" className={styles.part ?? ''} aria-label={t('branches.title')}>
      <h2 className={styles.heading}>{t('branches.title')}</h2>
      <p className={styles.hint}>{t('branches.hint')}</p>
      <ul className={styles.branches}>
        {places.map((place) => (
          <BranchLine key={place.branchId} place={place} here={place.branchId === branchId} />
        ))}
      </ul>
      {mayOpen && (
        <div>
          <Button icon={<Plus size={20} aria-hidden="true" />} onPress={() => setOpening(true)}>
            {t('branches.open')}
          </Button>
        </div>
      )}
    </Card>
  );
}

function BranchLine({ place, here }: { place: Place; here: boolean }) {
  const { t } = useTranslation('accounts');
  const { t: ts } = useTranslation('staff');
  return (
    <li>
      <span>
        {place.branch}{' '}
        <small className={styles.beside}>{place.roles.map((role) => ts(`roles.${role}`)).join(', ')}</small>
      </span>
      {here ? (
        <Tag>{t('branches.here')}</Tag>
      ) : (
        <Button
          variant="quiet"
          icon={<ArrowRight size={20} aria-hidden="true" />}
          aria-label={t('branches.goTo', { branch: place.branch })}
          onPress={() => goToBranch(place)}
        >
          {t('branches.go')}
        </Button>
      )}
    </li>
  );
}
