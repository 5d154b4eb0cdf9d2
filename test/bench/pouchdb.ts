import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What the sync is held against, at the versions that it was tried with. They are no dependencies: the bench fetches them when it is run. */
const packages = { pouchdb: '9.0.0', 'express-pouchdb': '4.2.0', express: '4.22.3' } as const;

const folder = path.resolve(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'bench-pouchdb-9.0.0');

export type PouchPackages = { readonly folder: string; readonly browserScript: string } | { readonly missing: string };

const installed = (): PouchPackages => ({
  folder,
  browserScript: readFileSync(path.join(folder, 'node_modules', 'pouchdb', 'dist', 'pouchdb.min.js'), 'utf8'),
});

const lastWords = (text: string): string => text.trim().split('\n').at(-1)?.slice(0, 200) ?? '';

/** PouchDB and its server, fetched once into a folder of their own. LevelDB comes built: nothing is compiled, no script of a package runs. */
export const pouchPackages = (): PouchPackages => {
  if (existsSync(folder)) return installed();
  const coming = `${folder}.${process.pid}`;
  mkdirSync(coming, { recursive: true });
  try {
    writeFileSync(path.join(coming, 'package.json'), JSON.stringify({ private: true, dependencies: packages }));
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const found = spawnSync(npm, ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'], {
      cwd: coming,
      encoding: 'utf8',
      timeout: 180_000,
      shell: process.platform === 'win32',
    });
    if (found.status !== 0)
      return { missing: `its packages cannot be fetched: ${lastWords(found.stderr ?? '') || (found.error?.message ?? 'npm failed')}` };
    renameSync(coming, folder);
    return installed();
  } finally {
    rmSync(coming, { recursive: true, force: true });
  }
};
