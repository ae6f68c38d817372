import { useTranslation } from 'react-i18next';
import type { OfficeHours } from '#contract/settings.ts';
import { useFormat } from '../../i18n/use-format.ts';
import type { Conflict } from '../../shared/conflict.ts';
import { Button } from '../../ui/button.tsx';
import { InlinePanel } from '../../ui/inline-panel.tsx';
import styles from './settings.module.css';
import { changedMeanwhile, differences, type Line, merged, type SettingsForm } from './settings-form.ts';

type ConflictPanelProps = {
  conflict: Conflict;
  mine: SettingsForm;
  saved: SettingsForm;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
};

/** Somebody saved first: what differs, and the two ways on. Nothing typed is lost by either until one is chosen. */
export function ConflictPanel({ conflict, mine, saved, onKeepMine, onTakeTheirs }: ConflictPanelProps) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const write = useWriting();
  const theirs = changedMeanwhile(mine, saved);
  const ours = differences(merged(mine, saved), saved);
  const labels = {
    name: t('branch.name'),
    phone: t('branch.phone'),
    officeHours: t('branch.hours'),
    reportBoxes: t('branch.boxes'),
    counters: t('branch.counters'),
    departments: t('branch.departments'),
    duties: t('branch.duties'),
  };
  const { changedBy, changedAt } = conflict;
  const hint =
    changedBy && changedAt
      ? t('conflict.by', { name: changedBy, time: format.time(changedAt) })
      : t('conflict.unknown');
  return (
    <InlinePanel title={t('conflict.title')} hint={hint} look="question" takesFocus>
      {theirs.length > 0 && <h3>{t('conflict.theirs')}</h3>}
      <dl className={styles.differences}>
        {theirs.map((part) => (
          <div key={part}>
            <dt>{labels[part]}</dt>
            <dd>{write(saved[part])}</dd>
          </div>
        ))}
      </dl>
      <h3>{ours.length > 0 ? t('conflict.ours') : t('conflict.none')}</h3>
      <dl className={styles.differences}>
        {ours.map((part) => (
          <div key={part}>
            <dt>{labels[part]}</dt>
            <dd>{t('conflict.nowIs', { value: write(saved[part]) })}</dd>
            <dd>{t('conflict.mineIs', { value: write(mine[part]) })}</dd>
          </div>
        ))}
      </dl>
      <div className={styles.buttons}>
        <Button onPress={onTakeTheirs}>{t('conflict.takeTheirs')}</Button>
        <Button variant="primary" hotkey="Enter" onPress={onKeepMine}>
          {t('conflict.keepMine')}
        </Button>
      </div>
    </InlinePanel>
  );
}

/** A part of the page as one line of words. */
function useWriting() {
  const { t, i18n } = useTranslation('settings');
  const weekday = new Intl.DateTimeFormat(i18n.language, { weekday: 'short', timeZone: 'UTC' });
  const hours = (week: OfficeHours) =>
    week
      .map((day, index) => {
        const name = weekday.format(new Date(Date.UTC(1970, 0, 4 + index)));
        if (day === null) return `${name} ${t('hours.closed')}`;
        const lunch = day.lunch ? ` (${t('hours.lunch')} ${day.lunch.from}–${day.lunch.to})` : '';
        return `${name} ${day.open}–${day.close}${lunch}`;
      })
      .join(', ');
  const lines = (list: readonly Line[]) =>
    list.map(({ name, minutes }) => (minutes ? `${name} ${minutes}` : name)).join(', ');
  return (part: string | OfficeHours | Line[]): string => {
    if (typeof part === 'string') return part;
    return isHours(part) ? hours(part) : lines(part);
  };
}

const isHours = (part: OfficeHours | Line[]): part is OfficeHours =>
  part.length === 7 && part.every((one) => one === null || 'open' in one);
