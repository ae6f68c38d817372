import { CalendarDays, Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import frame from '#renderer/shared/list-and-panel.module.css';
import { go } from '#renderer/shared/routes.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ChipGroup } from '#renderer/ui/chips.tsx';
import { classes } from '#renderer/ui/classes.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Progress } from '#renderer/ui/progress.tsx';
import { Screen } from '#renderer/ui/screen.tsx';
import { CalendarView } from './calendar-view.tsx';
import { FeedPanel } from './feed-panel.tsx';
import { NewVisit } from './new-visit.tsx';
import styles from './site-visits.module.css';
import { useVisitBoard, useVisitStandard } from './use-site-visits.ts';
import { VisitList } from './visit-list.tsx';
import { VisitPanel } from './visit-panel.tsx';
import { useVisitsView } from './visits-view.ts';

/**
 * 현장방문: `#/site-visits`, one beside the list `#/site-visits/<id>`, a new one `#/site-visits/new` (from documents
 * `new/<documentId>`), one's own calendar address `#/site-visits/address`.
 */
export default function SiteVisitsScreen({ rest }: { rest: readonly string[] }) {
  const { t } = useTranslation('siteVisits');
  const standard = useVisitStandard();
  const board = useVisitBoard();
  const isEmpty = board.data?.length === 0;
  return (
    <Screen title={t('title')} where={t('where')}>
      {standard === undefined && <Progress label={t('loading')} />}
      {standard === null && isEmpty && (
        <EmptyState title={t('notInStandardTitle')}>{t('notInStandardText')}</EmptyState>
      )}
      {standard !== undefined && !(standard === null && isEmpty) && (
        <Visits rest={rest} mayMake={standard !== null} />
      )}
    </Screen>
  );
}

function Visits({ rest, mayMake }: { rest: readonly string[]; mayMake: boolean }) {
  const [at = null, documentId = null]: readonly (string | null)[] = rest;
  const { t } = useTranslation('siteVisits');
  const errorText = useErrorText();
  const view = useVisitsView((state) => state.view);
  const { data, error } = useVisitBoard();
  const openId = at === 'new' || at === 'address' ? null : at;
  const close = () => go('site-visits');
  return (
    <div className={classes(frame.page, styles.page)}>
      <div className={classes(frame.left, styles.left, at !== null && styles.beside)}>
        <div className={styles.bar}>
          <ChipGroup
            label={t('views.label')}
            hideLabel
            look="bar"
            value={view}
            onChange={(chosen) => useVisitsView.setState({ view: chosen })}
            choices={(['list', 'week', 'day'] as const).map((id, index) => ({
              id,
              label: t(`views.${id}`),
              // While a visit is open the digits belong to its forms.
              ...(at === null ? { hotkey: String(index + 1) } : {}),
            }))}
          />
          <span className={styles.space} />
          <Button
            icon={<CalendarDays size={20} aria-hidden="true" />}
            hotkey="A"
            keyLabel={t('calendar.address')}
            disabled={at !== null}
            onPress={() => go('site-visits', 'address')}
          >
            {t('calendar.address')}
          </Button>
          {mayMake && (
            <Button
              variant={at === null ? 'primary' : 'plain'}
              hotkey="N"
              keyLabel={t('newVisit')}
              icon={<Plus size={20} aria-hidden="true" />}
              onPress={() => go('site-visits', 'new')}
            >
              {t('newVisit')}
            </Button>
          )}
        </div>
        {view !== 'list' && <CalendarView view={view} openId={openId} />}
        {view === 'list' && data && <VisitList visits={data} openId={openId} />}
        {view === 'list' && !data && !error && <Progress label={t('loading')} />}
        {error && <p role="alert">{errorText(error)}</p>}
      </div>
      {at !== null && (
        <div className={classes(frame.side, styles.side)}>
          {at === 'new' && mayMake && (
            <NewVisit
              key={documentId}
              documentId={documentId}
              onMade={(id) => go('site-visits', id)}
              onClose={close}
            />
          )}
          {at === 'address' && <FeedPanel onClose={close} />}
          {openId !== null && <VisitPanel key={openId} id={openId} onClose={close} />}
        </div>
      )}
    </div>
  );
}
