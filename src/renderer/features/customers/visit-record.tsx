import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CallView } from '#contract/calls.ts';
import type { StepView } from '#contract/encounters.ts';
import { useHost } from '#renderer/host/host.tsx';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSession } from '#renderer/shared/session-store.ts';
import { never } from '#renderer/shared/use-branch.ts';
import { InlinePanel } from '#renderer/ui/inline-panel.tsx';
import { Progress } from '#renderer/ui/progress.tsx';
import styles from './customer-timeline.module.css';

/** A visit or a call that is over, as it was recorded: purpose, outcome, and each step with who did it and when. */
export function VisitRecord({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('customers');
  const format = useFormat();
  const errorText = useErrorText();
  const { orpc } = useHost();
  const branchId = useSession((session) => session.branchId);
  const { data: visit, error } = useQuery(
    orpc.encounters.get.queryOptions({
      input: { branchId: branchId ?? never, id },
      enabled: branchId !== null,
    }),
  );
  if (!visit) {
    return (
      <InlinePanel title={t('timeline.visitRecord')} takesFocus onClose={onClose}>
        {error ? <p role="alert">{errorText(error)}</p> : <Progress label={t('record.loading')} />}
      </InlinePanel>
    );
  }
  const { outcome, servedBy, purposeText, call } = visit;
  return (
    <InlinePanel
      title={t(call ? 'record.callTitle' : 'record.title', { date: format.dateTime(visit.openedAt) })}
      takesFocus
      onClose={onClose}
    >
      <dl className={styles.facts}>
        {purposeText !== '' && (
          <div>
            <dt>{t('record.words')}</dt>
            <dd>{purposeText}</dd>
          </div>
        )}
        {outcome && (
          <div>
            <dt>{t('record.outcome')}</dt>
            <dd>{t(`outcomes.${outcome}`, { who: servedBy.name })}</dd>
          </div>
        )}
        <div>
          <dt>{t('record.servedBy')}</dt>
          <dd>{`${servedBy.name} ${servedBy.title}`}</dd>
        </div>
        {call && <CallFacts call={call} />}
      </dl>
      {call?.afterwards && <p className={styles.soft}>{t('record.afterwards')}</p>}
      <h3 className={styles.title}>{t('record.steps')}</h3>
      <ol className={styles.steps}>
        {visit.steps.map((step) => (
          <li key={step.id}>
            <span>{step.label}</span>
            <span className={styles.soft}>{stateOf(step)}</span>
          </li>
        ))}
      </ol>
    </InlinePanel>
  );

  function stateOf({ state, at, actor, reason }: StepView): string {
    if (state === 'skipped') return t('record.skipped', { reason: reason ?? '' });
    if (state === 'pending' || at === null) return t('record.pending');
    return t('record.step', { time: format.time(at), who: actor ?? '' });
  }
}

/** What only a call has: how often it rang, and how long putting through took. */
function CallFacts({ call }: { call: CallView }) {
  const { t } = useTranslation('customers');
  const { rings, ringsAre, transfer } = call;
  return (
    <>
      <div>
        <dt>{t('record.rings')}</dt>
        <dd>
          {rings === null
            ? t('record.ringsUncounted')
            : t(ringsAre === 'at_least' ? 'record.ringsOrMore' : 'record.ringsCount', { rings })}
        </dd>
      </div>
      {transfer && (
        <div>
          <dt>{t('record.transfer')}</dt>
          <dd>
            {[
              transfer.to?.name,
              transfer.seconds === null
                ? t('record.transferNotAnswered')
                : t('record.transferSeconds', { seconds: transfer.seconds }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </dd>
        </div>
      )}
    </>
  );
}
