import { useTranslation } from 'react-i18next';
import { managing } from '#contract/rules.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { go } from '../../shared/routes.ts';
import { useActor, useBranch } from '../../shared/use-branch.ts';
import { ChipGroup } from '../../ui/chips.tsx';
import { Screen } from '../../ui/screen.tsx';
import { useNowAs } from '../../ui/use-now.ts';
import { ClosingView } from './closing-view.tsx';
import { DailyView } from './daily-view.tsx';
import { EvidenceView } from './evidence-view.tsx';
import { MonthView } from './month-view.tsx';
import { SealedView } from './sealed-view.tsx';

type View = 'daily' | 'month' | 'closing' | 'evidence';

/**
 * 보고: `#/reports` is today's report, `#/reports/<date>` another day's, `#/reports/signed/<id>` a signed edition,
 * `#/reports/month/<yyyy-MM>` a month, `#/reports/closing` the closing check and
 * `#/reports/evidence/<year, month or date>` what is on record of each clause, for managers.
 */
export default function ReportsScreen({ rest }: { rest: readonly string[] }) {
  const { t } = useTranslation('reports');
  const branch = useBranch();
  const format = useFormat();
  const today = useNowAs((now) => format.dayOf(now));
  const [first, second] = rest;
  const manages = useActor()?.roles.some((role) => managing.includes(role)) ?? false;
  const view =
    first === 'month' || first === 'closing' || (first === 'evidence' && manages) ? first : 'daily';
  const signedId = first === 'signed' && second !== undefined ? second : null;
  return (
    <Screen
      title={t('title')}
      where={branch && t('institutionLine', { institution: branch.institution, branch: branch.name })}
      tabs={
        <ChipGroup<View>
          label={t('views.label')}
          hideLabel
          look="bar"
          value={view}
          onChange={(chosen) => (chosen === 'daily' ? go('reports') : go('reports', chosen))}
          choices={[
            { id: 'daily', label: t('views.daily'), hotkey: '1' },
            { id: 'month', label: t('views.month'), hotkey: '2' },
            { id: 'closing', label: t('views.closing'), hotkey: '3' },
            ...(manages ? [{ id: 'evidence', label: t('views.evidence'), hotkey: '4' } as const] : []),
          ]}
        />
      }
    >
      {view === 'daily' && signedId !== null && <SealedView key={signedId} id={signedId} today={today} />}
      {view === 'daily' && signedId === null && (
        <DailyView date={isDate(first) ? first : today} today={today} />
      )}
      {view === 'month' && <MonthView month={isMonth(second) ? second : today.slice(0, 7)} today={today} />}
      {view === 'closing' && <ClosingView today={today} />}
      {view === 'evidence' && <EvidenceView period={second} today={today} />}
    </Screen>
  );
}

const isDate = (text: string | undefined): text is string =>
  text !== undefined && /^20\d\d-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
const isMonth = (text: string | undefined): text is string =>
  text !== undefined && /^20\d\d-(0[1-9]|1[0-2])$/.test(text);
