import { UserCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useHost } from '#renderer/host/host.tsx';
import { useMutate } from '#renderer/host/mutations.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { go } from '#renderer/shared/routes.ts';
import { useSession } from '#renderer/shared/session-store.ts';
import { useActor } from '#renderer/shared/use-branch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { notify } from '#renderer/ui/notices.tsx';

/**
 * 돌아왔습니다: in the top bar while whoever works here is away. One press sets him present and opens his memos in
 * due order, one call after the other.
 */
export function ComeBackButton() {
  const { t } = useTranslation('staff');
  const { client } = useHost();
  const actorId = useSession((session) => session.actorId);
  const errorText = useErrorText();
  const away = useActor()?.presence.state === 'absent';
  const comeBack = useMutate(client.staff.comeBack, {
    onSuccess: () => go('memos', 'calls'),
    onError: (error) => notify({ kind: 'trouble', text: errorText(error) }),
  });
  if (!away || actorId === null) return null;
  return (
    <Button
      hotkey="F9"
      keyLabel={t('returned')}
      icon={<UserCheck size={20} aria-hidden="true" />}
      disabled={comeBack.isPending}
      onPress={() => comeBack.mutate({ staffId: actorId })}
    >
      {t('returned')}
    </Button>
  );
}
