import { useQuery } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BranchSettings } from '#contract/settings.ts';
import { useHost } from '../../host/host.tsx';
import { useMutate } from '../../host/mutations.ts';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { PackFacts } from '../../shared/pack-facts.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ChipGroup } from '../../ui/chips.tsx';
import { notify } from '../../ui/notices.tsx';
import { Progress } from '../../ui/progress.tsx';
import styles from './settings.module.css';

/** Another standard for the branch: chosen by name, read over, then put in force. */
export function StandardChoice({ branch }: { branch: BranchSettings }) {
  const { t } = useTranslation('settings');
  const { client, orpc, queries } = useHost();
  const errorText = useErrorText();
  const [chosen, setChosen] = useState<string | null>(null);
  const { data, error } = useQuery(orpc.settings.standards.queryOptions({ input: { branchId: branch.id } }));
  const choose = useMutate(client.settings.chooseStandard, {
    onSuccess: async () => {
      await queries.invalidateQueries();
      setChosen(null);
      notify({ kind: 'info', text: t('standard.adoptedNow') });
    },
    onError: () => void queries.invalidateQueries({ queryKey: orpc.settings.key() }),
  });
  if (error) return <p role="alert">{errorText(error)}</p>;
  if (!data) return <Progress label={t('standard.reading')} />;
  const inForce = branch.standard.hash;
  const pack = data.packs.find(({ hash }) => hash === chosen);
  return (
    <Card as="section" className={styles.part ?? ''} aria-label={t('standard.others')}>
      <h2 className={styles.heading}>{t('standard.others')}</h2>
      <p className={styles.hint}>{t('standard.othersHint')}</p>
      <ChipGroup
        label={t('standard.choose')}
        hideLabel
        value={pack?.hash ?? inForce}
        choices={data.packs.map(({ hash, institution, packVersion }) => ({
          id: hash,
          label: `${institution} ${packVersion}`,
        }))}
        onChange={setChosen}
      />
      {pack && pack.hash !== inForce && (
        <>
          <PackFacts pack={pack} />
          <div className={styles.buttons}>
            <Button
              icon={<Check size={20} aria-hidden="true" />}
              disabled={choose.isPending}
              onPress={() => choose.mutate({ branchId: branch.id, hash: pack.hash })}
            >
              {t('standard.putInForce')}
            </Button>
            {choose.isPending && <Progress label={t('standard.reading')} />}
          </div>
        </>
      )}
      {choose.error && (
        <p role="alert" className={styles.refusal}>
          {errorText(choose.error)}
        </p>
      )}
    </Card>
  );
}
