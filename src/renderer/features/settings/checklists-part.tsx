import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Checklist } from '#contract/documents.ts';
import type { BranchSettings } from '#contract/settings.ts';
import { useHost } from '../../host/host.tsx';
import { useMutate } from '../../host/mutations.ts';
import { useDraft } from '../../host/use-draft.ts';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { TextField } from '../../ui/field.tsx';
import { InlinePanel } from '../../ui/inline-panel.tsx';
import { notify } from '../../ui/notices.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import styles from './checklists.module.css';
import pageStyles from './settings.module.css';

type Line = { key: string; id?: string; name: string; how: string };
type Lists = { open: string | null; lines: Line[] };

const closed: Lists = { open: null, lines: [] };

/** What has to come for each duty, and how the customer prepares it; papers are checked against it. */
export function ChecklistsPart({ branch, mayChange }: { branch: BranchSettings; mayChange: boolean }) {
  const { t } = useTranslation('documents');
  const { orpc } = useHost();
  const { data: lists = [] } = useQuery(
    orpc.documents.checklists.queryOptions({ input: { branchId: branch.id } }),
  );
  const [draft, set, { clear }] = useDraft<Lists>('checklist', branch.id, closed);
  const duties = branch.duties.filter(({ active }) => active);
  return (
    <div className={pageStyles.page}>
      <Card as="section" className={pageStyles.part ?? ''} aria-label={t('checklists.title')}>
        <h2 className={pageStyles.heading}>{t('checklists.title')}</h2>
        <p className={pageStyles.hint}>{t('checklists.hint')}</p>
        {duties.length === 0 && <p>{t('checklists.noDuties')}</p>}
        <ul className={styles.duties}>
          {duties.map(({ id, name }) => {
            const items = lists.find(({ dutyId }) => dutyId === id)?.items ?? [];
            return (
              <li key={id} className={styles.duty}>
                <div className={styles.head}>
                  <h3>{name}</h3>
                  <span>{t('checklists.count', { count: items.length })}</span>
                  {mayChange && draft.open !== id && (
                    <Button
                      aria-label={t('checklists.edit', { duty: name })}
                      onPress={() =>
                        set({ open: id, lines: items.map((item) => ({ key: item.id, ...item })) })
                      }
                    >
                      {t('checklists.editShort')}
                    </Button>
                  )}
                </div>
                {draft.open === id && mayChange ? (
                  <Editor
                    branchId={branch.id}
                    dutyId={id}
                    duty={name}
                    draft={draft}
                    set={set}
                    close={clear}
                  />
                ) : (
                  <Items items={items} />
                )}
              </li>
            );
          })}
        </ul>
      </Card>
    </div>
  );
}

function Items({ items }: { items: Checklist['items'] }) {
  return (
    <ul className={styles.items}>
      {items.map(({ id, name, how }) => (
        <li key={id}>
          <b>{name}</b> {how && <span>{how}</span>}
        </li>
      ))}
    </ul>
  );
}

type EditorProps = {
  branchId: string;
  dutyId: string;
  duty: string;
  draft: Lists;
  set: (change: Partial<Lists>) => void;
  close: () => void;
};

function Editor({ branchId, dutyId, duty, draft, set, close }: EditorProps) {
  const { t } = useTranslation('documents');
  const { client } = useHost();
  const errorText = useErrorText();
  const { lines } = draft;
  const save = useMutate(client.documents.saveChecklist, {
    onSuccess: () => {
      notify({ kind: 'info', text: t('checklists.saved') });
      close();
    },
  });
  const change = (key: string, part: Partial<Line>) =>
    set({ lines: lines.map((line) => (line.key === key ? { ...line, ...part } : line)) });
  const up = (index: number) => {
    const next = [...lines];
    const [line] = next.splice(index, 1);
    if (line) next.splice(index - 1, 0, line);
    set({ lines: next });
  };
  const items = lines
    .filter(({ name }) => name.trim() !== '')
    .map(({ id, name, how }) => ({ ...(id === undefined ? {} : { id }), name, how }));
  return (
    <InlinePanel title={t('checklists.edit', { duty })} takesFocus onClose={close}>
      {lines.map((line, index) => (
        <div key={line.key} className={styles.line}>
          <TextField
            label={<VisuallyHidden>{`${t('items.name')} ${index + 1}`}</VisuallyHidden>}
            placeholder={t('items.name')}
            value={line.name}
            onChange={(name) => change(line.key, { name })}
          />
          <TextField
            label={<VisuallyHidden>{`${t('items.how')} ${index + 1}`}</VisuallyHidden>}
            placeholder={t('items.how')}
            value={line.how}
            onChange={(how) => change(line.key, { how })}
          />
          <span className={styles.moves}>
            {index > 0 && (
              <Button
                variant="quiet"
                aria-label={t('checklists.up', { name: line.name })}
                onPress={() => up(index)}
              >
                {t('checklists.upShort')}
              </Button>
            )}
            <Button
              variant="quiet"
              aria-label={t('items.remove', { name: line.name })}
              onPress={() => set({ lines: lines.filter(({ key }) => key !== line.key) })}
            >
              {t('items.removeShort')}
            </Button>
          </span>
        </div>
      ))}
      {save.error && (
        <p role="alert" className={pageStyles.refusal}>
          {errorText(save.error)}
        </p>
      )}
      <div className={styles.buttons}>
        <Button
          icon={<Plus size={20} aria-hidden="true" />}
          onPress={() => set({ lines: [...lines, { key: crypto.randomUUID(), name: '', how: '' }] })}
        >
          {t('items.add')}
        </Button>
        <Button
          variant="primary"
          hotkey="Enter"
          disabled={save.isPending}
          onPress={() => save.mutate({ branchId, dutyId, items })}
        >
          {t('checklists.save')}
        </Button>
      </div>
    </InlinePanel>
  );
}
