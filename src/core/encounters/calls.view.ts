import type { CallCard, CallView, RingsAre } from '#contract/calls.ts';
import type { Language } from '#contract/rules.ts';
import type { StaffRef } from '#contract/staff.ts';
import type { ChannelStep, StandardPack } from '#contract/standard-pack.ts';
import { fromInstant } from '#storage/codecs.ts';
import type { PhoneCallRow } from '#storage/schema-calls.ts';
import { inLanguage } from '../standard/script.ts';
import { keepsBound, ringChoices, ringLimits, transferLimits } from './calls.ts';

/** What a card shows of a call; the middleware masks the number. */
export function callCardOf(
  row: Pick<PhoneCallRow, 'number' | 'summary' | 'afterwards' | 'missed'>,
): CallCard {
  return {
    number: row.number,
    summary: row.summary,
    afterwards: row.afterwards === 1,
    missed: row.missed === 1,
  };
}

/** A call with the bounds of its standard and what may become of it, in the window's language. */
export function callViewOf(
  row: PhoneCallRow,
  around: {
    pack: StandardPack;
    rules: readonly ChannelStep[];
    language: Language;
    refOf: (id: string) => StaffRef | null;
  },
): CallView {
  const { pack, rules, language, refOf } = around;
  const are = row.rings_are as RingsAre | null;
  const words = (label: Parameters<typeof inLanguage>[0]) => inLanguage(label, language, pack.language);
  const officer = rules.find((rule) => rule.on === 'officer');
  const [limit] = transferLimits(pack);
  return {
    ...callCardOf(row),
    answeredAt: fromInstant(row.answered_at),
    rings: row.rings,
    ringsAre: are,
    ringChoices: ringChoices(pack),
    bounds: ringLimits(pack).flatMap(({ id, at_most, title, readings }) => {
      const own = readings.some((reading) => reading.at_most === at_most)
        ? readings
        : [{ at_most, label: title }, ...readings];
      // The one in force first.
      return [...own]
        .sort((a, b) => Number(b.at_most === at_most) - Number(a.at_most === at_most))
        .map((reading) => ({
          clause: id,
          atMost: reading.at_most,
          label: words(reading.label),
          kept: keepsBound(row.rings, are, reading.at_most),
        }));
    }),
    choices: (officer?.choices ?? []).map((choice) => ({
      id: choice.id,
      label: words(choice.label),
      needs: choice.needs ?? null,
      clause: officer?.clause ?? '',
    })),
    transfer:
      row.transfer_at === null
        ? null
        : {
            to: row.transfer_to === null ? null : refOf(row.transfer_to),
            at: fromInstant(row.transfer_at),
            seconds: row.transfer_seconds,
          },
    transferLimit: limit === undefined ? null : { clause: limit.id, atMost: limit.at_most },
  };
}
