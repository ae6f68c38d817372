import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { FilePlus2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useHost } from '#renderer/host/host.tsx';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import frame from '#renderer/shared/list-and-panel.module.css';
import { go } from '#renderer/shared/routes.ts';
import { useSession } from '#renderer/shared/session-store.ts';
import { never } from '#renderer/shared/use-branch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ChipGroup } from '#renderer/ui/chips.tsx';
import { classes } from '#renderer/ui/classes.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Progress } from '#renderer/ui/progress.tsx';
import { Screen } from '#renderer/ui/screen.tsx';
import { DocumentLists } from './document-lists.tsx';
import { DocumentPanel } from './document-panel.tsx';
import styles from './documents.module.css';
import { IntakeForm } from './intake-form.tsx';
import { useShown, type Whose } from './shown.ts';

/** 서류: `#/documents`, papers beside the lists `#/documents/<id>`, papers that came `#/documents/new`. */
export default function DocumentsScreen({ rest }: { rest: readonly string[] }) {
  const { t } = useTranslation('documents');
  const { orpc } = useHost();
  const errorText = useErrorText();
  const { branchId, actorId } = useSession();
  const whose = useShown((state) => state.whose);
  const { data, error } = useQuery(
    orpc.documents.list.queryOptions({
      input: { branchId: branchId ?? never, whose },
      enabled: branchId !== null && actorId !== null,
      placeholderData: keepPreviousData,
    }),
  );
  const [at = null] = rest;
  const close = () => go('documents');
  const isNew = at === 'new' && data?.offered !== false;
  const openId = at === 'new' ? null : at;
  return (
    <Screen title={t('title')} where={t('where')}>
      <div className={classes(frame.page, styles.page)}>
        <div className={classes(frame.left, (isNew || openId !== null) && styles.beside)}>
          <div className={frame.bar}>
            <ChipGroup<Whose>
              label={t('whose')}
              hideLabel
              look="bar"
              value={whose}
              onChange={(chosen) => useShown.setState({ whose: chosen })}
              choices={[
                { id: 'branch', label: t('branch'), hotkey: 'B' },
                { id: 'mine', label: t('mine'), hotkey: 'M' },
              ]}
            />
            {data?.offered !== false && (
              <Button
                variant={at === null ? 'primary' : 'plain'}
                kbd="Shift+F4"
                icon={<FilePlus2 size={20} aria-hidden="true" />}
                onPress={() => go('documents', 'new')}
              >
                {t('receive')}
              </Button>
            )}
          </div>
          {error && <p role="alert">{errorText(error)}</p>}
          {!data && !error && <Progress label={t('loading')} />}
          {data?.offered === false && <EmptyState title={t('notOffered')}>{t('notOfferedText')}</EmptyState>}
          {data && <DocumentLists lists={data} openId={openId} onOpen={(id) => go('documents', id)} />}
        </div>
        {(isNew || openId !== null) && (
          <div className={classes(frame.side, styles.side)}>
            {isNew && <IntakeForm onClose={close} onReceived={(id) => go('documents', id)} />}
            {openId !== null && <DocumentPanel key={openId} id={openId} onClose={close} />}
          </div>
        )}
      </div>
    </Screen>
  );
}
