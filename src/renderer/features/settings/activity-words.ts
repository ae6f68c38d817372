import { useTranslation } from 'react-i18next';
import { settings } from '../../i18n/ko/settings.ts';

const { actions, entities } = settings.activity;
type Action = keyof typeof actions;
type Entity = keyof typeof entities;

/** `memos.takeOver` as a key: `memos_takeOver`. */
const keyOf = (action: string) => action.replaceAll('.', '_');
const isAction = (key: string): key is Action => Object.hasOwn(actions, key);
const isEntity = (name: string): name is Entity => Object.hasOwn(entities, name);

/** The log's codes in words; a code without a word is shown as it is kept. */
export function useActivityWords() {
  const { t } = useTranslation('settings');
  return {
    action(action: string): string {
      const key = keyOf(action);
      return isAction(key) ? t(`activity.actions.${key}`) : action;
    },
    /** `고객 2, 메모 1` */
    subjects(subjects: readonly string[]): string {
      const counts = new Map<Entity, number>();
      for (const subject of subjects) {
        const name = subject.split(':')[0] ?? '';
        const entity = isEntity(name) ? name : 'other';
        counts.set(entity, (counts.get(entity) ?? 0) + 1);
      }
      return [...counts]
        .map(([entity, count]) =>
          t('activity.subjectCount', { what: t(`activity.entities.${entity}`), count }),
        )
        .join(', ');
    },
  };
}
