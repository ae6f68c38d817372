import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { PersonPicker } from '#renderer/shared/person-picker.tsx';
import { SayCard } from '#renderer/shared/say-card/say-card.tsx';
import { useDirectory } from '#renderer/shared/use-branch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ChipGroup } from '#renderer/ui/chips.tsx';
import { TextField } from '#renderer/ui/field.tsx';
import { InlinePanel } from '#renderer/ui/inline-panel.tsx';
import { hostNow } from '#renderer/ui/use-now.ts';
import styles from './documents.module.css';
import { EarlierField } from './earlier-field.tsx';
import { ItemsEditor } from './items-editor.tsx';
import { LateReason } from './late-reason.tsx';
import type { WorkProps } from './notice-work.tsx';
import { earlierAt, named, orNull } from './work-draft.ts';

/** A step that is only ticked. */
export function TickWork({ step, draft, set, run, busy, errorAt, onDone }: WorkProps) {
  const { t } = useTranslation('documents');
  const format = useFormat();
  const tick = async () => {
    const earlier = earlierAt(draft, format.dayOf(hostNow()), format.zone);
    if (await run('tick', { step: step.id, lateReason: orNull(draft.lateReason), ...earlier })) onDone();
  };
  return (
    <>
      <SayCard clause={step.clause ?? undefined} say={step.say} hint={step.hint || undefined} />
      <LateReason needed={step.needsReason} draft={draft} set={set} errorAt={errorAt} />
      <EarlierField draft={draft} set={set} error={errorAt('occurredAt')} />
      <div className={styles.primary}>
        <Button variant="primary" hotkey="Enter" wide disabled={busy} onPress={() => void tick()}>
          {t('work.tick')}
        </Button>
      </div>
    </>
  );
}

type AnyWork = Omit<WorkProps, 'step'>;

/** What came, item by item (확인). */
export function CheckWork({ view, draft, set, run, busy, errorAt, onDone }: AnyWork) {
  const { t } = useTranslation('documents');
  const format = useFormat();
  const cameOf = (id: string, cameAt: Date | null) => draft.came[id] ?? cameAt !== null;
  const step = view.steps.find(({ id }) => id === view.currentStep);
  const check = async () => {
    const isDone = await run('check', {
      items: view.itemList.map(({ id, cameAt }) => ({ id, came: cameOf(id, cameAt) })),
      added: named(draft.added),
      lateReason: orNull(draft.lateReason),
      ...earlierAt(draft, format.dayOf(hostNow()), format.zone),
    });
    if (isDone) onDone();
  };
  return (
    <>
      <p className={styles.soft}>{t('work.checkHint')}</p>
      <ItemsEditor
        items={view.itemList.map(({ id, name, how, cameAt }) => ({
          id,
          name,
          how,
          came: cameOf(id, cameAt),
        }))}
        onCame={(id, came) => set({ came: { ...draft.came, [id]: came } })}
        added={draft.added}
        onAdded={(added) => set({ added })}
      />
      <LateReason
        needed={step?.kind === 'check' && step.needsReason}
        draft={draft}
        set={set}
        errorAt={errorAt}
      />
      <EarlierField draft={draft} set={set} error={errorAt('occurredAt')} />
      <div className={styles.primary}>
        <Button variant="primary" hotkey="Enter" wide disabled={busy} onPress={() => void check()}>
          {t('work.check')}
        </Button>
      </div>
    </>
  );
}

