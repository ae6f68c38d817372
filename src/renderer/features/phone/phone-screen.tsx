import { useTranslation } from 'react-i18next';
import { useBranch } from '#renderer/shared/use-branch.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Screen } from '#renderer/ui/screen.tsx';
import { CallsView } from './calls-view.tsx';

/** 전화: `#/phone` the calls, `#/phone/<id>` one of them. */
export default function PhoneScreen({ rest }: { rest: readonly string[] }) {
  const { t } = useTranslation('phone');
  const branch = useBranch();
  if (branch && !branch.standard.channels.includes('phone')) {
    return (
      <Screen title={t('title')}>
        <EmptyState title={t('noChannelTitle')}>{t('noChannelText')}</EmptyState>
      </Screen>
    );
  }
  return <CallsView callId={rest[0] ?? null} />;
}
