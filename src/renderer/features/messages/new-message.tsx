import { useQuery } from '@tanstack/react-query';
import { Send } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MessageKind } from '#contract/messages.ts';
import { useHost } from '#renderer/host/host.tsx';
import { useMutate } from '#renderer/host/mutations.ts';
import { useDraft } from '#renderer/host/use-draft.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { CustomerSearch } from '#renderer/shared/customer-search/customer-search.tsx';
import { MessageText } from '#renderer/shared/message-box/message-text.tsx';
import { SenderChoice, useWays } from '#renderer/shared/message-box/sender-choice.tsx';
import { TextsRefused } from '#renderer/shared/message-box/texts-refused.tsx';
import { useSession } from '#renderer/shared/session-store.ts';
import { never } from '#renderer/shared/use-branch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ChipGroup } from '#renderer/ui/chips.tsx';
import { Select, TextField } from '#renderer/ui/field.tsx';
import { InlinePanel } from '#renderer/ui/inline-panel.tsx';
import styles from './messages-screen.module.css';

type Draft = {
  customerId: string | null;
  customerName: string;
  template: string | null;
  kind: MessageKind;
  email: string;
  title: string;
  text: string;
  senderId: string | null | undefined;
};

type NewMessageProps = {
  /** To whom, where it is known. */
  customerId: string | null;
  onWritten: (id: string) => void;
  onClose: () => void;
};

