import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');

interface Diagnostic {
  category: string;
  message: string;
  location: { path: string | { file: string } | null };
}

/** Runs the linter of `npm run check`, with its real configuration, over a folder. */
function lint(folder: string, ...files: string[]): Promise<{ diagnostics: Diagnostic[]; seen: number }> {
  const options = ['lint', '--reporter=json', '--max-diagnostics=none', '--error-on-warnings', ...files];
  return new Promise((done, fail) => {
    execFile(
      process.execPath,
      [biome, ...options],
      { cwd: folder, maxBuffer: 2 ** 27 },
      (error, out, err) => {
        // Exit code 1 means findings; anything without a report means that the tool did not run.
        if (!out.includes('"summary"')) return fail(error ?? new Error(err));
        const report = JSON.parse(out.slice(out.indexOf('{')));
        done({
          diagnostics: report.diagnostics,
          seen: report.summary.changed + report.summary.unchanged,
        });
      },
    );
  });
}

const pathOf = ({ location: { path } }: Diagnostic): string =>
  (typeof path === 'string' ? path : (path?.file ?? '')).replaceAll('\\', '/');

/** Where a file of each layer stands, and what it must not reach. */
const forbidden: Record<string, { from: string; targets: string[] }> = {
  contract: {
    from: 'src/contract',
    targets: [
      '#core/memos/memos.service.ts',
      '#storage/schema.ts',
      '#server/host.ts',
      '#main/window.ts',
      '#renderer/app/app.tsx',
      '../core/app.ts',
      './../core/app.ts',
      'electron',
      'react',
      'kysely',
      '@orpc/server',
      'node:crypto',
      'fs',
      '#tests/builders/visit.ts',
    ],
  },
  storage: {
    from: 'src/storage',
    targets: [
      '#core/app.ts',
      '#contract/memos.ts',
      '#server/host.ts',
      '#main/window.ts',
      '#renderer/app/app.tsx',
      '../core/app.ts',
      '../../src/contract/memos.ts',
      'electron',
      'react',
      'zod',
      '@orpc/contract',
      'ws',
      '#tests/builders/visit.ts',
    ],
  },
  'core feature': {
    from: 'src/core/memos',
    targets: [
      '#server/host.ts',
      '#main/window.ts',
      '#preload/index.ts',
      '#renderer/app/app.tsx',
      '../../server/host.ts',
      '../../storage/schema.ts',
      'electron',
      'react',
      'react-dom/server',
      'zustand',
      'ws',
      'better-sqlite3',
      'pg',
      '#storage/engines/sqlite.ts',
      '#storage/open-store.ts',
      'node:fs',
      'node:fs/promises',
      'node:http',
      'node:child_process',
      'path',
      '#core/app.ts',
      '#core/staff/staff.repository.ts',
      '../staff/staff.repository.ts',
      '#core/staff/staff.router.ts',
      '#core/staff/presence.ts',
      '../staff/presence.ts',
      '#core/standard/standard.repository.ts',
      '../promises/promises.repository.ts',
      '#tests/builders/visit.ts',
    ],
  },
  'core frame': {
    from: 'src/core/kernel',
    targets: [
      '#storage/open-store.ts',
      '#server/host.ts',
      '#renderer/app/app.tsx',
      'electron',
      'react',
      'pg',
      'node:fs',
      '#tests/support/clock.ts',
    ],
  },
  'core app': {
    from: 'src/core',
    targets: [
      '#server/host.ts',
      '#renderer/app/app.tsx',
      'electron',
      'react',
      'better-sqlite3',
      'node:fs',
      '#tests/support/clock.ts',
    ],
  },
  server: {
    from: 'src/server',
    targets: [
      '#main/window.ts',
      '#preload/index.ts',
      '#renderer/app/app.tsx',
      '../renderer/app/app.tsx',
      'electron',
      'react',
      'react-dom/server',
      '#tests/builders/visit.ts',
    ],
  },
  main: {
    from: 'src/main',
    targets: [
      '#renderer/app/app.tsx',
      '#preload/index.ts',
      '../renderer/app/app.tsx',
      'react',
      '#tests/builders/visit.ts',
    ],
  },
  preload: {
    from: 'src/preload',
    targets: [
      '#contract/memos.ts',
      '#core/app.ts',
      '#storage/schema.ts',
      '#server/host.ts',
      '#main/window.ts',
      '#renderer/app/app.tsx',
      '../main/window.ts',
      'node:fs',
      'react',
      '#tests/builders/visit.ts',
    ],
  },
  renderer: {
    from: 'src/renderer/features/memos',
    targets: [
      '#core/memos/memos.service.ts',
      '#storage/schema.ts',
      '#server/host.ts',
      '#main/window.ts',
      '#preload/index.ts',
      '../../../core/app.ts',
      '../../../storage/schema.ts',
      'electron',
      'node:fs',
      'path',
      'better-sqlite3',
      'kysely',
      '@orpc/server',
      '#renderer/app/app.tsx',
      '#tests/builders/visit.ts',
    ],
  },
  'renderer, shared': {
    from: 'src/renderer/ui',
    targets: [
      '#core/app.ts',
      '#renderer/features/memos/memo-card.tsx',
      '../features/memos/memo-card.tsx',
      '#renderer/app/app.tsx',
    ],
  },
  scripts: { from: 'scripts', targets: ['#tests/builders/visit.ts', '../tests/builders/visit.ts'] },
};

