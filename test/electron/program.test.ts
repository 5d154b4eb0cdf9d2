import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { controlFile, readArguments } from '../../.scripts/fpm-deb.mjs';
import { lacksDisplay } from '../../.scripts/find-electron.ts';
import de from '../../assets/locales/de/shell.json' with { type: 'json' };
import en from '../../assets/locales/en/shell.json' with { type: 'json' };
import { menuCommands } from '../../electron/ipc/contract.ts';
import { becomeSingleInstance, fileAmong, type InstanceApp } from '../../electron/instance.ts';
import { type MenuFacts, menuTemplate } from '../../electron/menu.ts';
import { readSettings } from '../../electron/settings.ts';
import { languageOf, wordsIn } from '../../electron/words.ts';

const root = path.resolve(import.meta.dirname, '..', '..');

describe('a single instance', () => {
  const app = (first: boolean) => {
    const listeners: Record<string, (...args: unknown[]) => void> = {};
    const each = {
      requestSingleInstanceLock: () => first,
      on: (event: string, listener: (...args: unknown[]) => void) => {
        listeners[event] = listener;
      },
    };
    return { app: each as unknown as InstanceApp, listeners };
  };
  it('is brought to the front by a second start, with the file that it was given', () => {
    const { app: first, listeners } = app(true);
    const seen: string[] = [];
    expect(
      becomeSingleInstance(
        first,
        () => seen.push('front'),
        (file) => seen.push(file),
      ),
    ).toBe(true);
    listeners['second-instance']?.({}, ['counterfoil', '--no-sandbox', 'year.counterfoil'], '/people/anna');
    listeners['second-instance']?.({}, ['counterfoil'], '/');
    listeners['open-file']?.({ preventDefault: () => seen.push('prevented') }, '/a.counterfoil');
    expect(seen).toEqual(['front', path.resolve('/people/anna', 'year.counterfoil'), 'front', 'prevented', '/a.counterfoil']);
  });
  it('that is the second one listens to nothing and ends', () => {
    const { app: second, listeners } = app(false);
    expect(
      becomeSingleInstance(
        second,
        () => undefined,
        () => undefined,
      ),
    ).toBe(false);
    expect(listeners).toEqual({});
  });
  it('opens the last file of ours that was named', () => {
    expect(fileAmong(['electron', '.', '--flag=a.counterfoil', 'b.txt'], '/')).toBeNull();
    expect(fileAmong(['x.counterfoil'], '/')).toBeNull();
    expect(fileAmong(['counterfoil', 'a.counterfoil', 'B.COUNTERFOIL'], '/d')).toBe(path.resolve('/d/B.COUNTERFOIL'));
    expect(fileAmong(['counterfoil', 'file:///d/year%20end.counterfoil'], '/')).toBe('/d/year end.counterfoil');
    expect(fileAmong(['counterfoil', 'file://host%2f/a.counterfoil'], '/')).toBeNull();
  });
});

describe('the menu', () => {
  const facts = (more: Partial<MenuFacts> = {}): MenuFacts => ({
    platform: 'linux',
    devTools: false,
    words: wordsIn('en'),
    choose: () => undefined,
    saveDiagnostics: () => undefined,
    showAbout: () => undefined,
    ...more,
  });
  interface Entry {
    readonly id?: string;
    readonly role?: string;
    readonly label?: string;
    readonly accelerator?: string;
    readonly submenu?: readonly Entry[];
    readonly click?: () => void;
  }
  const all = (entries: readonly Entry[]): readonly Entry[] => entries.flatMap((entry) => [entry, ...all(entry.submenu ?? [])]);
  const entriesOf = (more: Partial<MenuFacts> = {}): readonly Entry[] => all(menuTemplate(facts(more)) as unknown as readonly Entry[]);

  it('sends every command of the contract, each by its own name', () => {
    for (const platform of ['linux', 'win32', 'darwin'] as const) {
      const chosen: string[] = [];
      for (const entry of entriesOf({ platform, choose: (command) => chosen.push(command) })) entry.click?.();
      expect(chosen.toSorted()).toEqual([...menuCommands].toSorted());
    }
  });
  it('has no developer tools and no reload in production', () => {
    const roles = (devTools: boolean): readonly (string | undefined)[] => entriesOf({ devTools }).map(({ role }) => role);
    expect(roles(false).filter((role) => /dev|reload/i.test(role ?? ''))).toEqual([]);
    expect(roles(true)).toContain('toggleDevTools');
  });
  it('follows its platform', () => {
    const mac = menuTemplate(facts({ platform: 'darwin' })) as unknown as readonly Entry[];
    expect(mac[0]?.label).toBe('Counterfoil');
    expect(mac[0]?.submenu?.map(({ id, role }) => id ?? role).filter((each) => each !== undefined)).toEqual([
      'about',
      'preferences',
      'services',
      'hide',
      'hideOthers',
      'unhide',
      'quit',
    ]);
    expect(mac.map(({ label }) => label).join()).not.toContain('&');
    const linux = menuTemplate(facts()) as unknown as readonly Entry[];
    expect(linux.map(({ label }) => label)).toEqual(['&File', '&Edit', '&View', '&Go', '&Window', '&Help']);
    expect(linux[1]?.submenu?.some(({ id }) => id === 'preferences')).toBe(true);
  });
  it('gives no shortcut twice', () => {
    const shortcuts = entriesOf().flatMap(({ accelerator }) => (accelerator === undefined ? [] : [accelerator]));
    expect(new Set(shortcuts).size).toBe(shortcuts.length);
    expect(shortcuts).toEqual(expect.arrayContaining(['CmdOrCtrl+K', 'CmdOrCtrl+,', 'CmdOrCtrl+N']));
  });
});

