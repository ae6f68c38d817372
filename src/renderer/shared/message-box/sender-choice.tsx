import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { MessageKind } from '#contract/messages.ts';
import { useHost } from '#renderer/host/host.tsx';
import { ChipGroup } from '#renderer/ui/chips.tsx';
import { useSession } from '../session-store.ts';
import { never } from '../use-branch.ts';

/** By hand, as a chip that has to have an id. */
const BY_HAND = 'by_hand';

/** The ways a kind of message can go at this branch, and the usual one: null is by hand. Undefined until known. */
export function useWays(kind: MessageKind) {
  const { orpc } = useHost();
  const branchId = useSession((session) => session.branchId);
  const { data } = useQuery(
    orpc.messages.choices.queryOptions({
      input: { branchId: branchId ?? never },
      enabled: branchId !== null,
    }),
  );
  if (data === undefined) return undefined;
  const senders = data.senders.filter((one) => one.kinds.includes(kind));
  return { senders, usual: senders.find((one) => one.defaultFor.includes(kind))?.id ?? null };
}

type SenderChoiceProps = {
  kind: MessageKind;
  /** Null: by hand; undefined: as usual. */
  value: string | null | undefined;
  onChange: (senderId: string | null) => void;
};

/** How a message is to go. Nothing is asked where by hand is the only way. */
export function SenderChoice({ kind, value, onChange }: SenderChoiceProps) {
  const { t } = useTranslation('messages');
  const ways = useWays(kind);
  if (ways === undefined || ways.senders.length === 0) return null;
  const chosen = value === undefined ? ways.usual : value;
  return (
    <ChipGroup
      label={t('write.sender')}
      value={chosen ?? BY_HAND}
      onChange={(id) => onChange(id === BY_HAND ? null : id)}
      choices={[
        ...ways.senders.map(({ id, name }) => ({ id, label: name })),
        { id: BY_HAND, label: t('panel.byHand') },
      ]}
    />
  );
}
