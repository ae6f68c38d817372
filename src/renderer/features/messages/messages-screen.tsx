import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import frame from '#renderer/shared/list-and-panel.module.css';
import { go } from '#renderer/shared/routes.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ChipGroup } from '#renderer/ui/chips.tsx';
import { classes } from '#renderer/ui/classes.ts';
import { Screen } from '#renderer/ui/screen.tsx';
import { MessageList, type Shown } from './message-list.tsx';
import { MessagePanel } from './message-panel.tsx';
import styles from './messages-screen.module.css';
import { NewMessage } from './new-message.tsx';

const shownOnes: readonly Shown[] = ['open', 'settled'];

/** 문자: `#/messages`, one beside the list `#/messages/<id>`, a new one `#/messages/new`, to a customer `#/messages/new/<id>`. */
export default function MessagesScreen({ rest }: { rest: readonly string[] }) {
  const { t } = useTranslation('messages');
  const [shown, setShown] = useState<Shown>('open');
  const [at = null, customerId = null] = rest;
  const close = () => go('messages');
  return (
    <Screen title={t('title')} where={t('where')}>
      <div className={classes(frame.page, styles.page)}>
        <div className={classes(frame.left, styles.left)}>
          <div className={frame.bar}>
            <ChipGroup<Shown>
              label={t('filterLabel')}
              hideLabel
              look="bar"
              value={shown}
              onChange={setShown}
              choices={shownOnes.map((id, index) => ({
                id,
                label: t(`filters.${id}`),
                hotkey: `${index + 1}`,
              }))}
            />
            <Button
              variant={at === null ? 'primary' : 'plain'}
              hotkey="N"
              keyLabel={t('newMessage')}
              icon={<Plus size={20} aria-hidden="true" />}
              onPress={() => go('messages', 'new')}
            >
              {t('newMessage')}
            </Button>
          </div>
          <MessageList shown={shown} openId={at} onOpen={(id) => go('messages', id)} />
        </div>
        {at !== null && (
          <div className={classes(frame.side, styles.side)}>
            {at === 'new' ? (
              <NewMessage customerId={customerId} onWritten={(id) => go('messages', id)} onClose={close} />
            ) : (
              <MessagePanel key={at} id={at} onClose={close} />
            )}
          </div>
        )}
      </div>
    </Screen>
  );
}
