import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { MessageKind } from '#contract/messages.ts';
import { countText, sendableText } from '#contract/sms-text.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { Button } from '#renderer/ui/button.tsx';
import { classes } from '#renderer/ui/classes.ts';
import { TextArea } from '#renderer/ui/field.tsx';
import styles from './message-box.module.css';

type MessageTextProps = {
  kind: MessageKind;
  label: string;
  value: string;
  onChange: (text: string) => void;
  error?: string | undefined;
  autoFocus?: boolean;
};

/** The text as it will go, counted as carriers count it; what they cannot take is named and replaced on request. */
export function MessageText({ kind, label, value, onChange, error, autoFocus }: MessageTextProps) {
  const { t } = useTranslation('messages');
  return (
    <div className={styles.text}>
      <TextArea
        label={label}
        value={value}
        onChange={onChange}
        rows={5}
        error={error ?? (value.includes('□□□') ? t('write.gaps') : undefined)}
        {...(autoFocus ? { autoFocus } : {})}
      />
      {kind === 'sms' && <Counted text={value} onReplace={() => onChange(sendableText(value))} />}
    </div>
  );
}

function Counted({ text, onReplace }: { text: string; onReplace: () => void }) {
  const { t } = useTranslation('messages');
  const format = useFormat();
  const { bytes, form, unsendable } = useMemo(() => countText(text), [text]);
  const count = format.number(bytes);
  return (
    <>
      <p className={classes(styles.count, form === null && styles.trouble)} aria-live="polite">
        {form === null ? t('count.tooLong', { bytes: count }) : t(`count.${form}`, { bytes: count })}
      </p>
      {unsendable.length > 0 && (
        <div className={styles.unsendable} role="alert">
          <p>
            {t('count.unsendable', { characters: unsendable.map(({ character }) => character).join(' ') })}
          </p>
          <ul>
            {unsendable.map(({ character, replacement }) => (
              <li key={character}>
                {t('count.willBe', {
                  character,
                  replacement: replacement === '' ? t('count.left') : replacement,
                })}
              </li>
            ))}
          </ul>
          <Button onPress={onReplace}>{t('count.replace')}</Button>
        </div>
      )}
    </>
  );
}