/** What was missing came: which of it, all unless some are cleared. */
export function ItemsCameWork({ view, draft, set, run, busy, errorAt, onDone }: AnyWork) {
  const { t } = useTranslation('documents');
  const format = useFormat();
  const missing = view.itemList.filter(({ cameAt }) => cameAt === null);
  const items = missing.filter(({ id }) => draft.came[id] ?? true).map(({ id }) => id);
  const record = async () => {
    const earlier = earlierAt(draft, format.dayOf(hostNow()), format.zone);
    const lateReason = orNull(draft.lateReason);
    if (await run('itemsReceived', { itemIds: items, lateReason, ...earlier })) onDone();
  };
  return (
    <InlinePanel title={t('work.itemsTitle')} look="question" takesFocus onClose={onDone}>
      <ItemsEditor
        items={missing.map(({ id, name, how }) => ({ id, name, how, came: draft.came[id] ?? true }))}
        onCame={(id, came) => set({ came: { ...draft.came, [id]: came } })}
        added={[]}
        onAdded={null}
      />
      <LateReason draft={draft} set={set} errorAt={errorAt} />
      <EarlierField draft={draft} set={set} error={errorAt('occurredAt')} />
      <Button
        variant="primary"
        hotkey="Enter"
        wide
        disabled={busy || items.length === 0}
        onPress={() => void record()}
      >
        {t('work.itemsCame')}
      </Button>
    </InlinePanel>
  );
}

/** Another officer. */
export function HandOnWork({ view, draft, set, run, busy, errorAt, onDone }: AnyWork) {
  const { t } = useTranslation('documents');
  const people = (useDirectory() ?? []).filter(({ id, active }) => active && id !== view.officer.id);
  const { to } = draft;
  const handOn = async () => {
    if (to !== null && (await run('handOn', { to, reason: draft.reason }))) onDone();
  };
  return (
    <InlinePanel title={t('handOn.action')} look="question" takesFocus onClose={onDone}>
      <PersonPicker
        label={t('handOn.to')}
        people={people}
        value={to}
        onChange={(id) => set({ to: id })}
        nobody={t('handOn.nobody')}
        digits={9}
        autoFocus={to === null}
        error={errorAt('to')}
      />
      <TextField
        label={t('handOn.reason')}
        required
        value={draft.reason}
        onChange={(reason) => set({ reason })}
        error={errorAt('reason')}
      />
      <Button
        variant="primary"
        hotkey="Enter"
        wide
        disabled={busy || to === null || draft.reason.trim() === ''}
        onPress={() => void handOn()}
      >
        {t('handOn.action')}
      </Button>
    </InlinePanel>
  );
}

/** Closes them, or leaves a step out: both need a reason. */
export function ReasonWork({
  kind,
  view,
  draft,
  set,
  run,
  busy,
  errorAt,
  onDone,
}: AnyWork & { kind: 'end' | 'skip' }) {
  const { t } = useTranslation('documents');
  const step = view.steps.find(({ id }) => id === view.currentStep);
  const act = async () => {
    const { reason } = draft;
    const isDone =
      kind === 'end'
        ? await run('end', { reason })
        : step !== undefined && (await run('skip', { step: step.id, reason }));
    if (isDone) onDone();
  };
  const reasons = kind === 'skip' ? (step?.skipReasons ?? []) : [];
  return (
    <InlinePanel
      title={kind === 'end' ? t('end.action') : t('work.skip')}
      look="question"
      takesFocus
      onClose={onDone}
      {...(kind === 'end' ? { hint: t('end.hint') } : {})}
    >
      {reasons.length > 0 && (
        <ChipGroup
          label={t('work.skipReason')}
          value={reasons.includes(draft.reason) ? draft.reason : null}
          onChange={(reason) => set({ reason })}
          choices={reasons.map((reason, index) => ({ id: reason, label: reason, hotkey: String(index + 1) }))}
        />
      )}
      <TextField
        label={kind === 'end' ? t('end.reason') : t('work.skipReason')}
        required
        autoFocus={reasons.length === 0}
        value={draft.reason}
        onChange={(reason) => set({ reason })}
        error={errorAt('reason')}
      />
      <Button
        variant="primary"
        hotkey="Enter"
        wide
        disabled={busy || draft.reason.trim() === ''}
        onPress={() => void act()}
      >
        {kind === 'end' ? t('end.action') : t('work.skip')}
      </Button>
    </InlinePanel>
  );
}
