import type { StandardPack } from '#contract/standard-pack.ts';
import { inLanguage } from './script.ts';

/** A pack that reads, in a few lines for whoever wrote it. */
export function sayPack(pack: StandardPack, file: string, warnings: number): string {
  const kinds = Map.groupBy(pack.clauses, ({ kind }) => kind);
  const clauses = [...kinds].map(([kind, found]) => `${found.length} ${kind}`).join(', ');
  const channels = Object.entries(pack.channels).map(([name, { steps }]) => `${name} (${steps.length})`);
  return [
    `${file}: 읽을 수 있습니다 / reads, ${warnings} warning(s)`,
    `  ${inLanguage(pack.institution, pack.language, pack.language)}: ${inLanguage(pack.name, pack.language, pack.language)}`,
    `  ${pack.id} ${pack.version}, ${pack.language}, ${pack.in_force_from}`,
    `  ${pack.clauses.length} clauses: ${clauses}`,
    `  channels (steps): ${channels.join(', ')}`,
    `  ${Object.keys(pack.scripts).length} scripts, ${Object.keys(pack.promises).length} promises`,
  ].join('\n');
}
