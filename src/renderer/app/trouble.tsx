import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Screen } from '../ui/screen.tsx';

type TroubleProps = {
  children: ReactNode;
  /** Says nothing in its place: for parts that draw nothing most of the time. */
  quiet?: boolean;
};

/** Keeps a fault in one screen from taking the whole window, and the drafts in it, away. */
export class TroubleBoundary extends Component<TroubleProps, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    if (this.props.quiet) return null;
    return <ScreenTrouble onRetry={() => this.setState({ failed: false })} />;
  }
}

function ScreenTrouble({ onRetry }: { onRetry: () => void }) {
  const { t } = useTranslation();
  const action = (
    <Button variant="primary" hotkey="Enter" onPress={onRetry}>
      {t('actions.reload')}
    </Button>
  );
  return (
    <Screen title={t('trouble.screenTitle')}>
      <EmptyState title={t('trouble.screenTitle')} action={action}>
        {t('trouble.screenText')}
      </EmptyState>
    </Screen>
  );
}

/** An address that leads nowhere. */
export function NoSuchScreen() {
  const { t } = useTranslation();
  return (
    <Screen title={t('trouble.notFoundTitle')} where="">
      <EmptyState title={t('trouble.notFoundTitle')}>{t('trouble.notFoundText')}</EmptyState>
    </Screen>
  );
}
