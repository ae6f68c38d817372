import { useTranslation } from 'react-i18next';
import type { EncounterView } from '#contract/encounters.ts';
import { useHost } from '#renderer/host/host.tsx';
import { useVisitDraft } from '#renderer/shared/encounters/use-visit-draft.ts';
import { MemoForm } from '#renderer/shared/memo-form/memo-form.tsx';
import { useActor } from '#renderer/shared/use-branch.ts';

type CallMemoProps = { view: EncounterView; missed: boolean; onClose: () => void };

/** A memo from a call, with the promise to call back (P2); a missed call ends with it. */
export function CallMemo({ view, missed, onClose }: CallMemoProps) {
  const { t } = useTranslation('phone');
  const { queries, orpc } = useHost();
  const [{ number, words }] = useVisitDraft(view.id);
  const me = useActor()?.id;
  // Whoever does what it is about; a missed call is called back by whoever saw that it was missed.
  const suggested = missed ? me : view.officers.find((officer) => officer.doesDuty)?.id;
  const saved = async () => {
    await queries.invalidateQueries({ queryKey: orpc.encounters.get.key() });
    onClose();
  };
  return (
    <MemoForm
      intended={view.officer}
      encounterId={view.id}
      customer={view.customer}
      dutyId={view.dutyId}
      {...(suggested ? { suggested } : {})}
      phone={number ?? ''}
      beginsWith={missed ? t('callBackMissed') : (words ?? view.purposeText)}
      onSaved={() => void saved()}
      onClose={onClose}
    />
  );
}
