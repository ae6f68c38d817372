import { PurposePanel } from '#renderer/shared/encounters/purpose-panel.tsx';
import type { EncounterProps } from '#renderer/shared/encounters/use-visit.ts';
import { stepOf, type Whose } from '#renderer/shared/encounters/visit-rules.ts';
import { Slip } from '#renderer/shared/memo-form/slip.tsx';
import { AbsentPanel } from './absent-panel.tsx';
import { HandedOverPanel } from './handed-over-panel.tsx';
import { OfficerPanel } from './officer-panel.tsx';
import { WaitingPanel } from './waiting-panel.tsx';

/** What the step at hand asks for, under the sentence. */
export function StepPanel({ visit, view, whose }: EncounterProps & { whose: Whose }) {
  if (view.state === 'closed') return null;
  if (view.state === 'handed_over') return <HandedOverPanel visit={visit} view={view} whose={whose} />;
  const step = stepOf(view);
  if (step?.on === 'purpose') return <PurposePanel visit={visit} view={view} />;
  if (step?.on === 'officer') {
    if (view.state === 'waiting') return <WaitingPanel visit={visit} view={view} />;
    const sought = view.officer;
    if (sought && view.officerPresence?.state === 'absent') {
      return <AbsentPanel visit={visit} view={view} officer={sought} />;
    }
    return <OfficerPanel visit={visit} view={view} />;
  }
  return view.memoId ? <Slip memoId={view.memoId} /> : null;
}
