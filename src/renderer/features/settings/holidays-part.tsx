import { useQuery } from '@tanstack/react-query';
import { CalendarPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Holiday } from '#contract/holidays.ts';
import { useHost } from '../../host/host.tsx';
import { useMutate } from '../../host/mutations.ts';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { InlinePanel } from '../../ui/inline-panel.tsx';
import { notify } from '../../ui/notices.tsx';
import { Progress } from '../../ui/progress.tsx';
import { HolidayEffectText } from './holiday-effect.tsx';
import { HolidayForm } from './holiday-form.tsx';
import styles from './settings.module.css';

/** How many public holidays to come are named. */
const NAMED = 3;

/** Days the branch closes by itself. They take effect at once, apart from the page's own saving. */
export function HolidaysPart({ branchId, mayChange }: { branchId: string; mayChange: boolean }) {
  const { t } = useTranslation('settings');
  const { orpc } = useHost();
  const errorText = useErrorText();
  const format = useFormat();
  const [open, setOpen] = useState<'new' | string | null>(null);
  const { data, error } = useQuery(orpc.settings.holidays.queryOptions({ input: { branchId } }));
  const asked = data?.own.find(({ id }) => id === open);
  return (
    <Card as="section" className={styles.part ?? ''} aria-label={t('holidays.title')}>
      <h2 className={styles.heading}>{t('holidays.title')}</h2>
      <p className={styles.hint}>{t('holidays.hint')}</p>
      {error && <p role="alert">{errorText(error)}</p>}
      {!data && !error && <Progress label={t('holidays.title')} />}
      {data && (
        <>
          {data.known.length > 0 && (
            <p className={styles.hint}>
              {t('holidays.next', {
                days: data.known
                  .slice(0, NAMED)
                  .map(({ date, name }) => `${format.businessDate(date)} ${name}`)
                  .join(', '),
              })}
            </p>
          )}
          {data.knownUntil && (
            <p className={styles.hint}>
              {t('holidays.knownUntil', { date: format.businessDate(data.knownUntil) })}
            </p>
          )}
          {data.own.length === 0 && open !== 'new' && <p>{t('holidays.none')}</p>}
          {data.own.length > 0 && (
            <ul className={styles.days}>
              {data.own.map((day) => (
                <Day key={day.id} day={day} onWithdraw={mayChange ? () => setOpen(day.id) : null} />
              ))}
            </ul>
          )}
        </>
      )}
      {asked && <Withdrawing key={asked.id} branchId={branchId} day={asked} onClose={() => setOpen(null)} />}
      {open === 'new' && <HolidayForm branchId={branchId} onClose={() => setOpen(null)} />}
      {mayChange && open === null && (
        <div className={styles.buttons}>
          <Button
            icon={<CalendarPlus size={20} aria-hidden="true" />}
            onPress={() => setOpen('new')}
            disabled={!data}
          >
            {t('holidays.add')}
          </Button>
        </div>
      )}
    </Card>
  );
}

function Day({ day, onWithdraw }: { day: Holiday; onWithdraw: (() => void) | null }) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const date = format.businessDate(day.date);
  return (
    <li className={styles.day}>
      <div>
        <b>{`${date} ${day.name}`}</b>
        <span className={styles.hint}>
          {[
            day.closesAt === null ? t('holidays.wholeDay') : t('holidays.halfDay', { time: day.closesAt }),
            t('holidays.by', { name: day.declaredBy, date: format.date(day.declaredAt) }),
          ].join(' · ')}
        </span>
      </div>
      {onWithdraw && (
        <Button
          variant="quiet"
          aria-label={t('holidays.withdrawIt', { date, name: day.name })}
          onPress={onWithdraw}
        >
          {t('holidays.withdraw')}
        </Button>
      )}
    </li>
  );
}

/** The question before a day is taken back, with what it changes. */
function Withdrawing({ branchId, day, onClose }: { branchId: string; day: Holiday; onClose: () => void }) {
  const { t } = useTranslation('settings');
  const { client, orpc, queries } = useHost();
  const errorText = useErrorText();
  const format = useFormat();
  const withdraw = useMutate(client.settings.withdrawHoliday, {
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: orpc.settings.key() });
      notify({ kind: 'info', text: t('holidays.withdrawn') });
      onClose();
    },
    onError: () => void queries.invalidateQueries({ queryKey: orpc.settings.key() }),
  });
  const { id, date, closesAt, name, version } = day;
  return (
    <InlinePanel
      title={t('holidays.withdrawTitle', { date: format.businessDate(date), name })}
      look="question"
      takesFocus
      onClose={onClose}
    >
      <HolidayEffectText ask={{ branchId, date, closesAt, withdraws: id }} />
      {withdraw.error && (
        <p role="alert" className={styles.refusal}>
          {errorText(withdraw.error)}
        </p>
      )}
      <div className={styles.buttons}>
        <Button onPress={onClose}>{t('holidays.keep')}</Button>
        <Button
          variant="primary"
          hotkey="Enter"
          disabled={withdraw.isPending}
          onPress={() => withdraw.mutate({ id, expectedVersion: version })}
        >
          {t('holidays.withdrawNow')}
        </Button>
      </div>
    </InlinePanel>
  );
}
