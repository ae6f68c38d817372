import { useTranslation } from 'react-i18next';
import { go } from '#renderer/shared/routes.ts';
import { useActor } from '#renderer/shared/use-branch.ts';
import { ChipGroup } from '#renderer/ui/chips.tsx';
import { Progress } from '#renderer/ui/progress.tsx';
import { Screen } from '#renderer/ui/screen.tsx';
import { useNowAs } from '#renderer/ui/use-now.ts';
import { BranchView } from './branch-view.tsx';
import { MineView } from './mine-view.tsx';
import { type Part, partsFor, pressing } from './today-rules.ts';
import { useBoard } from './use-today.ts';

/**
 * 오늘: `#/today` is one's own work, or the branch's for whoever only manages it; `#/today/mine` and `#/today/branch`
 * name one. What is open beside it follows: `memo/<id>`, `new`, `for/<officer>`, `calls`, `hand-on/<officer>`.
 */
export default function TodayScreen({ rest }: { rest: readonly string[] }) {
  const { t } = useTranslation('today');
  const actor = useActor();
  if (!actor) return <Progress label={t('loading')} />;
  const parts = partsFor(actor.roles);
  const part = parts.find((one) => one === rest[0]) ?? parts[0] ?? 'mine';
  const beside = rest.slice(1);
  return (
    <Screen
      title={t('title')}
      where={t('where', { name: actor.name, title: actor.title })}
      tabs={parts.length > 1 && <Parts part={part} />}
    >
      {part === 'mine' ? <MineView me={actor} beside={beside} /> : <BranchView me={actor} beside={beside} />}
    </Screen>
  );
}

/** For somebody who manages: his own work or the branch's, which says how much is overdue from wherever he looks. */
function Parts({ part }: { part: Part }) {
  const { t } = useTranslation('today');
  const board = useBoard('branch');
  const late = useNowAs((now) => pressing(board?.cards ?? [], now).overdue.length);
  return (
    <ChipGroup
      label={t('views.label')}
      hideLabel
      look="bar"
      value={part}
      onChange={(chosen) => go('today', chosen)}
      choices={[
        { id: 'mine', label: t('views.mine'), hotkey: 'M' },
        {
          id: 'branch',
          label: late > 0 ? t('views.branchLate', { count: late }) : t('views.branch'),
          hotkey: 'B',
        },
      ]}
    />
  );
}
