// Builds the desktop shell: the main process as one ES module, and the preload script as CommonJS, which is what a
// sandboxed preload can be. `npm run build:shell`. Neither needs Electron's binary.

import path from 'node:path';
import { build, type InlineConfig } from 'vite';

const root = path.resolve(import.meta.dirname, '..');
const outDir = path.join(root, 'dist', 'electron');

const shared: InlineConfig = {
  root: path.join(root, 'electron'),
  configFile: false,
  publicDir: false,
  logLevel: 'warn',
};

// Electron has its own Node; everything else that the main process imports is built in, so a package holds no node_modules.
const main: InlineConfig = {
  ...shared,
  ssr: { noExternal: true, external: ['electron'] },
  build: {
    ssr: path.join(root, 'electron', 'main.ts'),
    outDir,
    emptyOutDir: true,
    target: 'node24',
    sourcemap: true,
    minify: false,
    // What is built in keeps its licence beside it.
    license: { fileName: 'licences.md' },
    rolldownOptions: { external: ['electron'], output: { format: 'es', entryFileNames: 'main.js', chunkFileNames: '[name].js' } },
  },
};

const preload: InlineConfig = {
  ...shared,
  build: {
    outDir,
    emptyOutDir: false,
    target: 'chrome140',
    minify: false,
    lib: { entry: path.join(root, 'electron', 'preload.ts'), formats: ['cjs'], fileName: () => 'preload.cjs' },
    rolldownOptions: { external: ['electron'] },
  },
};

for (const part of [main, preload]) await build(part);
