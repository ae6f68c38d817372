import { implement, ORPCError } from '@orpc/server';
import { z } from 'zod';
import { contract } from '#contract/contract.ts';
import { type AccessRule, headers, type Language, type ProcedureMeta, role } from '#contract/rules.ts';
import { fromJson } from '#storage/codecs.ts';
import { runKnown } from '#storage/known-query.ts';
import type { Actor, Call, DoorContext } from '../kernel/call.ts';
import type { Desk } from '../kernel/desk.ts';
import { forbidden, refuseActor } from '../kernel/refusals.ts';
import { asStoreTrouble } from '../kernel/unit-of-work.ts';
import { hasPersonalData, maskerFor, subjectsIn } from '../privacy/mask.ts';
import { Readings } from './readings.ts';

const rolesOf = fromJson(z.array(role));

/** The active member of staff a window names as its actor; UNKNOWN_ACTOR for anybody else. */
async function actorNamed(desk: Desk, staffId: string | null | undefined): Promise<Actor> {
  if (staffId === null || staffId === undefined || staffId === '') throw refuseActor('NO_ACTOR');
  const { db } = desk.engine;
  const { rows } = await runKnown(db, 'actor', [staffId], () =>
    db
      .selectFrom('staff')
      .select(['id', 'name', 'title', 'branch_id', 'department_id', 'roles', 'active'])
      .where('id', '=', staffId)
      .compile(),
  );
  const [row] = rows;
  if (row === undefined) throw refuseActor('NO_ACTOR');
  if (row.active === 0) throw refuseActor('STAFF_INACTIVE');
  return {
    id: row.id,
    name: row.name,
    title: row.title,
    branchId: row.branch_id,
    departmentId: row.department_id,
    roles: rolesOf(row.roles),
  };
}

/** The rule of a procedure. A procedure without one is refused: access fails closed. */
function ruleOf(procedure: unknown): { rule: AccessRule; output: z.ZodType | undefined } {
  const { '~orpc': def } = procedure as { '~orpc': { meta: ProcedureMeta; outputSchema?: z.ZodType } };
  if (def.meta.access === undefined) throw new Error('a procedure without an access rule');
  return { rule: def.meta.access, output: def.outputSchema };
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
  const os = implement(contract)
    .$context<DoorContext>()
    .use(async ({ context, procedure, next }, input) => {
      const { rule, output } = ruleOf(procedure);
      const language: Language = context.reqHeaders?.get(headers.language) === 'en' ? 'en' : 'ko';
      const window = context.reqHeaders?.get(headers.window)?.slice(0, 40) ?? '';
      const source = `${context.door} ${context.address} ${window}`.trim();
      const named = context.reqHeaders?.get(headers.actor);
      const actor =
        rule.who === 'anyone' && !named ? null : await actorNamed(desk, named).catch(ifNobodyNeeded(rule));
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
      if (rule.who !== 'anyone' && actor !== null) {
        if (!rule.who.some((allowed) => actor.roles.includes(allowed))) await refused();
        const branchId = textOf(input, 'branchId');
        if (branchId !== undefined && branchId !== actor.branchId) await refused();
      }
      const result = await Promise.resolve(next({ context: { call } })).catch((error: unknown) => {
        throw asStoreTrouble(error);
      });
      if (output === undefined || !hasPersonalData(output)) return result;
      if (actor === null) throw new Error(`${rule.action} sends personal data to nobody in particular`);
      const reading = {
        branchId: actor.branchId,
        actorId: actor.id,
        source,
        action: rule.action,
        outcome: 'allowed' as const,
        subjects: subjectsIn(output)(result.output).map(({ entity, id }) => `${entity}:${id}`),
        purpose: textOf(input, 'purpose') ?? '',
      };
      if (rule.settles === true) readings.settling(textOf(input, 'searchId') ?? '', reading);
      else if (rule.reveals === true) await readings.always(reading);
      else await readings.newlyShown(reading);
      if (rule.reveals === true) return result;
      return { ...result, output: maskerFor(output)(result.output) };
    });
  return { os, readings };
}

/** A window may name somebody who has left when it only asks what anyone may. */
function ifNobodyNeeded(rule: AccessRule) {
  return (error: unknown): null => {
    if (rule.who === 'anyone' && error instanceof ORPCError) return null;
    throw error;
  };
}

export type Os = ReturnType<typeof accessControlled>['os'];
