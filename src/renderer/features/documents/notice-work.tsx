import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentStep, DocumentView, Means, StepMeans } from '#contract/documents.ts';
import type { Sentence } from '#contract/rules.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { MessageText } from '#renderer/shared/message-box/message-text.tsx';
import { TextsRefused } from '#renderer/shared/message-box/texts-refused.tsx';
import { SayCard } from '#renderer/shared/say-card/say-card.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Card } from '#renderer/ui/card.tsx';
import { ChipGroup } from '#renderer/ui/chips.tsx';
import { TextArea } from '#renderer/ui/field.tsx';
import { Segments } from '#renderer/ui/segments.tsx';
import { hostNow } from '#renderer/ui/use-now.ts';
import styles from './documents.module.css';
import { EarlierField } from './earlier-field.tsx';
import { LateReason } from './late-reason.tsx';
import { SentMessage } from './sent-message.tsx';
import type { RunDocument } from './use-document-action.ts';
import { earlierAt, orNull, type WorkDraft } from './work-draft.ts';

export type WorkProps = {
  view: DocumentView;
  step: DocumentStep;
  draft: WorkDraft;
  set: (change: Partial<WorkDraft>) => void;
  run: RunDocument;
  busy: boolean;
  /** The refusal about one field, in words. */
  errorAt: (field: string) => string | undefined;
  onDone: () => void;
};

/** A notice to the customer: what is said or written by each way the standard allows, and one press once it is done. */
export function NoticeWork(props: WorkProps) {
  const { view, step, draft, set, run, busy, errorAt, onDone } = props;
  const { t } = useTranslation('documents');
  const format = useFormat();
  const [chosen, setChosen] = useState<Means | null>(null);
  const [despiteRefusal, setDespite] = useState(false);
  const usual = usualMeans(step, view);
  const choice = step.choices.find(({ means }) => means === chosen) ?? usual;
  if (step.state === 'sending' && step.messageId !== null && chosen === null) {
    return (
      <>
        <SentMessage id={step.messageId} />
        <Ways
          {...props}
          step={{ ...step, choices: step.choices.filter(({ written }) => !written) }}
          choice={null}
          onChoose={setChosen}
        />
      </>
    );
  }
  if (choice === undefined) return null;
  const common = {
    step: step.id,
    means: choice.means,
    lateReason: orNull(draft.lateReason),
    result: orNull(draft.result),
  };
  const isRefused = choice.written && view.textsRefused;
  const isReady =
    (!isRefused || despiteRefusal) &&
    (!step.needsResult || draft.result.trim() !== '') &&
    (!step.needsReason || draft.lateReason.trim() !== '');
  const finish = async () => {
    const isDone = choice.written
      ? await run('send', { ...common, text: draft.text, despiteRefusal })
      : await run('tell', { ...common, ...earlierAt(draft, format.dayOf(hostNow()), format.zone) });
    if (!isDone) return;
    // What was chosen is on its way now; the text to send by hand comes into sight.
    setChosen(null);
    onDone();
  };
  return (
    <>
      <Say view={view} step={step} draft={draft} choice={choice} />
      {step.state === 'trouble' && (
        <p className={styles.trouble} role="status">
          {t('work.failed')}
        </p>
      )}
      <Ways {...props} choice={choice} onChoose={setChosen} />
      {step.needsResult && (
        <TextArea
          label={t('work.result')}
          hint={t('work.resultHint')}
          required
          value={draft.result}
          onChange={(result) => set({ result })}
          error={errorAt('result')}
        />
      )}
      {choice.written && draft.text !== null && (
        <MessageText
          kind={choice.means === 'email' ? 'email' : 'sms'}
          label={t('work.text')}
          value={draft.text}
          autoFocus
          onChange={(text) => set({ text })}
          error={errorAt('text')}
        />
      )}
      {errorAt('phone') && <p className={styles.trouble}>{errorAt('phone')}</p>}
      {errorAt('email') && <p className={styles.trouble}>{errorAt('email')}</p>}
      {draft.text === null && errorAt('text') && <p className={styles.trouble}>{errorAt('text')}</p>}
      {isRefused && <TextsRefused confirmed={despiteRefusal} onChange={setDespite} />}
      <LateReason needed={step.needsReason} draft={draft} set={set} errorAt={errorAt} />
      <div className={styles.buttons}>
        {choice.written && draft.text === null && (
          <Button
            variant="quiet"
            onPress={() =>
              set({
                text: withResult(choice.say, draft.result)
                  .map(({ text }) => text)
                  .join(''),
              })
            }
          >
            {t('work.edit')}
          </Button>
        )}
        {!choice.written && <EarlierField draft={draft} set={set} error={errorAt('occurredAt')} />}
      </div>
      <div className={styles.primary}>
        <Button
          variant="primary"
          hotkey="Enter"
          wide
          disabled={busy || !isReady}
          onPress={() => void finish()}
        >
          {choice.written
            ? t('work.send', { means: t(`means.${choice.means}`) })
            : t('work.toldBy', { means: t(`means.${choice.means}`) })}
        </Button>
      </div>
    </>
  );
}

/** The first way there is an address for; after a text that did not go, or for who wants none, the telephone. */
function usualMeans(step: DocumentStep, view: DocumentView): StepMeans | undefined {
  const possible = step.choices.filter(
    ({ means }) => (means !== 'sms' || view.phone !== '') && (means !== 'email' || view.email !== ''),
  );
  const call = step.choices.find(({ means }) => means === 'phone');
  if ((step.state === 'trouble' || view.textsRefused) && call !== undefined) return call;
  return possible[0] ?? step.choices[0];
}

type WaysProps = WorkProps & { choice: StepMeans | null; onChoose: (means: Means) => void };

function Ways({ step, choice, onChoose, set }: WaysProps) {
  const { t } = useTranslation('documents');
  if (step.choices.length < (choice === null ? 1 : 2)) return null;
  return (
    <ChipGroup<Means>
      label={t('work.means')}
      value={choice?.means ?? null}
      onChange={(means) => {
        set({ text: null });
        onChoose(means);
      }}
      choices={step.choices.map(({ means, label }, index) => ({
        id: means,
        label: label ?? t(`means.${means}`),
        hotkey: String(index + 1),
      }))}
    />
  );
}

type SayProps = {
  view: DocumentView;
  step: DocumentStep;
  draft: WorkDraft;
  choice: StepMeans | undefined;
};

function Say({ step, draft, choice }: SayProps) {
  const { t } = useTranslation(['documents', 'counter']);
  const say = withResult(choice?.say ?? step.say, draft.result);
  const isSpoken = choice === undefined || choice.means === 'phone' || choice.means === 'in_person';
  if (isSpoken) return <SayCard clause={step.clause ?? undefined} say={say} hint={step.hint || undefined} />;
  return (
    <Card as="section" aria-label={t('work.toWrite')} className={styles.stack ?? ''}>
      <p className={styles.small}>
        {[t('work.toWrite'), step.clause && t('counter:clause', { clause: step.clause })]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <Segments size="text" segments={say} />
      {step.hint && <p className={styles.small}>{step.hint}</p>}
    </Card>
  );
}

/** What is being written as the outcome, in its place in the sentence. */
function withResult(say: Sentence, result: string): Sentence {
  if (result.trim() === '') return say;
  return say.map((part) => (part.blank === 'result' ? { text: result, blank: 'result' } : part));
}
