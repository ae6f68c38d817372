import type { EncounterView } from '#contract/encounters.ts';
import type { StaffRef } from '#contract/staff.ts';
import { useHost } from '#renderer/host/host.tsx';
import { MemoForm } from '#renderer/shared/memo-form/memo-form.tsx';

type VisitMemoProps = { view: EncounterView; officer: StaffRef; onClose: () => void };

/** A memo for the officer sought, with the promise to call; the visit then goes on (V4). */
export function VisitMemo({ view, officer, onClose }: VisitMemoProps) {
  const { queries, orpc } = useHost();
  const saved = async () => {
    await queries.invalidateQueries({ queryKey: orpc.encounters.get.key() });
    onClose();
  };
  return (
    <MemoForm
      intended={officer}
      encounterId={view.id}
      customer={view.customer}
      dutyId={view.dutyId}
      beginsWith={view.purposeText}
      onSaved={() => void saved()}
      onClose={onClose}
    />
  );
}
