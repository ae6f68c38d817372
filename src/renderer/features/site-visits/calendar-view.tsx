import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useHost } from '#renderer/host/host.tsx';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { instantAt } from '#renderer/shared/branch-time.ts';
import { useSession } from '#renderer/shared/session-store.ts';
import { never, useDirectory } from '#renderer/shared/use-branch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Select } from '#renderer/ui/field.tsx';
import { Progress } from '#renderer/ui/progress.tsx';
import { useNowAs } from '#renderer/ui/use-now.ts';
import { CalendarGrid, type GridColumn } from './calendar-grid.tsx';
import { mondayOf, shifted } from './calendar-rules.ts';
import { DayAgenda } from './day-agenda.tsx';
import styles from './site-visits.module.css';
import { useVisitsView } from './visits-view.ts';

type CalendarViewProps = { view: 'week' | 'day'; openId: string | null };

/** One officer's week, or everybody's day: visits, and when somebody is away. The arrows go on and back. */
export function CalendarView({ view, openId }: CalendarViewProps) {
  const { t } = useTranslation('siteVisits');
  const errorText = useErrorText();
  const format = useFormat();
  const { orpc } = useHost();
  const { branchId, actorId } = useSession();
  const people = (useDirectory() ?? []).filter((person) => person.active);
  const kept = useVisitsView();
  const today = useNowAs((now) => format.dayOf(now));
  const date = kept.date ?? today;
  const whose = kept.staffId ?? actorId ?? never;
  const from = view === 'week' ? mondayOf(date) : date;
  const until = view === 'week' ? shifted(from, 6) : date;
  const { data, error } = useQuery(
    orpc.siteVisits.calendar.queryOptions({
      input: { branchId: branchId ?? never, from, until, staffId: view === 'week' ? whose : null },
      enabled: branchId !== null,
      placeholderData: keepPreviousData,
    }),
  );
  const move = (by: -1 | 1) =>
    useVisitsView.setState({ date: shifted(date, by * (view === 'week' ? 7 : 1)) });
  const bounds = (day: string) => ({
    begins: instantAt(day, '00:00', format.zone)?.getTime() ?? 0,
    ends: instantAt(shifted(day, 1), '00:00', format.zone)?.getTime() ?? 0,
  });
  const hours = data?.days.map((day) => ({ ...day, ...bounds(day.date) })) ?? [];
  const columns = (): GridColumn[] => {
    if (!data) return [];
    return hours
      .map(({ date: day, opens, begins, ends }) => ({
        key: day,
        title: format.date(begins),
        note: opens === null ? t('calendar.closed') : '',
        today: day === today,
        begins,
        ends,
        entries: data.entries,
        open: opens !== null,
        onTitle: () => useVisitsView.setState({ view: 'day', date: day }),
      }))
      .filter(
        ({ open, begins, ends, entries }) =>
          open || entries.some((one) => one.from.getTime() < ends && (one.until?.getTime() ?? ends) > begins),
      );
  };
  const title =
    view === 'week'
      ? t('calendar.until', {
          from: format.shortDate(bounds(from).begins),
          until: format.shortDate(bounds(until).begins),
        })
      : format.businessDate(date);
  return (
    <section className={styles.calendar} aria-label={t('calendar.label')}>
      <header className={styles.calendarBar}>
        <Button
          hotkey="Left"
          keyLabel={t('calendar.previous')}
          icon={<ChevronLeft size={20} aria-hidden="true" />}
          onPress={() => move(-1)}
        >
          {t('calendar.previous')}
        </Button>
        <Button
          hotkey="T"
          keyLabel={t('calendar.today')}
          onPress={() => useVisitsView.setState({ date: null })}
        >
          {t('calendar.today')}
        </Button>
        <Button
          hotkey="Right"
          keyLabel={t('calendar.next')}
          icon={<ChevronRight size={20} aria-hidden="true" />}
          onPress={() => move(1)}
        >
          {t('calendar.next')}
        </Button>
        <h2 className={styles.calendarTitle}>{title}</h2>
        {view === 'week' && (
          <Select
            label={t('calendar.officer')}
            className={styles.whose ?? ''}
            value={whose}
            onChange={(staffId) => useVisitsView.setState({ staffId })}
            options={people.map(({ id, name, title: rank }) => ({ id, label: `${name} ${rank}` }))}
          />
        )}
      </header>
      {error && <p role="alert">{errorText(error)}</p>}
      {!data && !error && <Progress label={t('loading')} />}
      {data && view === 'week' && (
        <CalendarGrid label={title} columns={columns()} hours={hours} openId={openId} />
      )}
      {data && view === 'day' && (
        <DayAgenda people={people} entries={data.entries} bounds={bounds(date)} openId={openId} />
      )}
    </section>
  );
}