/** A text of the standard to a customer: chosen, filled, changed, counted, sent. Every keystroke is kept. */
export function NewMessage({ customerId, onWritten, onClose }: NewMessageProps) {
  const { t } = useTranslation('messages');
  const { client, orpc, queries } = useHost();
  const errorText = useErrorText();
  const branchId = useSession((session) => session.branchId) ?? never;
  const [query, setQuery] = useState('');
  const [draft, set, { clear, restored }] = useDraft<Draft>('message', customerId, {
    customerId,
    customerName: '',
    template: null,
    kind: 'sms',
    email: '',
    title: '',
    text: '',
    senderId: undefined,
  });
  const { data: templates } = useQuery(orpc.messages.templates.queryOptions({ input: { branchId } }));
  const { data: customer } = useQuery(
    orpc.customers.get.queryOptions({
      input: { branchId, id: draft.customerId ?? never },
      enabled: draft.customerId !== null,
    }),
  );
  const refused = customer !== undefined && customer.textsRefusedAt !== null;
  // Of this customer alone, and never ticked beforehand.
  const [despite, setDespite] = useState<string | null>(null);
  const despiteRefusal = draft.customerId !== null && despite === draft.customerId;
  const template = templates?.find((one) => one.script === draft.template);
  const ways = useWays(draft.kind);
  const write = useMutate(client.messages.write, {
    onSuccess: ({ id }) => {
      clear();
      onWritten(id);
    },
  });
  /** The words follow the choice of customer and text; what was changed by hand before is a new choice away. */
  const fill = async (change: Partial<Draft>) => {
    const next = { ...draft, ...change };
    set(change);
    if (next.template === null) return;
    const { text } = await queries.fetchQuery({
      ...orpc.messages.fill.queryOptions({
        input: { branchId, template: next.template, customerId: next.customerId },
      }),
      staleTime: 0,
    });
    set({ text });
  };
  const byHand = (draft.senderId === undefined ? ways?.usual : draft.senderId) == null;
  const ready =
    customer !== undefined &&
    template !== undefined &&
    draft.text.trim() !== '' &&
    (!refused || despiteRefusal);
  const send = () => {
    if (draft.customerId === null || draft.template === null) return;
    write.mutate({
      branchId,
      kind: draft.kind,
      template: draft.template,
      title: draft.title,
      text: draft.text,
      to: {
        customerId: draft.customerId,
        name: null,
        phone: null,
        email: draft.kind === 'email' ? draft.email : null,
      },
      subject: { type: 'customer', id: draft.customerId },
      senderId: draft.senderId,
      ...(refused ? { despiteRefusal } : {}),
    });
  };
  return (
    <InlinePanel title={t('write.title')} onClose={onClose} takesFocus>
      <div className={styles.form}>
        {restored && <p className={styles.meta}>{t('write.restored')}</p>}
        <Whom
          id={draft.customerId}
          name={draft.customerName}
          query={query}
          onQuery={setQuery}
          onChoose={(id, name) => void fill({ customerId: id, customerName: name })}
        />
        {templates?.length === 0 && <p role="status">{t('write.noTemplates')}</p>}
        {templates && templates.length > 0 && (
          <Select
            label={t('write.template')}
            hint={t('write.templateHint')}
            value={draft.template}
            options={templates.map(({ script, clause, label }) => ({
              id: script,
              label: `${clause} · ${label}`,
            }))}
            onChange={(script) => {
              const kinds = templates.find((one) => one.script === script)?.kinds ?? [];
              const kind = kinds.includes(draft.kind) ? draft.kind : (kinds[0] ?? 'sms');
              void fill({ template: script, kind });
            }}
          />
        )}
        {template && template.kinds.length > 1 && (
          <ChipGroup<MessageKind>
            label={t('write.kind')}
            value={draft.kind}
            onChange={(kind) => set({ kind, senderId: undefined })}
            choices={template.kinds.map((id) => ({ id, label: t(`kinds.${id}`) }))}
          />
        )}
        {draft.kind === 'email' && (
          <>
            <TextField
              label={t('write.email')}
              inputMode="email"
              required
              value={draft.email}
              onChange={(email) => set({ email })}
            />
            <TextField
              label={t('write.titleField')}
              value={draft.title}
              onChange={(title) => set({ title })}
            />
          </>
        )}
        {template && (
          <MessageText
            kind={draft.kind}
            label={t('write.text')}
            value={draft.text}
            onChange={(text) => set({ text })}
          />
        )}
        <SenderChoice kind={draft.kind} value={draft.senderId} onChange={(senderId) => set({ senderId })} />
        {refused && (
          <TextsRefused
            confirmed={despiteRefusal}
            onChange={(on) => setDespite(on ? draft.customerId : null)}
          />
        )}
        {write.error && <p role="alert">{errorText(write.error)}</p>}
        <Button
          variant="primary"
          hotkey="Ctrl+Enter"
          keyLabel={t('write.save')}
          wide
          icon={<Send size={20} aria-hidden="true" />}
          disabled={!ready || write.isPending}
          onPress={send}
        >
          {byHand ? t('write.saveByHand') : t('write.save')}
        </Button>
      </div>
    </InlinePanel>
  );
}

type WhomProps = {
  id: string | null;
  name: string;
  query: string;
  onQuery: (query: string) => void;
  onChoose: (id: string | null, name: string) => void;
};

function Whom({ id, name, query, onQuery, onChoose }: WhomProps) {
  const { t } = useTranslation('messages');
  const { t: tc } = useTranslation();
  const { orpc } = useHost();
  const branchId = useSession((session) => session.branchId) ?? never;
  // Came by an address that names the customer alone.
  const { data } = useQuery(
    orpc.customers.get.queryOptions({
      input: { branchId, id: id ?? never },
      enabled: id !== null && name === '',
    }),
  );
  if (id === null) {
    return (
      <CustomerSearch
        label={t('write.customer')}
        required
        autoFocus
        query={query}
        onQuery={onQuery}
        onChoose={(customer) => onChoose(customer.id, customer.name)}
        nobody={<p>{t('write.nobody')}</p>}
      />
    );
  }
  return (
    <p className={styles.head}>
      <span className={styles.meta}>{t('write.customer')}</span>
      <b>{name === '' ? (data?.name ?? '') : name}</b>
      <Button variant="quiet" onPress={() => onChoose(null, '')}>
        {tc('actions.change')}
      </Button>
    </p>
  );
}
