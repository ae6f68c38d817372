import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** One process per project keeps a run short; every test therefore cleans up after itself. */
const shared = { isolate: false, restoreMocks: true };
const browser = { environment: 'node' as const, testTimeout: 120_000, hookTimeout: 120_000 };
/** The files that take longest; they run beside each other, after the others. */
const slow = ['tests/e2e/sign-in.test.ts', 'tests/e2e/accessibility-*.test.ts'];

export default defineConfig({
  test: {
    projects: [
      { test: { ...shared, name: 'unit', include: ['tests/unit/**/*.test.ts'], environment: 'node' } },
      {
        plugins: [react()],
        test: {
          ...shared,
          name: 'component',
          include: ['tests/component/**/*.test.tsx'],
          environment: 'jsdom',
          css: { modules: { classNameStrategy: 'non-scoped' } },
        },
      },
      {
        test: {
          ...shared,
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          environment: 'node',
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          ...shared,
          ...browser,
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          exclude: slow,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
      // Much of these is waiting for a clock or for axe, and nothing of it is a race: all at once.
      {
        test: {
          ...shared,
          ...browser,
          name: 'e2e-slow',
          include: slow,
          maxWorkers: 3,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
