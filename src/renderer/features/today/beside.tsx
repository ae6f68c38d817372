import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StaffEntry } from '#contract/staff.ts';
import { CallRound } from '#renderer/shared/memos/call-round.tsx';
import { type ActionId, endings } from '#renderer/shared/memos/memo-actions.ts';
import { MemoPanel } from '#renderer/shared/memos/memo-panel.tsx';
import { NewMemo } from '#renderer/shared/memos/new-memo.tsx';
import { go } from '#renderer/shared/routes.ts';
import { useDirectory } from '#renderer/shared/use-branch.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { HandingOn } from './handing-on.tsx';
import type { Part } from './today-rules.ts';

type BesideProps = { part: Part; me: StaffEntry; at: readonly string[] };

/** What is open beside the day: a memo, a new one, the round of calls, or everything somebody has in hand. */
export function Beside({ part, me, at: [what, id, action] }: BesideProps) {
  const { t } = useTranslation('today');
  const people = useDirectory();
  const close = () => go('today', part);
  const back = { onClose: close, closeLabel: t('back') };
  if (what === 'memo' && id) return <OpenMemo key={id} id={id} asked={action} onClose={close} />;
  if (what === 'calls') return <CallRound {...back} heading={t('mine.promises')} />;
  if (what === 'new') return <NewMemo {...back} />;
  if (what === 'hand-on') return <HandingOn key={id ?? me.id} staffId={id ?? me.id} onClose={close} />;
  const person = people?.find((one) => one.id === id && one.active);
  if (what === 'for' && person) return <NewMemo key={person.id} intended={person} {...back} />;
  return people && <EmptyState title={t('away.unknown')}>{t('away.hint')}</EmptyState>;
}

type OpenMemoProps = { id: string; asked: string | undefined; onClose: () => void };

/** One memo; what was asked for with it begins at once, and only once. */
function OpenMemo({ id, asked, onClose }: OpenMemoProps) {
  const [action, setAction] = useState<ActionId | null>(
    asked === 'handOn' || asked === 'takeOver' ? asked : null,
  );
  return (
    <MemoPanel
      id={id}
      asked={action}
      onAsked={() => setAction(null)}
      onClose={onClose}
      onDone={(done) => (endings.includes(done) || done === 'handOn') && onClose()}
    />
  );
}
