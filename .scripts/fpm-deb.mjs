#!/usr/bin/env node
// Stands in for fpm where it cannot be had: takes the arguments with which electron-builder calls fpm for a .deb and
// builds the same package with Debian's own dpkg-deb. Used through CUSTOM_FPM_PATH (.scripts/package.ts).

import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const repeated = new Set(['-d', '--deb-recommends', '--deb-suggests']);
const flags = new Set(['--force', '--debug', '--verbose']);

/**
 * @param {readonly string[]} argv as fpm is called: options with their values, then `source=target` pairs
 * @returns {{ options: Record<string, string>, lists: Record<string, string[]>, pairs: [source: string, target: string][] }}
 */
export function readArguments(argv) {
  const options = {};
  const lists = {};
  const pairs = [];
  for (let index = 0; index < argv.length; index += 1) {
    const argument = argv[index];
    if (flags.has(argument)) continue;
    if (argument.startsWith('-')) {
      index += 1;
      if (argv[index] === undefined) throw new Error(`${argument} lacks its value`);
      if (repeated.has(argument)) (lists[argument] ??= []).push(argv[index]);
      else options[argument] = argv[index];
      continue;
    }
    const at = argument.indexOf('=');
    if (at < 1) throw new Error(`not understood: ${argument}`);
    pairs.push([argument.slice(0, at), argument.slice(at + 1)]);
  }
  return { options, lists, pairs };
}

/** The package's control file. `installedKiB` is what dpkg shows as its size. */
export function controlFile({ options, lists }, installedKiB) {
  const [synopsis = '', ...rest] = (options['--description'] ?? '').split('\n').map((line) => line.trim());
  const description = [synopsis === '' ? options['--name'] : synopsis, ...rest.map((line) => ` ${line === '' ? '.' : line}`)].join('\n');
  const fields = {
    Package: options['--name'],
    Version: options['--version'],
    Architecture: options['--architecture'],
    Maintainer: options['--maintainer'],
    'Installed-Size': installedKiB,
    Depends: (lists['-d'] ?? []).join(', '),
    Recommends: (lists['--deb-recommends'] ?? []).join(', '),
    Suggests: (lists['--deb-suggests'] ?? []).join(', '),
    Section: options['--category'] ?? 'misc',
    Priority: options['--deb-priority'] ?? 'optional',
    Homepage: options['--url'],
    Description: description,
  };
  return Object.entries(fields)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('');
}

function files(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

function build(argv) {
  const asked = readArguments(argv);
  const { options, pairs } = asked;
  if (options['-s'] !== 'dir' || options['-t'] !== 'deb') throw new Error('only folders into a .deb');
  const tree = mkdtempSync(path.join(tmpdir(), 'counterfoil-deb-'));
  try {
    chmodSync(tree, 0o755);
    for (const [source, target] of pairs) {
      const place = path.join(tree, target);
      mkdirSync(path.dirname(place), { recursive: true });
      cpSync(source, place, { recursive: true, verbatimSymlinks: true });
      if (!lstatSync(place).isDirectory()) chmodSync(place, 0o644);
    }
    const packed = files(tree);
    const control = path.join(tree, 'DEBIAN');
    mkdirSync(control);
    const installedKiB = Math.ceil(packed.reduce((sum, file) => sum + statSync(file).size, 0) / 1024);
    writeFileSync(path.join(control, 'control'), controlFile(asked, installedKiB));
    writeFileSync(
      path.join(control, 'md5sums'),
      packed.map((file) => `${createHash('md5').update(readFileSync(file)).digest('hex')}  ${path.relative(tree, file)}\n`).join(''),
    );
    for (const [option, name] of [
      ['--after-install', 'postinst'],
      ['--after-remove', 'postrm'],
    ]) {
      if (options[option] === undefined) continue;
      cpSync(options[option], path.join(control, name));
      chmodSync(path.join(control, name), 0o755);
    }
    const compression = options['--deb-compression'] === 'gz' ? 'gzip' : (options['--deb-compression'] ?? 'xz');
    const made = spawnSync('dpkg-deb', ['--root-owner-group', `-Z${compression}`, '--build', tree, options['--package']], {
      stdio: 'inherit',
    });
    if (made.error !== undefined) throw made.error;
    return made.status ?? 1;
  } finally {
    rmSync(tree, { recursive: true, force: true });
  }
}

if (process.argv[1] !== undefined && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url))
  process.exit(build(process.argv.slice(2)));