/** What each layer may reach, so that the rules are not simply closed. */
const allowed: Record<string, { from: string; targets: string[] }> = {
  contract: {
    from: 'src/contract',
    targets: ['zod', '@orpc/contract', './fields.ts', '#contract/fields.ts'],
  },
  storage: {
    from: 'src/storage/engines',
    targets: ['kysely', 'better-sqlite3', 'pg', 'node:fs', '#storage/schema.ts', '../codecs.ts'],
  },
  core: {
    from: 'src/core/memos',
    targets: [
      './memos.repository.ts',
      '#contract/memos.ts',
      '#storage/codecs.ts',
      'kysely',
      'node:crypto',
      '#core/staff/staff.service.ts',
      '../staff/staff.service.ts',
      '#core/staff/staff.types.ts',
      '#core/standard/deadline.ts',
      '../promises/promise.ts',
      '../kernel/desk.ts',
      '../access/access.ts',
    ],
  },
  'core app': {
    from: 'src/core',
    targets: ['./memos/memos.router.ts', '#core/staff/staff.repository.ts', '#storage/open-store.ts'],
  },
  server: {
    from: 'src/server',
    targets: ['#core/app.ts', '#storage/open-store.ts', '#contract/memos.ts', 'node:http', 'ws'],
  },
  main: {
    from: 'src/main',
    targets: [
      '#core/app.ts',
      '#storage/open-store.ts',
      '#server/host.ts',
      '#contract/memos.ts',
      'electron',
      'node:path',
    ],
  },
  preload: { from: 'src/preload', targets: ['electron'] },
  renderer: {
    from: 'src/renderer/features/memos',
    targets: [
      '#contract/memos.ts',
      'react',
      'zustand',
      'date-fns',
      './memo-card.tsx',
      '#renderer/ui/button.tsx',
      '@orpc/client',
    ],
  },
  tests: {
    from: 'tests/unit',
    targets: ['#core/app.ts', '#renderer/app/app.tsx', '#tests/builders/visit.ts', 'node:fs'],
  },
};

/** Every way to write an import that a layer could be broken by. */
const forms: Record<string, (target: string) => string> = {
  static: (target) => `import { thing } from '${target}';\nexport const used = thing;\n`,
  'type-only': (target) => `import type { Thing } from '${target}';\nexport type Used = Thing;\n`,
  dynamic: (target) => `export const load = () => import('${target}');\n`,
  're-export': (target) => `export { thing } from '${target}';\n`,
  'type query': (target) => `export type Used = import('${target}').Thing;\n`,
};

