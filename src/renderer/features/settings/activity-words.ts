import { useTranslation } from 'react-i18next';
import { signInKind } from '#contract/accounts.ts';
import { settings } from '../../i18n/ko/settings.ts';
import { useFormat } from '../../i18n/use-format.ts';

const { actions, actors, entities, papers } = settings.activity;
type Action = keyof typeof actions;
type Actor = keyof typeof actors;
type Entity = keyof typeof entities;
type Paper = keyof typeof papers;

/** `memos.takeOver` as a key: `memos_takeOver`. */
const keyOf = (action: string) => action.replaceAll('.', '_');
const isAction = (key: string): key is Action => Object.hasOwn(actions, key);
const isActor = (name: string): name is Actor => Object.hasOwn(actors, name);
const isPaper = (name: string): name is Paper => Object.hasOwn(papers, name);
const isEntity = (name: string): name is Entity => Object.hasOwn(entities, name);

/** `daily_callback 2026-11-20 masked`: the paper, what it is about, whether names and numbers were masked. */
const printed = /^(\w+) (\S+) (masked|unmasked)$/;
const isDate = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text);
/** How what a signing leaves in the log begins: number, day, edition, the hash of what was signed. */
const signed = /^(\d+-\d+) (\d{4}-\d{2}-\d{2}) edition (\d+) content ([0-9a-f]+) seal /;

/** The log's codes in words; a code without a word is shown as it is kept. */
export function useActivityWords() {
  const { t } = useTranslation(['settings', 'accounts']);
  const format = useFormat();
  return {
    /** Who it was: a name, or what the log calls whoever has none. */
    actor(name: string): string {
      const [kind = ''] = name.split(':');
      return isActor(kind) ? t(`activity.actors.${kind}`) : name;
    },
    /** What the log says beside the action: a code in words, what a person gave as the reason as he wrote it. */
    detail(action: string, purpose: string): string {
      const kind = action.startsWith('accounts.') ? signInKind.safeParse(purpose).data : undefined;
      if (kind !== undefined) return t(`accounts:kinds.${kind}`);
      const [, paper = '', about = '', masking] = printed.exec(purpose) ?? [];
      if (action === 'reports.printed' && isPaper(paper)) {
        const day = isDate(about) ? ` ${format.businessDate(about)}` : '';
        const what = `${t(`activity.papers.${paper}`)}${day}`;
        return t(masking === 'masked' ? 'activity.printed.masked' : 'activity.printed.unmasked', {
          paper: what,
        });
      }
      const [, number = '', date = '', edition = '', hash = ''] = signed.exec(purpose) ?? [];
      if (action === 'signing.sign' && isDate(date)) {
        const about = { number, date: format.businessDate(date), edition, hash: hash.slice(0, 12) };
        return t('activity.signed', about);
      }
      return purpose;
    },
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
