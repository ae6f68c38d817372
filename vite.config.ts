import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** What the desktop archive keeps beside the bundle instead of inside it. */
const native = ['electron', 'better-sqlite3', '@node-rs/argon2', 'pg', 'pg-native', 'playwright-core'];

export default defineConfig({
  root: here('src/renderer'),
  base: './',
  plugins: [react()],
  server: { port: 5173, strictPort: true, host: '127.0.0.1' },
  environments: {
    client: {
      build: {
        outDir: here('dist/renderer'),
        emptyOutDir: true,
        target: 'chrome140',
        assetsInlineLimit: 0,
        chunkSizeWarningLimit: 1500,
      },
    },
    main: {
      consumer: 'server',
      resolve: { noExternal: true, external: native },
      build: {
        outDir: here('dist/main'),
        emptyOutDir: true,
        target: 'node24',
        rolldownOptions: { input: here('src/main/index.ts'), external: native },
      },
    },
    host: {
      consumer: 'server',
      resolve: { noExternal: true, external: native },
      build: {
        outDir: here('dist/host'),
        emptyOutDir: true,
        target: 'node24',
        minify: false,
        rolldownOptions: {
          input: here('scripts/serve.ts'),
          external: native,
          // Flat: the command finds the product's folder two levels above itself, built or not. What is seldom needed (mail,
          // certificates) is a file of its own, read when it is.
          output: { entryFileNames: 'serve.js', chunkFileNames: '[name]-[hash].js' },
        },
      },
    },
    preload: {
      consumer: 'server',
      resolve: { noExternal: true, external: native },
      build: {
        outDir: here('dist/preload'),
        emptyOutDir: true,
        target: 'node24',
        rolldownOptions: {
          input: here('src/preload/index.ts'),
          external: native,
          // The sandboxed preload may only be CommonJS.
          output: { format: 'cjs', entryFileNames: 'index.cjs' },
        },
      },
    },
  },
  builder: {
    async buildApp(builder) {
      for (const environment of Object.values(builder.environments)) {
        if (environment.name !== 'ssr') await builder.build(environment);
      }
    },
  },
});