let folder: string;
let findings: Map<string, string[]>;
const planted: { file: string; layer: string; form: string; target: string }[] = [];
const innocent: { file: string; layer: string; target: string }[] = [];

function write(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'maji-layers-'));
  for (const part of ['biome.json', '.gitignore', 'tools/lint'])
    cpSync(join(root, part), join(folder, part), { recursive: true });
  for (const [layer, { from, targets }] of Object.entries(forbidden)) {
    for (const target of targets) {
      for (const [form, text] of Object.entries(forms)) {
        const file = `${from}/plant-${planted.length}.ts`;
        planted.push({ file, layer, form, target });
        write(file, text(target));
      }
    }
  }
  for (const [layer, { from, targets }] of Object.entries(allowed)) {
    for (const target of targets) {
      const file = `${from}/innocent-${innocent.length}.ts`;
      innocent.push({ file, layer, target });
      write(file, `import type { Thing } from '${target}';\nexport type Used = Thing;\n`);
    }
  }
  write('src/core/cycle/one.ts', "import { two } from './two.ts';\nexport const one = () => two;\n");
  write('src/core/cycle/two.ts', "import { one } from './one.ts';\nexport const two = () => one;\n");
  const card = (inside: string) =>
    `export function Card({ text }: { text: string }) {\n  return ${inside};\n}\n`;
  write('src/renderer/ui/raw-text.tsx', card('<p>Welcome {text}</p>'));
  write('src/renderer/ui/raw-korean.tsx', card("<p title={text}>{'어서 오세요'}</p>"));
  write('src/renderer/ui/raw-label.tsx', card('<input aria-label="Name" value={text} readOnly />'));
  write('src/renderer/ui/typed-text.tsx', card('<p className="card">{text}</p>'));
  findings = new Map();
  for (const found of (await lint(folder)).diagnostics) {
    const file = pathOf(found);
    findings.set(file, [...(findings.get(file) ?? []), found.category]);
  }
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the layer rules', () => {
  for (const layer of Object.keys(forbidden)) {
    test(`report every forbidden import of ${layer}`, () => {
      const missed = planted
        .filter((plant) => plant.layer === layer)
        .filter(({ file, form, target }) => {
          const rules = findings.get(file) ?? [];
          const bareBuiltin =
            /^(fs|path)$/.test(target) && rules.includes('lint/style/useNodejsImportProtocol');
          return (
            !bareBuiltin &&
            !rules.includes(form === 'type query' ? 'plugin' : 'lint/style/noRestrictedImports')
          );
        });
      expect(missed).toEqual([]);
    });
  }

  test('let every allowed import pass', () => {
    expect(innocent.filter(({ file }) => findings.has(file))).toEqual([]);
    expect(innocent.length).toBeGreaterThan(30);
  });

  test('report an import cycle', () => {
    expect(findings.get('src/core/cycle/one.ts')).toContain('lint/suspicious/noImportCycles');
  });
});

describe('text in the page', () => {
  test('comes from typed keys: raw text, raw Korean and raw labels are reported', () => {
    expect(findings.get('src/renderer/ui/raw-text.tsx')).toContain('lint/style/noJsxLiterals');
    expect(findings.get('src/renderer/ui/raw-korean.tsx')).toContain('plugin');
    expect(findings.get('src/renderer/ui/raw-label.tsx')).toContain('plugin');
    expect(findings.get('src/renderer/ui/typed-text.tsx')).toBeUndefined();
  });
});

test('the tool sees every file of the real tree', async () => {
  const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.tsx?$/.test(file),
  );
  expect(sources.length).toBeGreaterThan(20);
  const { seen } = await lint(root, 'src');
  expect(seen).toBeGreaterThanOrEqual(sources.length);
}, 60_000);
