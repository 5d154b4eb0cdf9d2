import { describe, expect, it } from 'vitest';
import { parseUpdateInfo } from 'electron-updater/out/providers/Provider.js';
import type { UpdateState, Work } from '../../electron/ipc/contract.ts';
import { feedAddress, judged, notesOf, type Offer, versionOrder } from '../../electron/updates/feed.ts';
import { openUpdates, type Updater } from '../../electron/updates/updates.ts';
import { noWork } from '../../electron/window/quit-guard.ts';

const sha512 = `${'A'.repeat(86)}==`;
const offer = (version: string, more: Partial<Offer> = {}): Offer => ({
  version,
  files: [{ url: `counterfoil_${version}_amd64.deb`, sha512 }],
  ...more,
});

describe('the feed’s address', () => {
  it('is https, without credentials, or there is no feed', () => {
    expect(feedAddress('https://updates.customer.example/counterfoil')).toBe('https://updates.customer.example/counterfoil');
    for (const bad of [
      undefined,
      null,
      7,
      '',
      'http://updates.example/',
      'file:///updates',
      'https://user:word@updates.example/',
      'updates.example',
    ])
      expect(feedAddress(bad)).toBeNull();
  });
});

describe('what a feed offers', () => {
  it('is read from the file that electron-builder writes', () => {
    const text = `version: 1.4.0\nfiles:\n  - url: counterfoil_1.4.0_amd64.deb\n    sha512: ${sha512}\n    size: 79089988\npath: counterfoil_1.4.0_amd64.deb\nsha512: ${sha512}\nreleaseNotes: "<p>Faster runs</p>"\nreleaseDate: '2026-11-20T05:00:00.000Z'\n`;
    const read = parseUpdateInfo(text, 'latest-linux.yml', new URL('https://updates.customer.example/latest-linux.yml'));
    expect(judged(read, '1.3.9')).toBe('newer');
    expect(notesOf(read)).toBe('Faster runs');
  });
  it('is taken only when it is newer, whole and named relatively to the feed', () => {
    expect(judged(offer('1.4.0'), '1.3.9')).toBe('newer');
    expect(judged(offer('1.4.0'), '1.4.0')).toBe('same');
    expect(judged(offer('1.3.9'), '1.4.0')).toBe('older');
    expect(judged(offer('1.4.0-beta.1'), '1.4.0')).toBe('older');
    expect(judged(offer('latest'), '1.4.0')).toBe('not-genuine');
    for (const url of ['https://attacker.example/a.deb', '../a.deb', '/a.deb', '//attacker.example/a.deb', '']) {
      expect(judged(offer('2.0.0', { files: [{ url, sha512 }] }), '1.4.0')).toBe('not-genuine');
    }
    expect(judged(offer('2.0.0', { files: [] }), '1.4.0')).toBe('not-genuine');
    expect(judged(offer('2.0.0', { files: [{ url: 'a.deb', sha512: '' }] }), '1.4.0')).toBe('not-genuine');
  });
  it('has an order of versions', () => {
    const sorted = ['0.9.0', '0.10.0', '1.0.0-alpha', '1.0.0-beta', '1.0.0', '1.0.1', '1.2.0', '10.0.0'];
    for (const [index, version] of sorted.entries()) {
      expect(versionOrder(version, version)).toBe(0);
      for (const later of sorted.slice(index + 1))
        expect([Math.sign(versionOrder(version, later) ?? 0), Math.sign(versionOrder(later, version) ?? 0)]).toEqual([-1, 1]);
    }
    expect(versionOrder('1.0', '1.0.0')).toBeNull();
  });
});

type Fake = Updater & { readonly calls: string[]; progress: (percent: number) => void };

const updaterFor = (found: Offer | null | Error): Fake => {
  let told: (progress: { percent: number }) => void = () => undefined;
  const fake: Fake = {
    calls: [],
    autoDownload: true,
    autoInstallOnAppQuit: true,
    allowDowngrade: true,
    allowPrerelease: true,
    progress: (percent) => {
      told({ percent });
    },
    setFeedURL: ({ provider, url }) => fake.calls.push(`${provider} ${url}`),
    checkForUpdates: async () => {
      fake.calls.push('check');
      if (found instanceof Error) throw found;
      return Promise.resolve(found === null ? null : { updateInfo: found });
    },
    downloadUpdate: async () => {
      fake.calls.push('download');
      fake.progress(41.7);
      await Promise.resolve();
    },
    quitAndInstall: () => fake.calls.push('install'),
    on: (_event, listener) => {
      told = listener;
    },
  };
  return fake;
};

