import type { PublishedStandard } from '#contract/public.ts';
import type { Language } from '#contract/rules.ts';
import type { Desk } from '../kernel/desk.ts';
import { openingOf, standardTextOf } from '../settings/settings.service.ts';
import { inLanguage } from '../standard/script.ts';

/** The standard a branch has published; of the branch set up first unless one is named. NOT_FOUND before the set-up. */
export async function readPublishedStandard(
  desk: Desk,
  { branchId, language }: { branchId?: string; language: Language },
): Promise<PublishedStandard> {
  const opening = await openingOf(desk, branchId);
  const { institution, name, pack, calendar } = await desk.branches.get(desk.engine.db, opening.branchId);
  const { groups } = await standardTextOf(desk, { language }, opening.branchId);
  return {
    ...opening,
    institution,
    branch: name,
    closedOnPublicHolidays: calendar.knownUntil !== null,
    name: inLanguage(pack.name, language, pack.language),
    version: pack.version,
    inForceFrom: pack.in_force_from,
    groups,
  };
}
