// `npm run e2e -- [Playwright's arguments]`: gets what is missing, builds what is stale, and runs the specs in both hosts.
// A host that cannot run here is skipped, with the reason.
//
//   --brief   as `npm test` runs them, which has fetched what was missing before: everything in Chromium; in Electron the
//             shell's specs and the month

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import path from 'node:path';
import { buildWhereStale } from './build-stale.ts';
import { fetchBrowsers, lacksScreen } from './fetch-browsers.ts';
import { findElectron, lacksDisplay } from './find-electron.ts';

const root = path.resolve(import.meta.dirname, '..');
const isBrief = process.argv.includes('--brief');
const asked = process.argv.slice(2).filter((argument) => argument !== '--brief');
const projects = asked.some((argument) => argument.startsWith('--project'))
  ? []
  : ['--project=chromium', `--project=${isBrief ? 'electron-brief' : 'electron'}`];
const playwright = [process.execPath, path.join(root, 'node_modules', '@playwright', 'test', 'cli.js'), 'test', ...projects, ...asked];

process.exitCode = buildWhereStale('interface') && buildWhereStale('shell') ? await run() : 1;

async function run(): Promise<number> {
  if (!isBrief) await fetchBrowsers();
  if ('file' in findElectron(false) && !lacksScreen() && process.platform === 'linux' && !packaged()) return 1;
  const [command = '', ...args] = underDisplay(playwright);
  // Playwright decides on colours itself, and Node complains where two say different things.
  const { NO_COLOR: _noColour, ...env } = process.env;
  const child = spawn(command, args, { cwd: root, stdio: 'inherit', env });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => child.kill(signal));
  const [status] = (await once(child, 'exit')) as [number | null];
  return status ?? 1;
}

/** The packaged program that one spec drives, made anew where the builds are newer. */
function packaged(): boolean {
  const changedMs = (file: string): number => statSync(path.join(root, file), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const packedMs = changedMs('dist/packages-for-tests/linux-unpacked/resources/app.asar');
  const sources = ['dist/renderer/index.html', 'dist/electron/preload.cjs', 'electron-builder.yml'];
  if (sources.every((file) => changedMs(file) < packedMs)) return true;
  console.log('Packaging the program for the tests ...');
  return (
    spawnSync(process.execPath, ['.scripts/package.ts', '--for-tests'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0
  );
}

/** Electron needs a display; where none is, a virtual one stands in if the machine has it. */
function underDisplay(command: readonly string[]): readonly string[] {
  if (!lacksDisplay(process.platform, process.env) || lacksScreen()) return command;
  return ['xvfb-run', '--auto-servernum', '--server-args=-screen 0 1600x1000x24', ...command];
}
