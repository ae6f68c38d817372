import { useQuery } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { BranchSettings } from '#contract/settings.ts';
import { useHost } from '../../host/host.tsx';
import { useMutate } from '../../host/mutations.ts';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { PackProblems } from '../../shared/pack-problems.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { notify } from '../../ui/notices.tsx';
import { Progress } from '../../ui/progress.tsx';
import { Tag } from '../../ui/tag.tsx';
import styles from './settings.module.css';
import { StandardChoice } from './standard-choice.tsx';

/** The standard in force: what it is, what is wrong with a newer file, and every clause as published. */
export function StandardTab({ branch, mayChange }: { branch: BranchSettings; mayChange: boolean }) {
  const { t } = useTranslation('settings');
  const { client, orpc, queries } = useHost();
  const errorText = useErrorText();
  const format = useFormat();
  const { standard } = branch;
  const refresh = () => queries.invalidateQueries({ queryKey: orpc.settings.key() });
  const reload = useMutate(client.settings.reloadStandard, {
    onSuccess: async ({ adopted, problems }) => {
      await refresh();
      if (problems.length === 0) {
        notify({ kind: 'info', text: adopted ? t('standard.adoptedNow') : t('standard.same') });
      }
    },
    onError: () => void refresh(),
  });
  return (
    <div className={styles.page}>
      <PackProblems problems={standard.problems} lastGood />
      <Card as="section" className={styles.part ?? ''} aria-label={t('standard.inForce')}>
        <h2 className={styles.heading}>{t('standard.inForce')}</h2>
        <dl className={styles.facts}>
          <dt>{t('standard.name')}</dt>
          <dd>{standard.name}</dd>
          <dt>{t('standard.version')}</dt>
          <dd>{`${standard.packId} ${standard.packVersion}`}</dd>
          <dt>{t('standard.adopted')}</dt>
          <dd>{`${format.yearDate(standard.adoptedAt)} ${format.time(standard.adoptedAt)}`}</dd>
          <dt>{t('standard.hash')}</dt>
          <dd className={styles.hash}>{standard.hash}</dd>
        </dl>
        {mayChange && (
          <div className={styles.buttons}>
            <Button
              icon={<RefreshCw size={20} aria-hidden="true" />}
              disabled={reload.isPending}
              onPress={() => reload.mutate({ branchId: branch.id })}
            >
              {t('standard.readAgain')}
            </Button>
            {reload.isPending && <Progress label={t('standard.reading')} />}
          </div>
        )}
        {reload.error && (
          <p role="alert" className={styles.refusal}>
            {errorText(reload.error)}
          </p>
        )}
      </Card>
      {mayChange && <StandardChoice branch={branch} />}
      <Clauses branchId={branch.id} />
    </div>
  );
}

function Clauses({ branchId }: { branchId: string }) {
  const { t } = useTranslation('settings');
  const { orpc } = useHost();
  const errorText = useErrorText();
  const { data, error } = useQuery(orpc.settings.standardText.queryOptions({ input: { branchId } }));
  if (error) return <p role="alert">{errorText(error)}</p>;
  if (!data) return <Progress label={t('standard.reading')} />;
  return data.groups.map((group) => (
    <section key={group.id} className={styles.group} aria-label={group.title}>
      <h2 className={styles.heading}>
        {group.title} <small>{t('standard.clauses', { count: group.clauses.length })}</small>
      </h2>
      {group.clauses.map(({ id, kind, title, text }) => (
        <article key={id} className={styles.clause}>
          <b className={styles.clauseId}>{id}</b>
          <div>
            <h3 className={styles.clauseTitle}>
              {title} <Tag>{isKind(kind) ? t(`standard.kinds.${kind}`) : kind}</Tag>
            </h3>
            <p className={styles.clauseText}>{text}</p>
          </div>
        </article>
      ))}
    </section>
  ));
}

const kinds = ['step', 'promise', 'limit', 'notice', 'display', 'facility', 'periodic'] as const;
const isKind = (kind: string): kind is (typeof kinds)[number] => (kinds as readonly string[]).includes(kind);
