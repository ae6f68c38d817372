import { CloudOff, Keyboard } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/use-format.ts';
import { setSession, useSession } from '../shared/session-store.ts';
import { Button } from '../ui/button.tsx';
import { Tag } from '../ui/tag.tsx';
import { useNowAs } from '../ui/use-now.ts';
import { VisuallyHidden } from '../ui/visually-hidden.tsx';
import styles from './session-bar.module.css';

/** The state of the line to the host, as the host part of the interface reports it. */
export type Connection = 'connected' | 'connecting' | 'lost';

/** Someone who may be on duty in this window, or a counter. */
export type Person = { id: string; label: string };

type SessionBarProps = {
  people: readonly Person[];
  counters?: readonly Person[];
  connection: Connection;
  /** What a feature adds, such as the way back from an absence. */
  extra?: ReactNode;
  onHelp: () => void;
};

/** The right end of the top bar: connection, who is on duty, language, keys, clock. The same on every screen. */
export function SessionBar({ people, counters = [], connection, extra, onHelp }: SessionBarProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.bar}>
      <ConnectionState connection={connection} />
      {extra}
      {people.length > 0 && <ActorPicker people={people} />}
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

function ActorPicker({ people }: { people: readonly Person[] }) {
  const { t } = useTranslation();
  const actorId = useSession((session) => session.actorId);
  const known = people.some((person) => person.id === actorId);
  return (
    <select
      aria-label={t('session.actor')}
      className={styles.select}
      value={known ? (actorId ?? '') : ''}
      onChange={(event) => setSession({ actorId: event.target.value })}
    >
      {!known && <option value="">{t('session.chooseActor')}</option>}
      {people.map((person) => (
        <option key={person.id} value={person.id}>
          {person.label}
        </option>
      ))}
    </select>
  );
}

function CounterPicker({ counters }: { counters: readonly Person[] }) {
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

function LanguageSwitch() {
  const { t } = useTranslation();
  const language = useSession((session) => session.language);
  const other = language === 'ko' ? 'en' : 'ko';
  return (
    <Button variant="quiet" onPress={() => setSession({ language: other })}>
      <span lang={other}>{t(`language.${other}`)}</span>
    </Button>
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
