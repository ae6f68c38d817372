import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StaffEntry } from '#contract/staff.ts';
import { AbsenceEditor } from '#renderer/shared/absence/absence-editor.tsx';
import { fitsName } from '#renderer/shared/find-name.ts';
import { go } from '#renderer/shared/routes.ts';
import { useActor, useDirectory } from '#renderer/shared/use-branch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Checkbox } from '#renderer/ui/checkbox.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { TextField } from '#renderer/ui/field.tsx';
import { Progress } from '#renderer/ui/progress.tsx';
import { Screen } from '#renderer/ui/screen.tsx';
import { PersonPanel } from './person-panel.tsx';
import { StaffCard } from './staff-card.tsx';
import { StaffForm } from './staff-form.tsx';
import styles from './staff-screen.module.css';

/** 직원: my own presence first, then everybody by department. `#/staff/<id>` opens one, `#/staff/new` adds one. */
export default function StaffScreen({ rest }: { rest: readonly string[] }) {
  const at = rest[0] ?? null;
  const { t } = useTranslation('staff');
  const { t: common } = useTranslation();
  const staff = useDirectory();
  const actor = useActor();
  const [typed, setTyped] = useState('');
  const [everybody, setEverybody] = useState(false);
  const manages = actor?.roles.some((role) => role === 'manager' || role === 'admin') ?? false;
  if (!staff) return <Progress label={common('states.loading')} />;
  const shown = staff.filter((one) => (everybody || one.active) && fitsName(one.name, typed));
  const chosen = staff.find((one) => one.id === at);
  const close = () => go('staff');
  return (
    <Screen title={t('title')}>
      <div className={styles.page}>
        <div className={styles.directory}>
          {actor && !at && (
            <section className={styles.mine} aria-label={t('absence.mine')}>
              <h2>{t('absence.mine')}</h2>
              <AbsenceEditor person={actor} withKeys />
            </section>
          )}
          <div className={styles.bar}>
            <TextField label={t('find')} value={typed} onChange={setTyped} />
            {staff.some((one) => !one.active) && (
              <Checkbox checked={everybody} onChange={setEverybody}>
                {t('showInactive')}
              </Checkbox>
            )}
            {manages && (
              <Button icon={<UserPlus size={20} aria-hidden="true" />} onPress={() => go('staff', 'new')}>
                {t('add')}
              </Button>
            )}
          </div>
          {shown.length === 0 && (
            <EmptyState title={typed ? common('session.noPerson') : t('emptyTitle')}>
              {typed ? '' : t('emptyText')}
            </EmptyState>
          )}
          {byDepartment(shown).map(([department, people]) => (
            <section key={department} aria-label={department}>
              <h2 className={styles.department}>{department}</h2>
              <ul className={styles.people}>
                {people.map((person) => (
                  <StaffCard
                    key={person.id}
                    person={person}
                    isMe={person.id === actor?.id}
                    selected={person.id === at}
                    onOpen={() => go('staff', person.id)}
                  />
                ))}
              </ul>
            </section>
          ))}
        </div>
        {(chosen || (at === 'new' && manages)) && (
          <div className={styles.side}>
            {chosen ? (
              <PersonPanel key={chosen.id} person={chosen} onClose={close} />
            ) : (
              <StaffForm person={null} onClose={close} onSaved={(id) => go('staff', id)} />
            )}
          </div>
        )}
      </div>
    </Screen>
  );
}

/** In the order of the seats, kept together by department. */
function byDepartment(people: readonly StaffEntry[]): [string, StaffEntry[]][] {
  return [...Map.groupBy(people, (one) => one.department)];
}
