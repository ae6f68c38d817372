import { CloudOff, Keyboard, UserRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/use-format.ts';
import { LanguageSwitch } from '../shared/language-switch.tsx';
import { setSession, useSession } from '../shared/session-store.ts';
import { Button } from '../ui/button.tsx';
import { Tag } from '../ui/tag.tsx';
import { useNowAs } from '../ui/use-now.ts';
import { VisuallyHidden } from '../ui/visually-hidden.tsx';
import styles from './session-bar.module.css';

/** The state of the line to the host, as the host part of the interface reports it. */
export type Connection = 'connected' | 'connecting' | 'lost';

/** A counter, or a branch. */
export type Option = { id: string; label: string };

/** Who works in this window, and how to leave it to somebody else. */
export type OnDuty = { label: string; onSwitch: () => void };

type SessionBarProps = {
  person?: OnDuty;
  /** Where the person works, when it is more than one branch. */
  branches?: readonly Option[];
  onBranch?: (id: string) => void;
  counters?: readonly Option[];
  connection: Connection;
  /** What a feature adds, such as the way back from an absence. */
  extra?: ReactNode;
  onHelp: () => void;
};

/** The right end of the top bar: connection, who is on duty, language, keys, clock. The same on every screen. */
export function SessionBar({
  person,
  branches = [],
  onBranch,
  counters = [],
  connection,
  extra,
  onHelp,
}: SessionBarProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.bar}>
      <ConnectionState connection={connection} />
      {extra}
      {person && (
        <Button
          variant="quiet"
          hotkey="F10"
          keyLabel={t('session.switch')}
          icon={<UserRound size={20} aria-hidden="true" />}
          aria-label={`${person.label} · ${t('session.switch')}`}
          className={styles.person ?? ''}
          onPress={person.onSwitch}
        >
          {person.label}
        </Button>
      )}
      {branches.length > 1 && onBranch && <BranchPicker branches={branches} onBranch={onBranch} />}
      {counters.length > 1 && <CounterPicker counters={counters} />}
      <LanguageSwitch />
      <Button variant="quiet" kbd="F1" icon={<Keyboard size={20} aria-hidden="true" />} onPress={onHelp}>
        {t('keys.title')}
      </Button>
      <Clock />
    </div>
  );
}

function ConnectionState({ connection }: { connection: Connection }) {
  const { t } = useTranslation();
  return (
    <span role="status" className={styles.state}>
      {connection === 'lost' && (
        <span className={styles.lost} title={t('connection.lostHint')}>
          <CloudOff size={20} aria-hidden="true" />
          {t('connection.lost')}
        </span>
      )}
      {connection === 'connecting' && <Tag>{t('connection.connecting')}</Tag>}
    </span>
  );
}

function BranchPicker({
  branches,
  onBranch,
}: {
  branches: readonly Option[];
  onBranch: (id: string) => void;
}) {
  const { t } = useTranslation();
  const branchId = useSession((session) => session.branchId);
  return (
    <select
      aria-label={t('session.branch')}
      className={styles.select}
      value={branchId ?? ''}
      onChange={(event) => onBranch(event.target.value)}
    >
      {branches.map((branch) => (
        <option key={branch.id} value={branch.id}>
          {branch.label}
        </option>
      ))}
    </select>
  );
}

function CounterPicker({ counters }: { counters: readonly Option[] }) {
  const { t } = useTranslation();
  const counterId = useSession((session) => session.counterId);
  return (
    <select
      aria-label={t('session.counter')}
      className={styles.select}
      value={counterId ?? ''}
      onChange={(event) => setSession({ counterId: event.target.value })}
    >
      {counters.map((counter) => (
        <option key={counter.id} value={counter.id}>
          {counter.label}
        </option>
      ))}
    </select>
  );
}

function Clock() {
  const { t } = useTranslation();
  const format = useFormat();
  const day = useNowAs((now) => format.date(now));
  const time = useNowAs((now) => format.time(now));
  return (
    <span className={styles.clock}>
      <VisuallyHidden>{t('session.clock')} </VisuallyHidden>
      <span className={styles.day}>{day} </span>
      {time}
    </span>
  );
}
