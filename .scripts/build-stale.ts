// Builds what is older than its sources: the interface and the shell.

import { spawnSync } from 'node:child_process';
import { globSync, statSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');

interface Part {
  readonly name: string;
  /** Written last by the build. */
  readonly result: string;
  readonly sources: readonly string[];
  readonly build: readonly string[];
}

const parts = {
  interface: {
    name: 'the interface',
    result: 'dist/renderer/index.html',
    sources: ['{core,renderer,sync/local,sync/client,assets}/**/*', '.scripts/window-build.ts', 'package-lock.json'],
    build: ['node_modules/vite/bin/vite.js', 'build', '--config', '.scripts/window-build.ts', '--logLevel', 'warn'],
  },
  shell: {
    name: 'the shell',
    result: 'dist/electron/preload.cjs',
    sources: [
      'electron/**/*',
      'assets/locales/*/shell.json',
      'assets/window-delivery.json',
      'assets/plain-page.json',
      '.scripts/build-shell.ts',
      'package-lock.json',
    ],
    build: ['.scripts/build-shell.ts'],
  },
} as const satisfies Record<string, Part>;

/** Builds the part where it is stale, and says so. False where the build failed; it has said why. */
export function buildWhereStale(which: keyof typeof parts): boolean {
  const part: Part = parts[which];
  if (!isStale(part)) return true;
  console.log(`Building ${part.name} ...`);
  return spawnSync(process.execPath, [...part.build], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] }).status === 0;
}

function isStale({ result, sources }: Part): boolean {
  const built = changedMs(path.join(root, result));
  return built === null || globSync([...sources], { cwd: root }).some((file) => (changedMs(path.join(root, file)) ?? 0) > built);
}

function changedMs(file: string): number | null {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat === undefined || stat.isDirectory() ? null : stat.mtimeMs;
}
