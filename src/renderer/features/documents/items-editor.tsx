import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/ui/button.tsx';
import { Checkbox } from '#renderer/ui/checkbox.tsx';
import { TextField } from '#renderer/ui/field.tsx';
import styles from './documents.module.css';
import type { NewItem } from './work-draft.ts';

export type EditedItem = { id: string; name: string; how: string; came: boolean };

type ItemsEditorProps = {
  items: readonly EditedItem[];
  onCame: (id: string, came: boolean) => void;
  added: readonly NewItem[];
  /** Null where nothing can be added. */
  onAdded: ((items: NewItem[]) => void) | null;
};

/** What came and what is missing: the checklist, and whatever else is asked for or was sent along. */
export function ItemsEditor({ items, onCame, added, onAdded }: ItemsEditorProps) {
  const { t } = useTranslation('documents');
  const change = (key: string, part: Partial<NewItem>) =>
    onAdded?.(added.map((item) => (item.key === key ? { ...item, ...part } : item)));
  return (
    <fieldset className={styles.items}>
      <legend className={styles.small}>{t('items.title')}</legend>
      {items.map(({ id, name, how, came }) => (
        <div key={id} className={styles.item}>
          <Checkbox
            checked={came}
            onChange={(checked) => onCame(id, checked)}
            {...(how && !came ? { hint: t('items.prepare', { how }) } : {})}
          >
            {name}
          </Checkbox>
          <span className={styles.small}>{came ? t('items.came') : t('items.missing')}</span>
        </div>
      ))}
      {added.map((item) => (
        <div key={item.key}>
          <div className={styles.newItem}>
            <TextField
              label={t('items.name')}
              autoFocus
              value={item.name}
              onChange={(name) => change(item.key, { name })}
            />
            <TextField
              label={t('items.how')}
              value={item.how}
              onChange={(how) => change(item.key, { how })}
            />
            <Button
              variant="quiet"
              onPress={() => onAdded?.(added.filter(({ key }) => key !== item.key))}
              aria-label={t('items.remove', { name: item.name })}
            >
              {t('items.removeShort')}
            </Button>
          </div>
          <Checkbox checked={item.came} onChange={(came) => change(item.key, { came })}>
            {t('items.cameItem', { name: item.name })}
          </Checkbox>
        </div>
      ))}
      {onAdded !== null && (
        <div>
          <Button
            variant="quiet"
            icon={<Plus size={18} aria-hidden="true" />}
            onPress={() => onAdded([...added, { key: crypto.randomUUID(), name: '', how: '', came: true }])}
          >
            {t('items.add')}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
