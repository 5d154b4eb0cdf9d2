import { describe, expect, it } from 'vitest';
import { isInstalled, missingBuilds, reasonFor } from '../../.scripts/install.mjs';

const locked = {
  '': {},
  'node_modules/tool': {
    version: '1.0.0',
    optionalDependencies: { '@tool/linux-x64': '1.0.0', '@tool/linux-x64-musl': '1.0.0', '@tool/darwin-arm64': '1.0.0' },
  },
  'node_modules/@tool/linux-x64': { version: '1.0.0', optional: true },
  'node_modules/plain': { version: '2.0.0' },
};
const installed = {
  'node_modules/tool': { version: '1.0.0' },
  'node_modules/@tool/linux-x64': { version: '1.0.0' },
  'node_modules/plain': { version: '2.0.0' },
};

describe('the installation', () => {
  it('is complete when all that is locked lies there', () => {
    expect(isInstalled(locked, installed)).toBe(true);
  });

  it('is complete without what another platform needs', () => {
    expect(isInstalled(locked, { 'node_modules/tool': { version: '1.0.0' }, 'node_modules/plain': { version: '2.0.0' } })).toBe(true);
  });

  it('is not complete when a package is missing or of another version', () => {
    expect(isInstalled(locked, {})).toBe(false);
    expect(isInstalled(locked, { ...installed, 'node_modules/plain': { version: '1.9.9' } })).toBe(false);
  });

  it('adds the builds of a platform that the lock file does not name', () => {
    const glibc = { platform: 'linux', arch: 'x64', musl: false };
    expect(missingBuilds(locked, installed, glibc)).toEqual([]);
    const bare = { 'node_modules/tool': {}, 'node_modules/plain': {} };
    expect(missingBuilds(locked, bare, glibc)).toEqual(['@tool/linux-x64@1.0.0']);
    expect(missingBuilds(locked, bare, { ...glibc, musl: true })).toEqual(['@tool/linux-x64-musl@1.0.0']);
    expect(missingBuilds(locked, bare, { platform: 'darwin', arch: 'arm64', musl: false })).toEqual(['@tool/darwin-arm64@1.0.0']);
    expect(missingBuilds(locked, bare, { platform: 'sunos', arch: 'x64', musl: false })).toEqual([]);
  });

  it.each([
    ['npm error code ENOTFOUND', 'cannot be reached'],
    ['npm error network request to https://example.org failed', 'cannot be reached'],
    ['npm error code ENOSPC', 'the disk is full'],
    ['npm error code EACCES', 'may not be written'],
    ['npm error code EINTEGRITY', 'is not the one that the lock file names'],
    ['npm error code E404', 'does not have a version'],
  ])('that fails says why in plain words: %s', (said, why) => {
    expect(reasonFor(said)).toContain(why);
  });

  it('that fails for another reason leaves the word to npm', () => {
    expect(reasonFor('npm error code EWHATEVER')).toBeUndefined();
  });
});
