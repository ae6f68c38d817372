import { implement } from '@orpc/server';
import type { z } from 'zod';
import { contract } from '#contract/contract.ts';
import { type AccessRule, headers, type Language, type ProcedureMeta } from '#contract/rules.ts';
import { actorNamed } from '../accounts/actor.service.ts';
import type { Call, DoorContext } from '../kernel/call.ts';
import type { Desk } from '../kernel/desk.ts';
import { forbidden } from '../kernel/refusals.ts';
import { asStoreTrouble } from '../kernel/unit-of-work.ts';
import { hasPersonalData, maskerFor, subjectsIn } from '../privacy/mask.ts';
import { Readings } from './readings.ts';
import { SharedReplies } from './shared-replies.ts';

/** Whether a procedure may be called by somebody nobody knows. */
const needsNobody = ({ who }: AccessRule): boolean => who === 'anyone' || who === 'local';

/** The rule of a procedure. A procedure without one is refused: access fails closed. */
function ruleOf(procedure: unknown): { rule: AccessRule; output: z.ZodType | undefined } {
  const { '~orpc': def } = procedure as { '~orpc': { meta: ProcedureMeta; outputSchema?: z.ZodType } };
  if (def.meta.access === undefined) throw new Error('a procedure without an access rule');
  return { rule: def.meta.access, output: def.outputSchema };
}

/** What of a reply is shown, and whose data it holds; null where it can hold nobody's. */
function shownBy<Reply>({ reveals }: AccessRule, output: z.ZodType | undefined, whole: Reply) {
  if (output === undefined || !hasPersonalData(output)) return { shown: whole, subjects: null };
  return {
    shown: reveals === true ? whole : maskerFor(output)(whole),
    subjects: subjectsIn(output)(whole).map(({ entity, id }) => `${entity}:${id}`),
  };
}

function textOf(input: unknown, key: string): string | undefined {
  if (typeof input !== 'object' || input === null) return undefined;
  const value = Reflect.get(input, key);
  return typeof value === 'string' ? value : undefined;
}

/**
 * The one middleware before every procedure: who may call it, at which branch, masked or whole, and what of it is
 * logged. A reply with personal data leaves only after its row was written (R23, R25).
 */
export function accessControlled(desk: Desk, onFailure: (error: unknown) => void) {
  const readings = new Readings(desk, onFailure);
  const shared = new SharedReplies(desk);
  const os = implement(contract)
    .$context<DoorContext>()
    .use(async ({ context, procedure, next }, input) => {
      const { rule, output } = ruleOf(procedure);
      const language: Language = context.reqHeaders?.get(headers.language) === 'en' ? 'en' : 'ko';
      const window = context.reqHeaders?.get(headers.window)?.slice(0, 40) ?? '';
      const source = `${context.door} ${context.address} ${window}`.trim();
      const named = context.reqHeaders?.get(headers.actor);
      if (rule.who === 'local' && !context.local) throw forbidden(rule.action);
      const actor = needsNobody(rule)
        ? null
        : await actorNamed(desk, context.seat, named, rule.who).catch((error: unknown) => {
            throw asStoreTrouble(error);
          });
      const call: Call = { actor, language, source };
      const refused = async () => {
        if (actor !== null) {
          await readings.always({
            branchId: actor.branchId,
            actorId: actor.id,
            source,
            action: rule.action,
            outcome: 'refused',
            subjects: [],
            purpose: '',
          });
        }
        throw forbidden(rule.action);
      };
      if (actor !== null) {
        const { who } = rule;
        if (Array.isArray(who) && !who.some((allowed) => actor.roles.includes(allowed))) await refused();
        const branchId = textOf(input, 'branchId');
        if (branchId !== undefined && branchId !== actor.branchId) await refused();
      }
      const read = async () => {
        const { output: whole } = await Promise.resolve(next({ context: { call } })).catch(
          (error: unknown) => {
            throw asStoreTrouble(error);
          },
        );
        return shownBy(rule, output, whole);
      };
      const isShared = actor !== null && rule.sameForAll?.(input) === true;
      const question = () => `${rule.action} ${language} ${JSON.stringify(input)}`;
      const { shown, subjects } = isShared
        ? await shared.ask(actor.branchId, question(), read)
        : await read();
      const result = { output: shown, context: { call } };
      if (subjects === null) return result;
      if (actor === null) throw new Error(`${rule.action} sends personal data to nobody in particular`);
      const reading = {
        branchId: actor.branchId,
        actorId: actor.id,
        source,
        action: rule.action,
        outcome: 'allowed' as const,
        subjects,
        purpose: rule.reveals === true ? (textOf(input, 'purpose') ?? '') : '',
      };
      if (rule.settles === true) readings.settling(textOf(input, 'searchId') ?? '', reading);
      else if (rule.reveals === true) await readings.always(reading);
      else await readings.newlyShown(reading);
      return result;
    });
  return { os, readings };
}

export type Os = ReturnType<typeof accessControlled>['os'];