const opened = (
  updater: Fake,
  {
    feed = 'https://updates.customer.example/',
    work = (): Work => noWork,
    mayClose = true,
  }: { feed?: string | null; work?: () => Work; mayClose?: boolean } = {},
) => {
  const states: UpdateState[] = [];
  let loaded = 0;
  const updates = openUpdates({
    feed,
    version: '1.3.9',
    updater: async () => {
      loaded += 1;
      return Promise.resolve(updater);
    },
    work,
    changed: (state) => states.push(state),
    failed: () => undefined,
    mayClose: async () => Promise.resolve(mayClose),
  });
  return { updates, states, loaded: () => loaded };
};

describe('[A25] updates', () => {
  it('are off without a feed: the updater is not even loaded', async () => {
    const { updates, loaded } = opened(updaterFor(offer('9.0.0')), { feed: null });
    expect([await updates.check(), await updates.fetch(), await updates.install()]).toEqual([
      { kind: 'off' },
      { kind: 'off' },
      { kind: 'off' },
    ]);
    expect(loaded()).toBe(0);
  });
  it('go step by step, each asked for, never downward', async () => {
    const updater = updaterFor(offer('1.4.0', { releaseNotes: 'Faster runs' }));
    const { updates, states } = opened(updater);
    expect(await updates.fetch()).toEqual({ kind: 'idle' });
    expect(await updates.check()).toEqual({ kind: 'available', version: '1.4.0', notes: 'Faster runs' });
    expect(await updates.fetch()).toEqual({ kind: 'ready', version: '1.4.0', notes: 'Faster runs' });
    expect(await updates.install()).toMatchObject({ kind: 'ready' });
    expect(updater.calls).toEqual(['generic https://updates.customer.example/', 'check', 'download', 'install']);
    expect(updater).toMatchObject({ autoDownload: false, autoInstallOnAppQuit: false, allowDowngrade: false, allowPrerelease: false });
    expect(states.map(({ kind }) => kind)).toEqual(['checking', 'available', 'downloading', 'downloading', 'ready']);
    expect(states).toContainEqual({ kind: 'downloading', version: '1.4.0', percent: 41 });
  });
  it('wait for a billing run, at every step', async () => {
    const updater = updaterFor(offer('1.4.0'));
    let work: Work = noWork;
    const { updates } = opened(updater, { work: () => work });
    await updates.check();
    await updates.fetch();
    work = { ...noWork, run: { done: 1, total: 10 } };
    expect([await updates.check(), await updates.fetch(), await updates.install()]).toEqual([
      { kind: 'waits-for-run' },
      { kind: 'waits-for-run' },
      { kind: 'waits-for-run' },
    ]);
    expect(updater.calls).not.toContain('install');
  });
  it('are not installed over work that the user wants to keep open', async () => {
    const updater = updaterFor(offer('1.4.0'));
    const { updates } = opened(updater, { mayClose: false });
    await updates.check();
    await updates.fetch();
    await updates.install();
    expect(updater.calls).not.toContain('install');
  });
  it.each([
    [offer('1.3.8'), { kind: 'failed', reason: 'older' }],
    [offer('1.3.9'), { kind: 'current' }],
    [null, { kind: 'current' }],
    [offer('2.0.0', { files: [{ url: 'https://attacker.example/a.deb', sha512 }] }), { kind: 'failed', reason: 'not-genuine' }],
    [Object.assign(new Error('net::ERR_NAME_NOT_RESOLVED'), { code: 'ENOTFOUND' }), { kind: 'failed', reason: 'unreachable' }],
    [Object.assign(new Error('sha512 checksum mismatch'), { code: 'ERR_CHECKSUM_MISMATCH' }), { kind: 'failed', reason: 'not-genuine' }],
    [new Error('something else'), { kind: 'failed', reason: 'other' }],
  ])('answer what they found, and download nothing else', async (found, state) => {
    const updater = updaterFor(found);
    const { updates } = opened(updater);
    expect(await updates.check()).toEqual(state);
    expect(await updates.fetch()).toEqual(state);
    expect(updater.calls).not.toContain('download');
  });
});
