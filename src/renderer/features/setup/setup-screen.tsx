import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHost } from '../../host/host.tsx';
import { useMutate } from '../../host/mutations.ts';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { JoinHost } from '../../shared/join-host/join-host.tsx';
import { LanguageSwitch } from '../../shared/language-switch.tsx';
import { PackProblems } from '../../shared/pack-problems.tsx';
import { Recovered } from '../../shared/recovered.tsx';
import { go } from '../../shared/routes.ts';
import { setSession, useSession } from '../../shared/session-store.ts';
import { Button } from '../../ui/button.tsx';
import { Progress } from '../../ui/progress.tsx';
import { Screen } from '../../ui/screen.tsx';
import { DemoPassword } from './demo-password.tsx';
import { PackChoice } from './pack-choice.tsx';
import styles from './setup.module.css';
import { SetupFields } from './setup-fields.tsx';
import { type Defaults, initialForm, problemsOf, toInput } from './setup-form.ts';
import { dropKeptForm, useKeptForm } from './use-kept-form.ts';

/** First start: one short page, or the demo branch. Afterwards the window asks who administers it. */
export default function SetupScreen() {
  const { t } = useTranslation('setup');
  const { capabilities, client, orpc, queries } = useHost();
  const errorText = useErrorText();
  const status = useQuery(orpc.system.status.queryOptions({ input: {} }));
  const language = useSession((session) => session.language);
  const { form, touched, restored, change, startOver } = useKeptForm(() => initialForm(defaultsIn(t)));
  const [asked, setAsked] = useState(false);
  const [asksDemo, setAsksDemo] = useState(false);
  const problems = problemsOf(form);
  const packs = status.data?.packs ?? [];
  // A file that has been changed since it was chosen has to be chosen anew.
  const packHash = packs.some(({ hash }) => hash === form.packHash)
    ? form.packHash
    : (status.data?.usualPack ?? null);

  // Next the window asks who administers the branch, or who signs in to the demo.
  const begin = async (branchId: string) => {
    dropKeptForm();
    setSession({ branchId, counterId: null, actorId: null });
    await queries.invalidateQueries();
    go('counter');
  };
  const onSuccess = ({ id }: { id: string }) => begin(id);
  const onError = () => void queries.invalidateQueries({ queryKey: orpc.system.key() });
  const create = useMutate(client.setup.create, { onSuccess, onError });
  const demo = useMutate(client.setup.demo, { onSuccess, onError });
  const busy = create.isPending || demo.isPending;
  const refusal = create.error ?? demo.error;

  // Until somebody writes, what is suggested follows the language.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a change of language counts
  useEffect(() => {
    if (!touched) startOver();
  }, [language]);

  // The address of this page stays in a browser's history; once there is a branch it leads to the counter.
  const isSetUp = (status.data?.branches.length ?? 0) > 0;
  useEffect(() => {
    if (isSetUp) go('counter');
  }, [isSetUp]);

  const start = () => {
    setAsked(true);
    demo.reset();
    if (problems.size === 0) create.mutate(toInput({ ...form, packHash }));
    else requestAnimationFrame(focusFirstProblem);
  };

  return (
    <div className={styles.whole}>
      <Screen title={t('title')} chips={<LanguageSwitch />}>
        <div className={styles.page}>
          <p className={styles.lead}>{t('lead')}</p>
          {status.data?.recovered && <Recovered store={status.data.recovered} />}
          <PackProblems
            problems={status.data?.packProblems ?? []}
            lastGood={false}
            others={packs.length > 0}
          />
          {restored && touched && (
            <p className={styles.hint}>
              {t('restored')}{' '}
              <Button variant="quiet" onPress={startOver}>
                {t('startOver')}
              </Button>
            </p>
          )}
          {packs.length > 1 && (
            <PackChoice packs={packs} value={packHash} onChange={(hash) => change({ packHash: hash })} />
          )}
          <SetupFields form={form} change={change} problems={asked ? problems : new Map()} />
          {capabilities.join && <JoinHost join={capabilities.join} />}
        </div>
        <footer className={styles.foot}>
          {asksDemo ? (
            <DemoPassword
              busy={busy}
              onFill={(password) => {
                create.reset();
                demo.mutate({ password });
              }}
            />
          ) : (
            <Button disabled={busy} onPress={() => setAsksDemo(true)}>
              {t('demo')}
            </Button>
          )}
          <div className={styles.about}>
            {demo.isPending ? <Progress label={t('filling')} /> : t('demoHint')}
          </div>
          <Button variant="primary" hotkey="Enter" disabled={busy} keyLabel={t('start')} onPress={start}>
            {t('start')}
          </Button>
          {refusal && !busy && (
            <p role="alert" className={styles.refusal}>
              {errorText(refusal)}
            </p>
          )}
          {asked && problems.size > 0 && !refusal && (
            <p role="alert" className={styles.refusal}>
              {t('marked')}
            </p>
          )}
        </footer>
      </Screen>
    </div>
  );
}

/** Takes the hands to the first field that would be refused, or the eyes to what is wrong with several. */
function focusFirstProblem(): void {
  document.querySelector<HTMLElement>('main [aria-invalid="true"], main [data-problem]')?.focus();
}

type SetupText = ReturnType<typeof useTranslation<'setup'>>['t'];

const defaultsIn = (t: SetupText): Defaults => ({
  counters: t('defaults.counters'),
  duties: t('defaults.duties'),
  department: t('defaults.department'),
  titles: {
    manager: t('defaults.titles.manager'),
    reception: t('defaults.titles.reception'),
    employee: t('defaults.titles.employee'),
  },
});
