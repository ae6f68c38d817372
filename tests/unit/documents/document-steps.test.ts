import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StandardPack } from '#contract/standard-pack.ts';
import {
  currentStep,
  type DocumentMark,
  layOut,
  OWN_CHECK,
  stateOf,
} from '#core/documents/document-steps.ts';
import { arrivalEvents, clauseByWay, eventByWay, meansOf, sourcesOf } from '#core/documents/ways.ts';
import { parsePack } from '#core/standard/pack.ts';

function pack(file: string): StandardPack {
  const text = readFileSync(new URL(`../../../assets/standards/${file}`, import.meta.url), 'utf8');
  const read = parsePack(text, file);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.pack;
}

const daejeon = pack('daejeon.ko.yaml');
const saesol = pack('saesol.ko.yaml');
const harrowmere = pack('harrowmere.en.yaml');
const done = (step: string, round = 0): DocumentMark => ({ step, round, state: 'done' });
const ids = (of: StandardPack, rounds: number, marks: DocumentMark[] = []) =>
  layOut(of, rounds, marks).map(({ id }) => id);

describe('the steps of papers', () => {
  test('are those of the standard; one without a check gets the product’s before what is missing', () => {
    expect(ids(daejeon, 0)).toEqual(['arrival', 'checking', 'receipt_notice', 'officer_notice']);
    expect(ids(saesol, 1)).toEqual(['arrival', 'receipt', OWN_CHECK, 'supplement', 'done']);
    expect(ids(harrowmere, 2)).toEqual([
      'opened',
      'acknowledged',
      OWN_CHECK,
      'missing',
      'missing.2',
      'answered',
    ]);
  });

  test('the first notice acknowledges; the last answers only where it ends a promise', () => {
    const roles = (of: StandardPack) =>
      layOut(of, 1, [])
        .filter(({ acknowledges, answers }) => acknowledges || answers)
        .map(({ id, answers }) => `${id}${answers ? ' answers' : ''}`);
    expect(roles(daejeon)).toEqual(['receipt_notice']);
    expect(roles(saesol)).toEqual(['receipt', 'done answers']);
    expect(roles(harrowmere)).toEqual(['acknowledged', 'answered answers']);
  });

  test('where they stand: due while something is to be told, waiting for the customer, in work, done', () => {
    const state = (marks: DocumentMark[], rounds: number, missing: number) =>
      stateOf(layOut(saesol, rounds, marks), missing);
    const begun = [done('arrival'), done('receipt')];
    expect(state(begun, 0, 0)).toBe('due');
    expect(state([...begun, done(OWN_CHECK)], 0, 0)).toBe('in_work');
    expect(state([...begun, done(OWN_CHECK)], 1, 1)).toBe('due');
    expect(state([...begun, done(OWN_CHECK), done('supplement', 1)], 1, 1)).toBe('waiting');
    expect(state([...begun, done(OWN_CHECK), done('supplement', 1)], 2, 1)).toBe('due');
    const answered = [...begun, done(OWN_CHECK), done('supplement', 1), done('done')];
    expect(state(answered, 1, 0)).toBe('done');
    const sending = { step: 'receipt', round: 0, state: 'sending' };
    expect(state([done('arrival'), sending], 0, 0)).toBe('due');
  });

  test('whatever was done in whatever order: due exactly while a required step that is no answer is open', () => {
    const states = fc.constantFrom('done', 'skipped', 'sending', 'failed', null);
    fc.assert(
      fc.property(
        fc.constantFrom(daejeon, saesol, harrowmere),
        fc.integer({ min: 0, max: 3 }),
        fc.integer({ min: 0, max: 2 }),
        fc.array(states, { minLength: 12, maxLength: 12 }),
        (standard, rounds, missing, given) => {
          const marks = layOut(standard, rounds, []).flatMap(({ step, round }, index) => {
            const state = given[index] ?? null;
            return state === null ? [] : [{ step, round, state }];
          });
          const laid = layOut(standard, rounds, marks);
          const open = laid.filter(({ mark }) => mark?.state !== 'done' && mark?.state !== 'skipped');
          const state = stateOf(laid, missing);
          expect(state === 'due').toBe(open.some(({ answers }) => !answers));
          if (state === 'done') expect(open).toEqual([]);
          if (state === 'due') expect(currentStep(laid, false)).toBe(open[0]);
          if (state === 'waiting') expect(currentStep(laid, true)).toBeNull();
        },
      ),
    );
  });
});

describe('how papers came', () => {
  test('says what happened, and under which source a promise counts', () => {
    expect(arrivalEvents('post')).toEqual(['documents_arrived', 'documents_received', 'letter_received']);
    expect(arrivalEvents('counter')).toEqual(['documents_arrived', 'documents_received']);
    expect(sourcesOf('email')).toEqual(['email', 'document']);
    expect(sourcesOf('fax')).toEqual(['letter', 'document']);
  });

  test('turns what a standard wrote for letters into e-mail, with its own clause', () => {
    const [opened] = harrowmere.channels.document?.steps ?? [];
    if (opened === undefined) throw new Error('no steps');
    expect(eventByWay('letter_received', 'email')).toBe('email_received');
    expect(eventByWay('letter_received', 'counter')).toBe('letter_received');
    expect(eventByWay('documents_arrived', 'email')).toBe('documents_arrived');
    expect(clauseByWay(harrowmere, opened, 'post')).toBe('W1');
    expect(clauseByWay(harrowmere, opened, 'email')).toBe('W3');
  });

  test('the customer is told as the step says, else as its clause, else as the papers came', () => {
    const step = (of: StandardPack, id: string) => {
      const found = of.channels.document?.steps.find((one) => one.id === id);
      if (found === undefined) throw new Error(id);
      return found;
    };
    expect(meansOf(daejeon, step(daejeon, 'receipt_notice'), 'fax')).toEqual(['sms', 'phone']);
    expect(meansOf(daejeon, step(daejeon, 'officer_notice'), 'fax')).toEqual(['sms']);
    expect(meansOf(saesol, step(saesol, 'receipt'), 'post')).toEqual(['sms', 'email']);
    expect(meansOf(harrowmere, step(harrowmere, 'acknowledged'), 'post')[0]).toBe('post');
    expect(meansOf(harrowmere, step(harrowmere, 'acknowledged'), 'email')[0]).toBe('email');
  });
});
