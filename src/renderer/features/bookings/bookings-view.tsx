import { useQuery } from '@tanstack/react-query';
import { CalendarPlus, FileUp } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHost } from '../../host/host.tsx';
import { useHasDraft } from '../../host/use-draft.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { BookingForm } from '../../shared/booking-form/booking-form.tsx';
import { NoBookings } from '../../shared/booking-form/no-bookings.tsx';
import { closedBecause, useBookingRules } from '../../shared/booking-form/use-booking-rules.ts';
import { useSession } from '../../shared/session-store.ts';
import { never } from '../../shared/use-branch.ts';
import { Button } from '../../ui/button.tsx';
import { ChipGroup } from '../../ui/chips.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { notify } from '../../ui/notices.tsx';
import { Progress } from '../../ui/progress.tsx';
import { hostNow } from '../../ui/use-now.ts';
import { BookingDetail } from './booking-detail.tsx';
import { BookingList } from './booking-list.tsx';
import styles from './bookings.module.css';
import { ImportPanel } from './import-panel.tsx';

const spans = { today: 1, week: 7, all: 91 } as const;
type Span = keyof typeof spans;

/** Booked calls of the days ahead: who is called when, and what becomes of it. Shown by the telephone's screen. */
export function BookingsView() {
  const { t } = useTranslation('bookings');
  const { orpc, client } = useHost();
  const format = useFormat();
  const branchId = useSession((session) => session.branchId) ?? never;
  const rules = useBookingRules();
  const [span, setSpan] = useState<Span>('week');
  const [chosenId, setChosenId] = useState<string | null>(null);
  const isWriting = useHasDraft('booking', null);
  const [beside, setBeside] = useState<'new' | 'import' | null>(null);
  const from = format.dayOf(hostNow());
  const { data } = useQuery(
    orpc.bookings.list.queryOptions({ input: { branchId, from, days: spans[span] } }),
  );
  if (rules === undefined) return <Progress label={t('view.loading')} />;
  const why = closedBecause(rules);
  if (why !== null && (data?.length ?? 0) === 0) return <NoBookings why={why} />;
  const chosen = data?.find(({ id }) => id === chosenId);
  const shown = beside ?? (isWriting && !chosen ? 'new' : null);
  const told = async (id: string) => {
    setBeside(null);
    const list = await client.bookings.list({ branchId, from, days: spans.all });
    const number = list.find((one) => one.id === id)?.number ?? '';
    notify({ kind: 'info', text: t('form.saved', { number }) });
    setChosenId(id);
  };
  return (
    <div className={styles.page}>
      <section className={styles.list} aria-label={t('view.label')}>
        <div className={styles.bar}>
          <ChipGroup<Span>
            label={t('view.days')}
            hideLabel
            look="bar"
            value={span}
            onChange={setSpan}
            choices={[
              { id: 'today', label: t('view.today') },
              { id: 'week', label: t('view.week') },
              { id: 'all', label: t('view.all') },
            ]}
          />
          <Button
            hotkey="N"
            keyLabel={t('view.new')}
            icon={<CalendarPlus size={20} aria-hidden="true" />}
            disabled={why !== null}
            onPress={() => setBeside('new')}
          >
            {t('view.new')}
          </Button>
          <Button
            hotkey="I"
            keyLabel={t('view.import')}
            icon={<FileUp size={20} aria-hidden="true" />}
            disabled={why !== null}
            onPress={() => setBeside('import')}
          >
            {t('view.import')}
          </Button>
        </div>
        {data === undefined && <Progress label={t('view.loading')} />}
        {data?.length === 0 && <EmptyState title={t('view.empty')}>{t('view.emptyHint')}</EmptyState>}
        {data && data.length > 0 && (
          <BookingList
            bookings={data}
            chosenId={chosenId}
            onChoose={(id) => {
              setBeside(null);
              setChosenId(id);
            }}
          />
        )}
      </section>
      <div className={styles.beside}>
        {shown === 'new' && (
          <BookingForm
            source="phone"
            subjectId={null}
            onSaved={(id) => void told(id)}
            onClose={() => setBeside(null)}
          />
        )}
        {shown === 'import' && <ImportPanel branchId={branchId} onClose={() => setBeside(null)} />}
        {shown === null && chosen && (
          <BookingDetail key={chosen.id} booking={chosen} onClose={() => setChosenId(null)} />
        )}
        {shown === null && !chosen && data && data.length > 0 && <p>{t('view.choose')}</p>}
      </div>
    </div>
  );
}
