import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import { classes } from './classes.ts';
import styles from './inline-panel.module.css';
import { keys } from './keys.ts';
import { KeyLayerContext, useKeys } from './use-keys.ts';

type InlinePanelProps = {
  title: ReactNode;
  children: ReactNode;
  /** Closes the panel; also on Escape. Without it the panel waits for an answer. */
  onClose?: () => void;
  /** A sentence under the title: what is asked. */
  hint?: ReactNode;
  /** `question` for a choice that is due, `plain` otherwise. */
  look?: 'plain' | 'question';
  /** Takes the focus when it opens (it was asked for); a panel that appears by itself must not. */
  takesFocus?: boolean;
};

/**
 * A part of the screen that opens in place instead of a modal. While it is open, Enter and Escape are its own;
 * other keys still reach the screen. The focus goes back to where it was when it closes.
 */
export function InlinePanel(props: InlinePanelProps) {
  const { title, children, onClose, hint, look = 'plain', takesFocus = false } = props;
  const { t } = useTranslation();
  const id = useId();
  const panel = useRef<HTMLElement>(null);
  useLayoutEffect(() => keys.openPanel(), []);
  useFocusInside(panel, takesFocus);
  useKeys(
    [{ combo: 'Escape', run: () => onClose?.(), disabled: !onClose, label: t('keys.escape') }],
    'panel',
  );
  return (
    <KeyLayerContext value="panel">
      <section
        ref={panel}
        aria-labelledby={`${id}-title`}
        tabIndex={-1}
        className={classes(styles.panel, look === 'question' && styles.question)}
      >
        <header className={styles.header}>
          <div>
            <h2 id={`${id}-title`} className={styles.title}>
              {title}
            </h2>
            {hint && <p className={styles.hint}>{hint}</p>}
          </div>
          {onClose && (
            <Button variant="quiet" kbd="Escape" icon={<X size={20} aria-hidden="true" />} onPress={onClose}>
              {t('actions.close')}
            </Button>
          )}
        </header>
        {children}
      </section>
    </KeyLayerContext>
  );
}

function useFocusInside(panel: React.RefObject<HTMLElement | null>, takesFocus: boolean): void {
  // Read while drawing: a field with autoFocus inside has the focus before any effect runs.
  const [before] = useState(() => document.activeElement);
  useEffect(() => {
    if (!takesFocus) return;
    const opened = panel.current;
    if (opened && !opened.contains(document.activeElement)) opened.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected && lostFocus(opened)) before.focus();
    };
  }, [panel, before, takesFocus]);
}

const lostFocus = (opened: HTMLElement | null) =>
  document.activeElement === document.body || opened?.contains(document.activeElement) === true;
