import { FileText, MapPin } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { DocumentView } from '#contract/documents.ts';
import { useDraft } from '#renderer/host/use-draft.ts';
import { errorKey } from '#renderer/i18n/error-text.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { go, hashOf } from '#renderer/shared/routes.ts';
import { Button } from '#renderer/ui/button.tsx';
import { InlinePanel } from '#renderer/ui/inline-panel.tsx';
import { Progress } from '#renderer/ui/progress.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { DocumentFacts, DocumentHead } from './document-facts.tsx';
import { DocumentHistory } from './document-history.tsx';
import { DocumentStepBar } from './document-step-bar.tsx';
import styles from './documents.module.css';
import { NoticeWork } from './notice-work.tsx';
import { CheckWork, HandOnWork, ItemsCameWork, ReasonWork, TickWork } from './other-work.tsx';
import { useDocument } from './use-document.ts';
import { useDocumentAction } from './use-document-action.ts';
import { WordGone, WordsDue, WordWork } from './words-due.tsx';
import { emptyWork, orNull, type WorkDraft, type WorkMode } from './work-draft.ts';

type DocumentPanelProps = { id: string; onClose: () => void };

/** Papers beside the lists: where they stand, the sentence of the step that is due, and what was done. */
export function DocumentPanel({ id, onClose }: DocumentPanelProps) {
  const { t } = useTranslation('documents');
  const errorText = useErrorText();
  const { document, error } = useDocument(id);
  if (document) return <OpenDocument view={document} onClose={onClose} />;
  return (
    <InlinePanel title={t('title')} onClose={onClose}>
      {error ? <p role="alert">{errorText(error)}</p> : <Progress label={t('loading')} />}
    </InlinePanel>
  );
}

/** The field a refusal is about is drawn with it; these are. */
const drawn = new Set(['result', 'text', 'phone', 'email', 'lateReason', 'occurredAt', 'reason', 'to']);

function OpenDocument({ view, onClose }: { view: DocumentView; onClose: () => void }) {
  const { t } = useTranslation('documents');
  const errorText = useErrorText();
  const [draft, set, { clear, restored, saved }] = useDraft('document_work', view.id, emptyWork);
  const { run, busy, trouble, forget } = useDocumentAction(view);
  const { field } = trouble === null ? { field: null } : errorKey(trouble);
  const isDrawn = field !== null && drawn.has(field);
  const errorAt = (name: string) => (trouble !== null && field === name ? errorText(trouble) : undefined);
  const begin = (mode: WorkMode) => {
    forget();
    set({ ...emptyWork, mode });
  };
  const onDone = () => {
    forget();
    clear();
  };
  const step = view.steps.find(({ id }) => id === view.currentStep);
  const word = view.words.find((one) => one.step.id === draft.word);
  // Word that was given has made room for the next; what was written for it is no text of another step.
  const isGone = draft.mode === 'word' && word === undefined;
  const left = isGone ? [draft.text ?? '', draft.result, draft.lateReason].filter(orNull) : [];
  const mode = isGone && left.length === 0 ? 'step' : draft.mode;
  const giveWord = (id: string) => {
    forget();
    set({ ...emptyWork, mode: 'word', word: id });
  };
  const common = { view, run, busy, errorAt, onDone };
  const work = isGone
    ? { ...common, draft: emptyWork, set: (change: Partial<WorkDraft>) => set({ ...emptyWork, ...change }) }
    : { ...common, draft, set };
  return (
    <InlinePanel
      title={
        <>
          {t('panel.title', { name: view.customerName || t('noName') })}{' '}
          <Tag>{t(`states.${view.state}`)}</Tag>
        </>
      }
      onClose={onClose}
      takesFocus
    >
      <DocumentHead view={view} />
      <DocumentStepBar view={view} />
      {restored && mode !== 'step' && <p className={styles.small}>{t('form.restored')}</p>}
      {trouble !== null && !isDrawn && (
        <p className={styles.trouble} role="alert">
          {errorText(trouble)}
        </p>
      )}
      {mode === 'items' && <ItemsCameWork {...work} />}
      {mode === 'recheck' && (
        <InlinePanel title={t('work.recheck')} look="question" takesFocus onClose={onDone}>
          <CheckWork {...work} />
        </InlinePanel>
      )}
      {mode === 'hand_on' && <HandOnWork {...work} />}
      {(mode === 'end' || mode === 'skip') && <ReasonWork {...work} kind={mode} />}
      {mode === 'word' && word !== undefined && (
        <WordWork {...work} word={word} onDone={() => giveWord(word.step.id)} onClose={onDone} />
      )}
      {mode === 'word' && isGone && <WordGone left={left} onClose={onDone} />}
      {mode === 'step' && (
        <>
          <WordsDue view={view} onGive={giveWord} />
          {step === undefined && <Rest view={view} begin={begin} />}
          {step?.kind === 'check' && <CheckWork {...work} />}
          {step?.kind === 'notice' && <NoticeWork key={step.id} {...work} step={step} />}
          {step !== undefined && step.kind !== 'check' && step.kind !== 'notice' && (
            <TickWork {...work} step={step} />
          )}
          <Others view={view} begin={begin} mayItems={step !== undefined} />
        </>
      )}
      {!saved && (
        <p className={styles.small} role="status">
          {t('panel.unsaved')}
        </p>
      )}
      <Items view={view} />
      <DocumentFacts view={view} />
      <DocumentHistory view={view} />
    </InlinePanel>
  );
}

