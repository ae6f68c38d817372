import { z } from 'zod';
import { loginName, secret } from '#contract/accounts.ts';
import { contract } from '#contract/contract.ts';

/** Where something stands in an input: `['staff', 0, 'name']`. */
export type FieldPath = readonly (string | number)[];

/** A place of a procedure's input where a caller may send text. */
export interface TextField {
  /** `memos.create` */
  procedure: string;
  path: FieldPath;
  schema: z.ZodType;
  /**
   * `free`: any words · `formed`: an id, a date, a choice, a PIN · `kept`: part of a form that is kept as it is ·
   * `login`: what somebody is known by at the door · `secret`: only ever hashed · `guess`: said at the door and never
   * kept, so under no rule of its own.
   */
  kind: 'free' | 'formed' | 'kept' | 'login' | 'secret' | 'guess';
}

/** Every place in the contract where text may be sent, found in the schemas, so that a new one is among them by itself. */
export function textFields(): TextField[] {
  return procedures().flatMap(({ procedure, input }) =>
    input === undefined
      ? []
      : walk(input, []).map(([path, schema]) => ({ procedure, path, schema, kind: kindOf(schema) })),
  );
}

/** Whether a procedure writes: it carries a requestId. */
export function isMutation(procedure: string): boolean {
  const found = procedures().find((one) => one.procedure === procedure);
  return found?.input instanceof z.ZodObject && 'requestId' in found.input.shape;
}

function procedures(): { procedure: string; input: z.ZodType | undefined }[] {
  return Object.entries(contract).flatMap(([feature, procedures]) =>
    Object.entries(procedures).map(([name, procedure]) => {
      const { inputSchema } = (procedure as { '~orpc': { inputSchema?: z.ZodType } })['~orpc'];
      return { procedure: `${feature}.${name}`, input: inputSchema };
    }),
  );
}

function walk(schema: z.ZodType, path: FieldPath): [FieldPath, z.ZodType][] {
  if (is(schema, loginName) || is(schema, secret)) return [[path, schema]];
  if (schema instanceof z.ZodObject) {
    return Object.entries(schema.shape).flatMap(([key, value]) => walk(value as z.ZodType, [...path, key]));
  }
  if (schema instanceof z.ZodArray) return walk(schema.element as z.ZodType, [...path, 0]);
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) {
    return walk(schema.unwrap() as z.ZodType, path);
  }
  if (schema instanceof z.ZodRecord) return walk(schema.valueType as z.ZodType, [...path, 'any']);
  // Of a choice by a word one is sent at a time: one with the most words, as its situation does.
  if (schema instanceof z.ZodDiscriminatedUnion) {
    const found = schema.options.map((option) => walk(option as z.ZodType, path));
    const most = Math.max(...found.map(({ length }) => length));
    return found.filter(({ length }) => length === most).flat();
  }
  if (schema instanceof z.ZodUnion)
    return schema.options.flatMap((option) => walk(option as z.ZodType, path));
  const { type } = schema.def as { type: string };
  if (['boolean', 'number', 'int', 'date', 'literal'].includes(type)) return [];
  if (['string', 'enum', 'unknown'].includes(type)) return [[path, schema]];
  throw new Error(`${path.join('.')}: nobody has said how a ${type} is tried`);
}

function is(schema: z.ZodType, known: z.ZodType): boolean {
  return schema === known;
}

function kindOf(schema: z.ZodType): TextField['kind'] {
  if (is(schema, loginName)) return 'login';
  if (is(schema, secret)) return 'secret';
  if (schema instanceof z.ZodUnknown) return 'kept';
  if (!schema.safeParse('아무 말 012').success) return 'formed';
  // Only what `contract/fields.ts` has made says how long it may be.
  return schema.meta()?.maxLength === undefined ? 'guess' : 'free';
}
