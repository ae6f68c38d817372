import type { Os } from '../access/access.ts';
import { listActivity, verifyActivity } from '../audit/activity.service.ts';
import type { Desk } from '../kernel/desk.ts';
import { choosePack, reloadPack } from './adoption.service.ts';
import { seedDemo } from './demo.service.ts';
import { declareHoliday, holidayEffect, listHolidays, withdrawHoliday } from './holidays.service.ts';
import { openBranch } from './open-branch.service.ts';
import { onShelf, type PackSource } from './pack-shelf.ts';
import { branchSettings, saveSettings, standardTextOf } from './settings.service.ts';
import { setUpBranch } from './setup.service.ts';

export function settingsRouter(desk: Desk, os: Os, source: PackSource) {
  return {
    branch: os.settings.branch.handler(({ input, context }) =>
      branchSettings(desk, context.call, source, input.branchId),
    ),
    standardText: os.settings.standardText.handler(({ input, context }) =>
      standardTextOf(desk, context.call, input.branchId),
    ),
    save: os.settings.save.handler(({ input, context }) => saveSettings(desk, context.call, input)),
    openBranch: os.settings.openBranch.handler(({ input, context }) => openBranch(desk, context.call, input)),
    holidays: os.settings.holidays.handler(({ input }) => listHolidays(desk, input.branchId)),
    holidayEffect: os.settings.holidayEffect.handler(({ input, context }) =>
      holidayEffect(desk, context.call, input),
    ),
    declareHoliday: os.settings.declareHoliday.handler(({ input, context }) =>
      declareHoliday(desk, context.call, input),
    ),
    withdrawHoliday: os.settings.withdrawHoliday.handler(({ input, context }) =>
      withdrawHoliday(desk, context.call, input),
    ),
    reloadStandard: os.settings.reloadStandard.handler(({ input, context }) =>
      reloadPack(desk, context.call, source, input),
    ),
    standards: os.settings.standards.handler(({ context }) => ({
      packs: source.all().map((file) => onShelf(file, context.call.language)),
      problems: source.problems,
    })),
    chooseStandard: os.settings.chooseStandard.handler(({ input, context }) =>
      choosePack(desk, context.call, source, input),
    ),
  };
}

export function setupRouter(desk: Desk, os: Os, source: PackSource) {
  return {
    create: os.setup.create.handler(({ input, context }) => setUpBranch(desk, context.call, source, input)),
    demo: os.setup.demo.handler(({ input }) => seedDemo(desk, source, input)),
  };
}

export interface SystemFacts {
  version: string;
  recovered: { setAside: string | null; reason: string; kept: boolean } | null;
}

export function systemRouter(desk: Desk, os: Os, source: PackSource, facts: SystemFacts) {
  return {
    status: os.system.status.handler(async ({ context }) => {
      const rows = await desk.engine.db
        .selectFrom('branch')
        .innerJoin('institution', 'institution.id', 'branch.institution_id')
        .select(['branch.id', 'branch.name', 'institution.name as institution', 'branch.time_zone'])
        .orderBy('branch.created_at')
        .orderBy('branch.id')
        .execute();
      // Before the first set-up nothing else has read the files yet, and they may be mended while the page is open.
      const first = rows.length === 0 && context.local;
      const packs = first ? source.all() : [];
      const usual = first ? source.usual() : null;
      return {
        now: desk.clock.now(),
        version: facts.version,
        door: context.door,
        branches: rows.map((row) => ({
          id: row.id,
          name: row.name,
          institution: row.institution,
          timeZone: row.time_zone,
        })),
        // Names of folders are nobody's business over the network.
        recovered: context.local ? facts.recovered : null,
        packProblems: context.local ? source.problems : [],
        packs: packs.map((file) => onShelf(file, context.call.language)),
        usualPack: usual?.hash ?? null,
      };
    }),
    verifyActivity: os.system.verifyActivity.handler(({ input }) => verifyActivity(desk, input.branchId)),
    recentActivity: os.system.recentActivity.handler(({ input, context }) =>
      listActivity(desk, context.call, input),
    ),
  };
}