/** Whether this front desk has the screen of site visits: an appointment can then follow from the papers. */
const hasSiteVisits = Object.keys(import.meta.glob('../site-visits/site-visits-screen.tsx')).length > 0;

type RestProps = { view: DocumentView; begin: (mode: WorkMode) => void };

/** Nothing is to be told: the customer is looking for what is missing, or all is done. */
function Rest({ view, begin }: RestProps) {
  const { t } = useTranslation('documents');
  if (view.state === 'waiting') {
    return (
      <>
        <p>{t('work.waiting', { count: view.missing })}</p>
        <div className={styles.primary}>
          <Button variant="primary" hotkey="Enter" wide onPress={() => begin('items')}>
            {t('work.itemsCame')}
          </Button>
        </div>
      </>
    );
  }
  return <p className={styles.soft}>{t(view.state === 'ended' ? 'work.ended' : 'work.finished')}</p>;
}

function Others({ view, begin, mayItems }: RestProps & { mayItems: boolean }) {
  const { t } = useTranslation('documents');
  const isOpen = view.closedAt === null;
  const step = view.steps.find(({ id }) => id === view.currentStep);
  const openSheet = () => {
    window.location.hash = hashOf({ kind: 'print', page: 'missing-sheet', rest: [view.id] });
  };
  return (
    <section className={styles.buttons} aria-label={t('panel.more')}>
      {view.missing > 0 && view.state !== 'ended' && mayItems && (
        <Button hotkey="I" keyLabel={t('work.itemsCame')} onPress={() => begin('items')}>
          {t('work.itemsCame')}
        </Button>
      )}
      {view.checkedAt !== null && view.state !== 'ended' && (
        <Button hotkey="K" keyLabel={t('work.recheck')} onPress={() => begin('recheck')}>
          {t('work.recheck')}
        </Button>
      )}
      {step?.skippable && (
        <Button hotkey="S" keyLabel={t('work.skip')} onPress={() => begin('skip')}>
          {t('work.skip')}
        </Button>
      )}
      {view.missing > 0 && (
        <Button hotkey="P" icon={<FileText size={18} aria-hidden="true" />} onPress={openSheet}>
          {t('panel.sheet')}
        </Button>
      )}
      {hasSiteVisits && view.state !== 'ended' && (
        <Button
          hotkey="V"
          icon={<MapPin size={18} aria-hidden="true" />}
          onPress={() => go('site-visits', 'new', view.id)}
        >
          {t('panel.siteVisit')}
        </Button>
      )}
      {isOpen && (
        <Button hotkey="H" keyLabel={t('handOn.action')} onPress={() => begin('hand_on')}>
          {t('handOn.action')}
        </Button>
      )}
      {isOpen && (
        <Button hotkey="X" keyLabel={t('end.action')} onPress={() => begin('end')}>
          {t('end.action')}
        </Button>
      )}
    </section>
  );
}

function Items({ view }: { view: DocumentView }) {
  const { t } = useTranslation('documents');
  if (view.itemList.length === 0) return null;
  return (
    <section aria-label={t('items.title')}>
      <h3 className={styles.small}>{t('items.title')}</h3>
      <ul className={styles.items}>
        {view.itemList.map(({ id, name, how, cameAt }) => (
          <li key={id} className={styles.item}>
            <span>
              {name}
              {cameAt === null && how && <span className={styles.note}>{t('items.prepare', { how })}</span>}
            </span>
            <span className={styles.small}>{cameAt === null ? t('items.missing') : t('items.came')}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
