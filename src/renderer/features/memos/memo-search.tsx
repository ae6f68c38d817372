import { Search, X } from 'lucide-react';
import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/ui/button.tsx';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { useKeys } from '#renderer/ui/use-keys.ts';
import styles from './memo-search.module.css';

type MemoSearchProps = {
  query: string;
  onQuery: (query: string) => void;
  /** Enter, or the arrow down: on to what was found. */
  onFound: () => void;
};

/** “Has anyone called this customer back?”: F6 and a few letters, whether or not the customer is saved. */
export function MemoSearch({ query, onQuery, onFound }: MemoSearchProps) {
  const { t } = useTranslation('memos');
  const box = useRef<HTMLInputElement>(null);
  const leave = () => {
    onQuery('');
    box.current?.blur();
  };
  useKeys([
    { combo: 'F6', run: () => box.current?.select(), label: t('find.label') },
    { combo: 'Escape', run: leave, disabled: query === '' },
  ]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || !['Enter', 'ArrowDown'].includes(event.key)) return;
    event.preventDefault();
    onFound();
  };
  return (
    <search className={styles.search}>
      <Search size={20} aria-hidden="true" className={styles.sign} />
      <input
        ref={box}
        className={styles.box}
        aria-label={t('find.label')}
        aria-keyshortcuts="F6"
        value={query}
        placeholder={t('find.example')}
        inputMode="search"
        autoComplete="off"
        spellCheck={false}
        onKeyDown={onKeyDown}
        onChange={(event) => onQuery(event.target.value)}
      />
      {query === '' ? (
        <Kbd combo="F6" />
      ) : (
        <Button variant="quiet" kbd="Escape" icon={<X size={18} aria-hidden="true" />} onPress={leave}>
          {t('find.clear')}
        </Button>
      )}
    </search>
  );
}