describe('the shell’s words', () => {
  const keys = (messages: object, before = ''): readonly string[] =>
    Object.entries(messages).flatMap(([key, value]) =>
      typeof value === 'string' ? [`${before}${key}`] : keys(value as object, `${before}${key}.`),
    );
  it('are the same in every language, and none is empty', () => {
    expect(keys(de).toSorted()).toEqual(keys(en).toSorted());
    expect(JSON.stringify([de, en])).not.toContain('""');
  });
  it('follow the system’s language', () => {
    expect(['de', 'de-AT', 'DE-ch', 'en-US', 'fr', ''].map(languageOf)).toEqual(['de', 'de', 'de', 'en', 'en', 'en']);
  });
});

describe('settings of the station', () => {
  it('hold a feed, or none whatever the file says', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-settings-'));
    const file = path.join(folder, 'station.json');
    expect(readSettings(file)).toEqual({ feed: null });
    writeFileSync(file, '{"updateFeed":"https://updates.customer.example/"}');
    expect(readSettings(file)).toEqual({ feed: 'https://updates.customer.example/' });
    for (const text of ['{"updateFeed":"http://updates.customer.example/"}', '{', 'null', '[]']) {
      writeFileSync(file, text);
      expect(readSettings(file)).toEqual({ feed: null });
    }
    rmSync(folder, { recursive: true });
  });
});

describe('packaging', () => {
  const yaml = readFileSync(path.join(root, 'electron-builder.yml'), 'utf8');
  it('shuts every fuse in a release', () => {
    const lines = /electronFuses:\n((?: {2}.*\n)+)/.exec(yaml)?.[1] ?? '';
    const fuses = Object.fromEntries(
      [...lines.matchAll(/(\w+): (true|false)/g)].map((found): [string, boolean] => [found[1] ?? '', found[2] === 'true']),
    );
    expect(fuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
    });
  });
  it('has a target for every platform, an icon in every size, and files of ours by their ending', () => {
    for (const target of ['target: [dir, deb]', 'target: nsis', 'target: dmg', 'appImage:', 'ext: counterfoil'])
      expect(yaml).toContain(target);
    for (const size of [16, 24, 32, 48, 64, 128, 256, 512])
      expect(existsSync(path.join(root, 'assets', 'icons', `${size}x${size}.png`))).toBe(true);
  });
  it('reads fpm’s arguments for a .deb as electron-builder gives them', () => {
    const asked = readArguments([
      '-s',
      'dir',
      '--force',
      '-t',
      'deb',
      '-d',
      'libgtk-3-0',
      '-d',
      'libnss3',
      '--deb-compression',
      'xz',
      '--name',
      'counterfoil',
      '--version',
      '0.1.0',
      '--architecture',
      'amd64',
      '--maintainer',
      'Counterfoil <support@counterfoil.example>',
      '--description',
      'Billing workstation\n  Works without a network.\n\n  Always.',
      '--package',
      '/out/a.deb',
      'out/=/opt/Counterfoil',
    ]);
    expect(asked.pairs).toEqual([['out/', '/opt/Counterfoil']]);
    expect(controlFile(asked, 12)).toBe(
      'Package: counterfoil\nVersion: 0.1.0\nArchitecture: amd64\nMaintainer: Counterfoil <support@counterfoil.example>\nInstalled-Size: 12\nDepends: libgtk-3-0, libnss3\nSection: misc\nPriority: optional\nDescription: Billing workstation\n Works without a network.\n .\n Always.\n',
    );
    expect(() => readArguments(['--name'])).toThrow('--name lacks its value');
    expect(() => readArguments(['what'])).toThrow('not understood: what');
  });
});

describe('a display', () => {
  it('is needed on Linux only', () => {
    expect([
      lacksDisplay('linux', {}),
      lacksDisplay('linux', { DISPLAY: ':0' }),
      lacksDisplay('linux', { WAYLAND_DISPLAY: 'wayland-0' }),
      lacksDisplay('darwin', {}),
    ]).toEqual([true, false, false, false]);
  });
});
