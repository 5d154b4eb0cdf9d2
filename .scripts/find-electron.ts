import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { whyNot } from './why-not.ts';

export type FoundElectron = { readonly file: string } | { readonly missing: string };

const root = path.resolve(import.meta.dirname, '..');
const packageFolder = path.join(root, 'node_modules', 'electron');

/** A network that neither gives nor refuses. */
const fetchMs = 300_000;

/** Where the machine shows windows. Linux without a display server shows none. */
export function lacksDisplay(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): boolean {
  return platform === 'linux' && (env['DISPLAY'] ?? '') === '' && (env['WAYLAND_DISPLAY'] ?? '') === '';
}

/** Electron's program: that of ELECTRON_OVERRIDE_DIST_PATH, or the package's own, which is fetched at its first use. */
export function findElectron(mayFetch: boolean): FoundElectron {
  const found = placedElectron(mayFetch);
  const reason = 'file' in found ? whyNot(found.file) : null;
  return reason === null ? found : { missing: reason };
}

function placedElectron(mayFetch: boolean): FoundElectron {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override !== undefined && override !== '') {
    const file = path.join(override, process.platform === 'win32' ? 'electron.exe' : 'electron');
    return existsSync(file) ? { file } : { missing: `ELECTRON_OVERRIDE_DIST_PATH names a folder without it (${override})` };
  }
  const own = installed();
  if (own !== null) return { file: own };
  if (!mayFetch) return { missing: 'it has not been fetched on this machine' };
  console.log('Fetching Electron (once, about 110 MB) ...');
  const { status, stderr } = spawnSync(process.execPath, ['install.js'], {
    cwd: packageFolder,
    encoding: 'utf8',
    stdio: ['ignore', 'inherit', 'pipe'],
    timeout: fetchMs,
  });
  const fetched = installed();
  if (status === 0 && fetched !== null) return { file: fetched };
  return { missing: `it could not be fetched (${stderr.trim().split('\n')[0] ?? 'no reason given'})` };
}

function installed(): string | null {
  const note = path.join(packageFolder, 'path.txt');
  if (!existsSync(note)) return null;
  const file = path.join(packageFolder, 'dist', readFileSync(note, 'utf8'));
  return existsSync(file) ? file : null;
}

/** Flags that this machine needs: Chromium has no sandbox for root. */
export const electronFlags = (): readonly string[] => (process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []);
