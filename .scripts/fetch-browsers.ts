// Gets what tests run in beside Node, where it is missing and can be had: Electron, Chromium, a virtual display. Nothing
// here fails the tests: what cannot be had is skipped by them, with the reason.

import { spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline/promises';
import path from 'node:path';
import { findChromium } from './find-chromium.ts';
import { type FoundElectron, findElectron, lacksDisplay } from './find-electron.ts';

const root = path.resolve(import.meta.dirname, '..');
const fetchMs = 180_000;
const installMs = 420_000;

if (import.meta.main) await fetchBrowsers();

/** Electron needs a display; where none is, a virtual one stands in. */
export function lacksScreen(): boolean {
  return lacksDisplay(process.platform, process.env) && !runs('xvfb-run', '--help');
}

/** Fetches what is missing, and says what was found. */
export async function fetchBrowsers(): Promise<void> {
  const fetched = findElectron(true);
  if ('missing' in findChromium()) fetchChromium();
  await installPackages();
  const chromium = findChromium();
  const found = findElectron(false);
  // Why it could not be fetched says more than that it is not there.
  const electron = 'missing' in found && 'missing' in fetched && !lacksLibraries(found) ? fetched : found;
  console.log('file' in chromium ? `Chromium: ${chromium.file}` : `Chromium is skipped: ${chromium.missing}.`);
  if ('missing' in electron) console.log(`Electron is skipped: ${electron.missing}.`);
  else console.log(lacksScreen() ? 'Electron is skipped: there is no display and no xvfb-run.' : `Electron: ${electron.file}`);
}

/** Playwright's own build, from where Playwright keeps it. Some networks refuse that. */
function fetchChromium(): void {
  console.log('Fetching Chromium (once, about 170 MB) ...');
  const cli = path.join(root, 'node_modules', 'playwright-core', 'cli.js');
  const { status } = spawnSync(process.execPath, [cli, 'install', 'chromium', '--no-shell', '--no-progress'], {
    cwd: root,
    stdio: 'ignore',
    timeout: fetchMs,
    env: { ...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '15000' },
  });
  if (status !== 0) console.log('It could not be fetched.');
}

/** Debian and its kin have all of it, and with Chromium the libraries that Electron needs. A build machine may install; a person is asked. */
async function installPackages(): Promise<void> {
  const electron = findElectron(false);
  const packages = [
    ...('missing' in findChromium() || lacksLibraries(electron) ? ['chromium'] : []),
    ...(('file' in electron || lacksLibraries(electron)) && lacksScreen() ? ['xvfb', 'xauth'] : []),
  ];
  if (packages.length === 0 || process.platform !== 'linux' || process.getuid?.() !== 0 || !runs('apt-get', '--version')) return;
  if (!(await isAllowed(packages))) return;
  console.log(`Installing ${packages.join(', ')} ...`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = { stdio: 'ignore', timeout: installMs, env } as const;
  spawnSync('apt-get', ['update', '-qq'], options);
  const { status } = spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], options);
  if (status !== 0) console.log('They could not be installed.');
}

function lacksLibraries(found: FoundElectron): boolean {
  return 'missing' in found && found.missing.includes('shared libraries');
}

async function isAllowed(packages: readonly string[]): Promise<boolean> {
  if (process.env['CI'] === 'true') return true;
  if (!process.stdin.isTTY || !process.stdout.isTTY) return false;
  const asked = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await asked.question(`The end-to-end tests need ${packages.join(', ')}. Install with apt-get? [y/N] `);
  asked.close();
  return /^y(?:es)?$/i.test(answer.trim());
}

function runs(command: string, argument: string): boolean {
  return spawnSync(command, [argument], { stdio: 'ignore' }).error === undefined;
}
