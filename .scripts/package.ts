// `npm run package`: builds the interface and the shell and packages them for this machine. On Linux the unpacked program
// and a .deb, in dist/packages. More arguments go to electron-builder (`npm run package -- --linux AppImage`).
//
//   --for-tests   the unpacked program alone, with the one fuse open that Playwright needs, in dist/packages-for-tests

import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { buildWhereStale } from './build-stale.ts';
import { findElectron } from './find-electron.ts';
import { wrongFuses } from './fuses.ts';

const root = path.resolve(import.meta.dirname, '..');
const forTests = process.argv.includes('--for-tests');
const passedOn = process.argv.slice(2).filter((argument) => argument !== '--for-tests');

/** Where electron-builder leaves the program itself on this platform. */
const unpacked: Partial<Readonly<Record<NodeJS.Platform, string>>> = {
  linux: 'linux-unpacked/counterfoil',
  win32: 'win-unpacked/Counterfoil.exe',
  darwin: 'mac/Counterfoil.app',
};
const output = forTests ? 'dist/packages-for-tests' : 'dist/packages';

process.exitCode = buildWhereStale('interface') && buildWhereStale('shell') ? await pack() : 1;

async function pack(): Promise<number> {
  const electron = findElectron(true);
  if ('missing' in electron) {
    console.error(`Nothing is packaged, for want of Electron: ${electron.missing}.`);
    return 1;
  }
  const args = [
    path.join(root, 'node_modules', 'electron-builder', 'cli.js'),
    ...(forTests ? ['--dir', `-c.directories.output=${output}`, '-c.electronFuses.enableNodeCliInspectArguments=true'] : []),
    '--publish=never',
    // The folder that findElectron has found: the same program that `npm start` opens.
    `-c.electronDist=${path.dirname(electron.file)}`,
    ...passedOn,
  ];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...fpm() } });
  return status === 0 ? fusesProved() : (status ?? 1);
}

/** A package with a fuse that stands wrongly is none. */
async function fusesProved(): Promise<number> {
  const program = path.join(root, output, unpacked[process.platform] ?? '');
  const wrong = await wrongFuses(program, forTests);
  console.log(wrong.length === 0 ? `Packed: ${output}. Its fuses stand as they must.` : `These fuses stand wrongly: ${wrong.join(', ')}.`);
  return wrong.length === 0 ? 0 : 1;
}

/** Where dpkg-deb is, it builds the .deb; elsewhere electron-builder fetches fpm. */
function fpm(): NodeJS.ProcessEnv {
  if (process.env['CUSTOM_FPM_PATH'] !== undefined || process.env['USE_SYSTEM_FPM'] === 'true') return {};
  const hasDpkg = process.platform === 'linux' && spawnSync('dpkg-deb', ['--version'], { stdio: 'ignore' }).status === 0;
  return hasDpkg ? { CUSTOM_FPM_PATH: path.join(import.meta.dirname, 'fpm-deb.mjs') } : {};
}
