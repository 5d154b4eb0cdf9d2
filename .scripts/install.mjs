// Sees to it that the dependencies lie in node_modules as the lock file says, with the project's own Node among them.

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

const oldestNode = 20;

/** npm's own note of what it has put in place, written last: an interrupted install is seen as none. */
const installedFile = 'node_modules/.package-lock.json';

/**
 * Installs what is missing and answers the path of the project's Node. Where that cannot be done it says why in plain
 * words on the error output and answers undefined.
 *
 * @returns {string | undefined}
 */
export function readyToRun() {
  if (Number(process.versions.node.split('.')[0]) < oldestNode) {
    return refuse(`Counterfoil needs Node ${oldestNode} or newer to install itself; this is Node ${process.versions.node}.`);
  }
  const locked = readPackages('package-lock.json');
  if (locked === undefined) return refuse('package-lock.json is missing or damaged: get it back from version control.');

  if (!isInstalled(locked, readPackages(installedFile) ?? {})) {
    console.log('Installing dependencies (once; about 900 MB on disk, a minute or two) ...');
    if (!installAll()) return undefined;
    const builds = missingBuilds(locked, readPackages(installedFile) ?? {}, thisMachine());
    if (builds.length > 0 && !installBuilds(builds)) return undefined;
  }
  const version = locked['node_modules/node']?.version;
  const node = path.join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (!answers(node, version)) {
    console.log(`Fetching Node ${version}, which the project runs on (once) ...`);
    if (!fetchNode()) return undefined;
    if (!answers(node, version)) return refuse(`Node ${version} was fetched but does not run on this machine: ${node}`);
  }
  return node;
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(path.join(root, file), 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/**
 * @param {Record<string, { version?: string, optional?: boolean }>} locked
 * @param {Record<string, { version?: string }>} installed
 */
export function isInstalled(locked, installed) {
  return Object.entries(locked).every(([place, { version, optional }]) => {
    if (place === '') return true;
    const there = installed[place];
    // An optional package of another platform is left out by npm.
    return there === undefined ? optional === true : there.version === version;
  });
}

/**
 * The native builds that this machine needs and does not have. npm 10 installs only the platforms that the lock file
 * happens to name; newer ones add what is missing by themselves.
 *
 * @param {Record<string, { version?: string, optionalDependencies?: Record<string, string> }>} locked
 * @param {Record<string, unknown>} installed
 * @param {{ platform: string, arch: string, musl: boolean }} machine
 * @returns {string[]} as `name@version`
 */
export function missingBuilds(locked, installed, { platform, arch, musl }) {
  return Object.entries(locked).flatMap(([place, { optionalDependencies = {} }]) => {
    if (installed[place] === undefined) return [];
    const forThis = Object.entries(optionalDependencies).filter(([name]) => name.includes(`${platform}-${arch}`));
    if (forThis.some(([name]) => installed[`node_modules/${name}`] !== undefined)) return [];
    const build = forThis.find(([name]) => name.endsWith('-musl') === musl) ?? forThis[0];
    return build === undefined ? [] : [`${build[0]}@${build[1]}`];
  });
}

function thisMachine() {
  const { platform, arch } = process;
  const musl = platform === 'linux' && process.report.getReport().header.glibcVersionRuntime === undefined;
  return { platform, arch, musl };
}

function answers(node, version) {
  if (!existsSync(node)) return false;
  const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
  return stdout?.trim() === `v${version}`;
}

const quietly = ['--no-save', '--no-audit', '--no-fund', '--loglevel=error'];

function installAll() {
  // Not `npm ci`: it insists that the lock file names the builds for every platform there is, and a lock file written
  // where only some of them can be reached does not. What the lock file names is installed exactly; --no-save leaves it
  // as it is. Warnings are about the machine's own Node, which only installs.
  return attempt('install the dependencies', npmCommand(['install', ...quietly]), root);
}

function installBuilds(builds) {
  return attempt('install the builds for this machine', npmCommand(['install', ...quietly, ...builds]), root);
}

/**
 * Newer npm runs no install script that nobody has approved, and some machines forbid them all; so what the `node`
 * package does after its installation (fetch the build for this machine and link it) is done here where it is missing.
 */
function fetchNode() {
  const folder = path.join(root, 'node_modules', 'node');
  return attempt('fetch Node', [nodeOfNpm(), ['installArchSpecificPackage.js']], folder);
}

/** The Node that npm runs on. Ours may be the one that is just being replaced. */
function nodeOfNpm() {
  const node = process.env.npm_node_execpath;
  return node !== undefined && existsSync(node) ? node : process.execPath;
}

function npmCommand(args) {
  const npm = process.env.npm_execpath;
  if (npm !== undefined && npm.endsWith('.js') && existsSync(npm)) return [nodeOfNpm(), [npm, ...args]];
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm', args];
}

function attempt(what, [command, args], cwd) {
  const { status, stderr, error } = spawnSync(command, args, {
    cwd,
    stdio: ['ignore', 'inherit', 'pipe'],
    encoding: 'utf8',
    shell: command.endsWith('.cmd'),
  });
  if (status === 0) return true;
  const said = `${stderr ?? ''}${error === undefined ? '' : error.message}`;
  const reason = reasonFor(said);
  // Where the reason is clear, the first lines are enough; npm's own log has the rest.
  const lines = said.trim().split('\n');
  console.error((reason === undefined ? lines : lines.slice(0, 4)).join('\n'));
  console.error(`\nCould not ${what}: ${reason ?? 'npm says why above.'}`);
  return false;
}

const reasons = [
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network request/i,
    'the package registry cannot be reached. Check the network or the proxy, then run the same command again.',
  ],
  [/ENOSPC/, "the disk is full. About 900 MB are needed here, and some more in npm's cache."],
  [/EACCES|EPERM|EROFS/, "this folder, or npm's cache, may not be written by this user."],
  [
    /EINTEGRITY/,
    "a downloaded package is not the one that the lock file names. Clear npm's cache (npm cache verify) and run the same command again.",
  ],
  [/E404|ETARGET/, 'the package registry does not have a version that the lock file names.'],
];

/**
 * @param {string} said what npm wrote on its error output
 * @returns {string | undefined} the reason in plain words, where it is a known one
 */
export function reasonFor(said) {
  return reasons.find(([pattern]) => pattern.test(said))?.[1];
}

function refuse(why) {
  console.error(why);
  return undefined;
}
