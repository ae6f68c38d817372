import { useTranslation } from 'react-i18next';
import { useHost } from '#renderer/host/host.tsx';
import { BookingForm } from '#renderer/shared/booking-form/booking-form.tsx';
import type { EncounterProps } from '#renderer/shared/encounters/use-visit.ts';
import { useVisitDraft } from '#renderer/shared/encounters/use-visit-draft.ts';

/** P5: a call at a time agreed on the line; the call goes on to its closing words. */
export function CallBooking({ view, onClose }: Pick<EncounterProps, 'view'> & { onClose: () => void }) {
  const { t } = useTranslation('phone');
  const { client, queries, orpc } = useHost();
  const [{ number, words }] = useVisitDraft(view.id);
  const said = words ?? view.purposeText;
  const saved = async () => {
    await queries.invalidateQueries({ queryKey: orpc.encounters.get.key() });
    onClose();
  };
  return (
    <BookingForm
      source="phone"
      subjectId={view.id}
      customer={view.customer}
      begins={{
        dutyId: view.dutyId,
        phone: number ?? '',
        inquiry: said || (view.purpose ? t('about', { purpose: view.purpose }) : ''),
      }}
      save={async (wish) =>
        (await client.calls.book({ ...wish, id: view.id, expectedVersion: view.version })).id
      }
      onSaved={() => void saved()}
      onClose={onClose}
    />
  );
}
