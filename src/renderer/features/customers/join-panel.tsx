import { Eye, Merge } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ComparedCustomer, Comparison } from '#contract/customer-page.ts';
import { useHost } from '#renderer/host/host.tsx';
import { useMutate } from '#renderer/host/mutations.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { conflictOf } from '#renderer/shared/conflict.ts';
import { go } from '#renderer/shared/routes.ts';
import { useSession } from '#renderer/shared/session-store.ts';
import { never } from '#renderer/shared/use-branch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ChipGroup } from '#renderer/ui/chips.tsx';
import { InlinePanel } from '#renderer/ui/inline-panel.tsx';
import { notify } from '#renderer/ui/notices.tsx';
import { beginning, isSame, type KeptField, kept, keptFields, type Which, wishOf } from './join-choices.ts';
import styles from './join-page.module.css';
import { useWhole } from './use-whole.ts';

const labels = { name: 'join.keepName', business: 'join.keepBusiness', phone: 'join.keepPhone' } as const;

/** Which record stays and which values, field by field; Enter joins. Whole values only by a logged look. */
export function JoinPanel({ pair, onClose }: { pair: Comparison; onClose: () => void }) {
  const { t } = useTranslation('customers');
  const errorText = useErrorText();
  const { client, queries, orpc } = useHost();
  const branchId = useSession((session) => session.branchId) ?? never;
  const [choices, setChoices] = useState(beginning);
  const { one, other } = pair;
  const { whole, trouble, reveal } = useWhole(`${one.version} ${other.version}`, () =>
    client.customers.compareWhole({ branchId, id: one.id, otherId: other.id }),
  );
  const shown = whole ?? pair;
  const join = useMutate(client.customers.join, {
    onSuccess: (_, { survivor }) => {
      notify({ kind: 'info', text: t('join.done') });
      go('customers', survivor.id);
    },
    onError: () => void queries.invalidateQueries({ queryKey: orpc.customers.key() }),
  });
  const choose = (field: KeptField) => (which: Which) =>
    setChoices((before) => ({ ...before, fields: { ...before.fields, [field]: which } }));
  return (
    <InlinePanel title={t('join.title')} hint={t('join.hint')} look="question" takesFocus onClose={onClose}>
      <p className={styles.why}>
        {pair.certainty === null
          ? t('join.unlike')
          : [t(`certainty.${pair.certainty}`), ...pair.same.map((same) => t(`same.${same}`))].join(' · ')}
      </p>
      <div className={styles.choice}>
        <ChipGroup
          label={t('join.survivor')}
          value={choices.survivor}
          onChange={(survivor) => setChoices((before) => ({ ...before, survivor }))}
          choices={[
            { id: 'one', label: t('join.thisOne'), hotkey: '1' },
            { id: 'other', label: t('join.otherOne'), hotkey: '2' },
          ]}
        />
      </div>
      {keptFields.map((field, index) =>
        isSame(shown, field, whole !== null) ? (
          <Fact
            key={field}
            label={t(field)}
            one={shown.one[field] || t('join.none')}
            other={t('join.same')}
          />
        ) : (
          <div key={field} className={styles.choice}>
            <ChipGroup
              label={t(labels[field])}
              value={kept(choices, shown, field)}
              onChange={choose(field)}
              choices={(['one', 'other'] as const).map((which, at) => ({
                id: which,
                label: shown[which][field] || t('join.none'),
                hotkey: `${index * 2 + at + 3}`,
              }))}
            />
          </div>
        ),
      )}
      <Facts one={one} other={other} />
      <p className={styles.hint}>{t('join.firstConsent')}</p>
      {trouble !== null && <p role="alert">{errorText(trouble)}</p>}
      {join.error && (
        <p role="alert">{conflictOf(join.error) ? t('join.conflict') : errorText(join.error)}</p>
      )}
      <div className={styles.buttons}>
        {!whole && (
          <>
            <span className={styles.hint}>{t('join.revealHint')}</span>
            <Button
              hotkey="V"
              keyLabel={t('join.reveal')}
              icon={<Eye size={18} aria-hidden="true" />}
              onPress={() => void reveal()}
            >
              {t('join.reveal')}
            </Button>
          </>
        )}
        <Button
          variant="primary"
          hotkey="Enter"
          icon={<Merge size={20} aria-hidden="true" />}
          disabled={join.isPending}
          onPress={() => join.mutate({ branchId, ...wishOf(choices, shown) })}
        >
          {t('join.do')}
        </Button>
      </div>
    </InlinePanel>
  );
}

/** What both records hold, side by side. */
function Facts({ one, other }: { one: ComparedCustomer; other: ComparedCustomer }) {
  const { t } = useTranslation('customers');
  const format = useFormat();
  const consent = ({ consentAt, consentHow }: ComparedCustomer) =>
    t('identity.consentAt', { date: format.yearDate(consentAt), how: t(`identity.${consentHow}`) });
  const visits = ({ encounters, latestEncounterAt }: ComparedCustomer) =>
    latestEncounterAt
      ? t('join.latest', { count: encounters, date: format.yearDate(latestEncounterAt) })
      : t('join.none');
  const memos = (side: ComparedCustomer) => (side.memos > 0 ? format.number(side.memos) : t('join.none'));
  const promises = ({ promises: count, openPromises: open }: ComparedCustomer) =>
    count > 0 ? t('join.promiseCount', { count, open }) : t('join.none');
  const rows = [
    [t('join.consent'), consent],
    [t('join.visits'), visits],
    [t('join.memos'), memos],
    [t('join.promises'), promises],
  ] as const;
  return rows.map(([label, say]) => <Fact key={label} label={label} one={say(one)} other={say(other)} />);
}

function Fact({ label, one, other }: { label: string; one: ReactNode; other: ReactNode }) {
  return (
    <dl className={styles.fact}>
      <dt>{label}</dt>
      <dd>{one}</dd>
      <dd>{other}</dd>
    </dl>
  );
}
