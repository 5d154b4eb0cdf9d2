import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { floatingVersions, type Lock, lockFaults, type Manifest } from './manifest.ts';
import { root } from './tree.ts';

const read = (file: string): unknown => JSON.parse(readFileSync(path.join(root, file), 'utf8'));
const manifest = read('package.json') as Manifest;
const lock = read('package-lock.json') as Lock;

describe('versions', () => {
  it('are exact', () => {
    expect(floatingVersions(manifest)).toEqual([]);
  });
  it('that float are found', () => {
    expect(floatingVersions({ dependencies: { a: '^1.0.0', b: '1.2.3' }, devDependencies: { c: 'latest', d: '~1.0.0' } })).toEqual([
      'a@^1.0.0',
      'c@latest',
      'd@~1.0.0',
    ]);
  });
  it('of Node are one', () => {
    expect(readFileSync(path.join(root, '.node-version'), 'utf8').trim()).toBe(manifest.devDependencies?.['node']);
  });
});

describe('the lock file', () => {
  it('is that of the manifest, with checksums and without addresses', () => {
    expect(lockFaults(manifest, lock)).toEqual([]);
  });
  it('is found out where it is not', () => {
    const faults = lockFaults(
      { dependencies: { a: '1.0.0', b: '1.0.0' } },
      {
        packages: {
          '': { dependencies: { a: '1.0.1', c: '1.0.0' } },
          'node_modules/a': { version: '1.0.1', resolved: 'https://example.org/a.tgz', integrity: 'sha512-x' },
          'node_modules/c': { version: '1.0.0' },
        },
      },
    );
    expect(faults).toEqual([
      'a@1.0.0 is not in the lock file',
      'b@1.0.0 is not in the lock file',
      'c is in the lock file only',
      'node_modules/a names the address it came from',
      'node_modules/c has no checksum',
    ]);
  });
});
