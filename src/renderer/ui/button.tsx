import { type ReactNode, useContext } from 'react';
import { Button as AriaButton, type ButtonProps as AriaProps } from 'react-aria-components/Button';
import styles from './button.module.css';
import { classes } from './classes.ts';
import { Kbd } from './kbd.tsx';
import type { Combo } from './keys.ts';
import { KeyLayerContext, useKeys, usePressedKey } from './use-keys.ts';

export type ButtonProps = Omit<AriaProps, 'children' | 'className' | 'style' | 'isDisabled'> & {
  children: ReactNode;
  /** primary: the one thing to do next (one a screen). plain: the other actions. quiet: text-like, in lists. */
  variant?: 'primary' | 'plain' | 'quiet';
  /** Binds this key to the button and shows it. The primary button of a screen has `Enter`. */
  hotkey?: Combo;
  /** Shows a key that is bound elsewhere. */
  kbd?: Combo;
  /** A lucide icon; always beside the word. */
  icon?: ReactNode;
  disabled?: boolean;
  wide?: boolean;
  /** How the key is named in the key help; without it the key is not listed. */
  keyLabel?: string;
  className?: string;
};

/**
 * A button. A press with the pointer leaves the focus where it was, so that Enter stays the primary action.
 * A held key presses once and no key presses while text is being composed.
 */
export function Button({
  children,
  variant = 'plain',
  hotkey,
  kbd,
  icon,
  disabled = false,
  wide = false,
  keyLabel,
  className,
  onPress,
  ...rest
}: ButtonProps) {
  const layer = useContext(KeyLayerContext);
  useKeys(
    hotkey
      ? [
          {
            combo: hotkey,
            disabled,
            ...(keyLabel ? { label: keyLabel } : {}),
            run: () => onPress?.(keyPress),
          },
        ]
      : [],
    layer,
  );
  const key = usePressedKey(hotkey ?? kbd);
  return (
    <AriaButton
      preventFocusOnPress
      {...rest}
      {...(onPress ? { onPress } : {})}
      isDisabled={disabled}
      className={classes(styles.button, styles[variant], wide && styles.wide, className)}
      render={(props) => (
        <button
          {...props}
          {...(key ? { 'aria-keyshortcuts': key.replace('Ctrl', 'Control') } : {})}
          onMouseDown={(event) => {
            // What would move the focus here; `preventFocusOnPress` alone leaves it to the browser.
            event.preventDefault();
            props.onMouseDown?.(event);
          }}
        />
      )}
    >
      {icon}
      <span className={styles.label}>{children}</span>
      {key && <Kbd combo={key} />}
    </AriaButton>
  );
}

/** What `onPress` receives when its key was used: nothing a caller should look at. */
const keyPress = Object.freeze({ type: 'press', pointerType: 'keyboard' }) as Parameters<
  NonNullable<AriaProps['onPress']>
>[0];
