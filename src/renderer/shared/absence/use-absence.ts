import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { create } from 'zustand';
import type { AbsenceReason, Presence, StaffEntry } from '#contract/staff.ts';
import { useHost } from '#renderer/host/host.tsx';
import { useMutate } from '#renderer/host/mutations.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { notify } from '#renderer/ui/notices.tsx';
import { useNowAs } from '#renderer/ui/use-now.ts';
import { useSession } from '../session-store.ts';
import { never } from '../use-branch.ts';

const minute = 60_000;

/** What was so before the last press in this window, and for whom: the way back from a slip of the hand. */
const useBefore = create<{ staffId: string | null; presence: Presence | null }>(() => ({
  staffId: null,
  presence: null,
}));

/** Why one may be away, with when one is usually back; asked again with each minute, because that follows the clock. */
export function useAbsenceReasons(): readonly AbsenceReason[] {
  const { orpc } = useHost();
  const branchId = useSession((session) => session.branchId);
  const { data, refetch } = useQuery(
    orpc.staff.absenceReasons.queryOptions({
      input: { branchId: branchId ?? never },
      enabled: branchId !== null,
    }),
  );
  const thisMinute = useNowAs((now) => Math.floor(now / minute));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the minute is what makes the answer old
  useEffect(() => {
    if (branchId !== null) void refetch();
  }, [thisMinute, branchId, refetch]);
  return data ?? none;
}

export interface Leaving {
  kind: string;
  /** Own words, where the reason takes them. */
  told: string | null;
  returnsAt: Date | null;
}

/** Says that somebody is away or back, and takes the last such word of this window back. */
export function useAbsence(person: StaffEntry, onLeft: (leaving: Leaving) => void = () => {}) {
  const { t } = useTranslation('staff');
  const { client, orpc, queries } = useHost();
  const errorText = useErrorText();
  const before = useBefore();
  const setAbsence = useMutate(client.staff.setAbsence);
  const comeBack = useMutate(client.staff.comeBack);
  const { id: staffId, name, presence } = person;
  const forget = () => useBefore.setState({ staffId: null, presence: null });
  const leave = (leaving: Leaving) =>
    setAbsence.mutate(
      { staffId, ...leaving },
      {
        onSuccess: async () => {
          useBefore.setState({ staffId, presence });
          notify({ kind: 'info', text: t('absence.setDone', { name }) });
          // What comes next says why he is away, so the list of who is in has to know it.
          await queries.invalidateQueries({ queryKey: orpc.staff.key() });
          onLeft(leaving);
        },
      },
    );
  const back = (said: string) =>
    comeBack.mutate(
      { staffId },
      {
        onSuccess: () => {
          forget();
          notify({ kind: 'info', text: said });
        },
        onError: (error) => notify({ kind: 'trouble', text: errorText(error) }),
      },
    );
  const undo = () => {
    const { kind, told, returnsAt } = before.presence ?? {};
    if (!kind) return back(t('absence.undone'));
    setAbsence.mutate(
      { staffId, kind, told: told || null, returnsAt: returnsAt ?? null },
      {
        onSuccess: () => {
          forget();
          notify({ kind: 'info', text: t('absence.undone') });
        },
      },
    );
  };
  return {
    leave,
    back: () => back(t('absence.backDone', { name })),
    /** Only where the last word about this person was said in this window and still stands. */
    undo: before.staffId === staffId && presence.state === 'absent' ? undo : null,
    pending: setAbsence.isPending || comeBack.isPending,
    error: setAbsence.error,
  };
}

const none: AbsenceReason[] = [];
