import type { Os } from '../access/access.ts';
import type { Desk } from '../kernel/desk.ts';
import { dropDraft, keepDraft, myDrafts } from './drafts.service.ts';

export function draftsRouter(desk: Desk, os: Os) {
  return {
    mine: os.drafts.mine.handler(({ input, context }) => myDrafts(desk, context.call, input.branchId)),
    keep: os.drafts.keep.handler(({ input, context }) => keepDraft(desk, context.call, input)),
    drop: os.drafts.drop.handler(({ input, context }) => dropDraft(desk, context.call, input.id)),
  };
}
