import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHost } from '#renderer/host/host.tsx';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import frame from '#renderer/shared/list-and-panel.module.css';
import { useFoundMemos } from '#renderer/shared/memo-search/use-found-memos.ts';
import { CallRound } from '#renderer/shared/memos/call-round.tsx';
import { type ActionId, endings } from '#renderer/shared/memos/memo-actions.ts';
import { MemoPanel } from '#renderer/shared/memos/memo-panel.tsx';
import { NewMemo } from '#renderer/shared/memos/new-memo.tsx';
import { go } from '#renderer/shared/routes.ts';
import { useSession } from '#renderer/shared/session-store.ts';
import { never } from '#renderer/shared/use-branch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ChipGroup } from '#renderer/ui/chips.tsx';
import { classes } from '#renderer/ui/classes.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Progress } from '#renderer/ui/progress.tsx';
import { Screen } from '#renderer/ui/screen.tsx';
import { type ShownFilter, useBoardFilter } from './board-filter.ts';
import { FiguresStrip } from './figures-strip.tsx';
import { FoundView } from './found-view.tsx';
import { MemoBoard } from './memo-board.tsx';
import { MemoSearch } from './memo-search.tsx';
import styles from './memos-screen.module.css';

const filters: readonly ShownFilter[] = ['mine', 'department', 'branch', 'overdue', 'late'];

/** 전달 메모: `#/memos`, one memo beside the board `#/memos/<id>`, a new one `#/memos/new`, a round of calls `#/memos/calls`. */
export default function MemosScreen({ rest }: { rest: readonly string[] }) {
  const { t } = useTranslation('memos');
  const { orpc } = useHost();
  const errorText = useErrorText();
  const { branchId, actorId } = useSession();
  const filter = useBoardFilter((state) => state.filter);
  const [query, setQuery] = useState('');
  const result = useFoundMemos(query);
  const found = useRef<HTMLUListElement>(null);
  const [asked, setAsked] = useState<{ id: string; action: ActionId } | null>(null);
  const { data, error } = useQuery(
    orpc.memos.board.queryOptions({
      input: { branchId: branchId ?? never, filter },
      enabled: branchId !== null && actorId !== null,
      placeholderData: keepPreviousData,
    }),
  );
  const [at = null] = rest;
  const openId = at === 'new' || at === 'calls' ? null : at;
  const close = () => go('memos');
  const open = (id: string, action: ActionId | null) => {
    setAsked(action && { id, action });
    go('memos', id);
  };
  return (
    <Screen title={t('title')} where={t('where')}>
      <div className={classes(frame.page, styles.page)}>
        <div className={classes(frame.left, styles.left, at !== null && styles.beside)}>
          <FiguresStrip figures={data?.figures} />
          <div className={classes(frame.bar, styles.bar)}>
            <ChipGroup
              label={t('filterLabel')}
              hideLabel
              look="bar"
              value={filter}
              onChange={(chosen) => useBoardFilter.setState({ filter: chosen })}
              choices={filters.map((id, index) => ({
                id,
                label: t(`filters.${id}`),
                hotkey: String(index + 1),
              }))}
            />
            <MemoSearch
              query={query}
              onQuery={setQuery}
              onFound={() => found.current?.querySelector('button')?.focus()}
            />
            <Button
              variant={at === null ? 'primary' : 'plain'}
              kbd="F4"
              icon={<Plus size={20} aria-hidden="true" />}
              onPress={() => go('memos', 'new')}
            >
              {t('newMemo')}
            </Button>
          </div>
          {query.trim() !== '' ? (
            <FoundView ref={found} result={result} openId={openId} onOpen={(id) => open(id, null)} />
          ) : data ? (
            <Board filter={filter} isEmpty={data.cards.length === 0}>
              <MemoBoard
                cards={data.cards}
                answeredToday={filter === 'late' ? 0 : data.answeredToday}
                openId={openId}
                narrow={at !== null}
                onOpen={open}
              />
            </Board>
          ) : error ? (
            <p role="alert">{errorText(error)}</p>
          ) : (
            <Progress label={t('panel.loading')} />
          )}
        </div>
        {at !== null && (
          <div className={classes(frame.side, styles.side)}>
            {at === 'new' && <NewMemo onClose={close} closeLabel={t('calls.toBoard')} />}
            {at === 'calls' && <CallRound onClose={close} closeLabel={t('calls.toBoard')} />}
            {openId !== null && (
              <MemoPanel
                key={openId}
                id={openId}
                asked={asked?.id === openId ? asked.action : null}
                onAsked={() => setAsked(null)}
                onClose={close}
                onDone={(action) => endings.includes(action) && close()}
              />
            )}
          </div>
        )}
      </div>
    </Screen>
  );
}

type BoardProps = { filter: ShownFilter; isEmpty: boolean; children: React.ReactNode };

function Board({ filter, isEmpty, children }: BoardProps) {
  const { t } = useTranslation('memos');
  if (!isEmpty) return children;
  const [title, text] =
    filter === 'overdue'
      ? [t('emptyOverdueTitle'), t('emptyOverdueText')]
      : filter === 'late'
        ? [t('emptyLateTitle'), t('emptyLateText')]
        : [t('emptyTitle'), t('emptyText')];
  return (
    <div className={styles.empty}>
      <EmptyState title={title}>{text}</EmptyState>
    </div>
  );
}
