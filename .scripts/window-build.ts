// How the window is built and served while it is worked on: `npm run build:renderer`, `npm run dev:renderer`.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const root = path.resolve(import.meta.dirname, '..');

/** The server that hands out index.html puts a fresh nonce in its place, in the page and in the policy that it sends with it. */
const noncePlace = '__CSP_NONCE__';

const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { readonly version: string };

/** How long a machine takes is no warning to whoever starts the program. */
const checks = { bundlerTimings: false };

export default defineConfig({
  define: { counterfoilBuiltVersion: JSON.stringify(version) },
  root: path.join(root, 'renderer'),
  // Relative paths: the same files are served by the app's own scheme, by a loopback server and by a test.
  base: './',
  publicDir: false,
  html: { cspNonce: noncePlace },
  plugins: [react()],
  // pdfmake prints in a worker and asks for parts of Node; ours bring only what it uses.
  resolve: {
    alias: Object.entries({ events: 'events', fs: 'fs', stream: 'stream', zlib: 'zlib', 'browserify-zlib': 'zlib' }).map(
      ([part, door]) => ({
        find: new RegExp(`^${part}$`),
        replacement: path.join(root, 'renderer', 'workers', 'print', 'doors', `${door}.ts`),
      }),
    ),
  },
  // What one style takes from another it finds itself; PostCSS warns of that at every build.
  css: { transformer: 'lightningcss' },
  worker: { format: 'es', rolldownOptions: { checks } },
  build: {
    outDir: path.join(root, 'dist', 'renderer'),
    emptyOutDir: true,
    target: 'chrome140',
    // Fonts and images stay files: a data URI is a second door for the content security policy.
    assetsInlineLimit: 0,
    sourcemap: true,
    // What is built in keeps its licence beside it; the window shows it on its About page.
    license: { fileName: 'licences.txt' },
    chunkSizeWarningLimit: 1500,
    rolldownOptions: { checks },
  },
  server: { host: '127.0.0.1', fs: { allow: [root] } },
  json: { stringify: false },
});
