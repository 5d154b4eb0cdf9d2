import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { lockNavigation, mayNavigateTo, type Navigable } from '../../electron/security/navigation.ts';
import { cutNetwork, mayLoad } from '../../electron/security/network.ts';
import { openable, openLink } from '../../electron/security/open-link.ts';
import { guardPermissions, mayUse, type PermissionSession } from '../../electron/security/permissions.ts';
import { windowOptions } from '../../electron/window/window-options.ts';
import { usual } from '../../electron/window/window-state.ts';

const root = path.resolve(import.meta.dirname, '..', '..');
const sources = globSync('electron/**/*.ts', { cwd: root }).map((file) => ({ file, text: readFileSync(path.join(root, file), 'utf8') }));

describe('windows', () => {
  it('[Q12] are isolated, sandboxed and without Node, every one', () => {
    const { webPreferences } = windowOptions({ preload: 'p', devTools: false, dark: true, icon: null, state: usual, box: null });
    expect(webPreferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      devTools: false,
    });
    expect(Object.keys(webPreferences ?? {}).filter((key) => /experimental|blink/i.test(key))).toEqual([]);
  });
  it('are made in one place', () => {
    expect(sources.filter(({ text }) => /new (?:BrowserWindow|WebContentsView|BrowserView)\b/.test(text)).map(({ file }) => file)).toEqual([
      'electron/window/create-window.ts',
    ]);
  });
  it('reach the network through the shell in one place only, which speaks to the server that the person named; another listens on this machine alone', () => {
    expect(
      sources
        .filter(({ text }) => /\bnet\.(?:fetch|request)|(?<![.\w])fetch\(|node:(?:http|https|net|tls|dgram)\b/.test(text))
        .map(({ file }) => file),
    ).toEqual(['electron/server/return-listener.ts', 'electron/server/talk.ts']);
    expect(readFileSync(path.join(root, 'electron/server/return-listener.ts'), 'utf8')).toContain("server.listen(0, '127.0.0.1',");
  });
  it('reach ipcRenderer only in the preload script', () => {
    expect(sources.filter(({ text }) => text.includes('ipcRenderer')).map(({ file }) => file)).toEqual(['electron/preload.ts']);
  });
});

describe('navigation', () => {
  it.each(['app://billing/index.html', 'app://billing/index.html#/invoices/inv_1', 'app://billing/shell/safe-page.html'])(
    'may lead to %s',
    (url) => {
      expect(mayNavigateTo(url)).toBe(true);
    },
  );
  it.each([
    'https://attacker.example/',
    'app://billing/assets/main.js',
    'app://billing/index.html.evil',
    'app://elsewhere/index.html',
    'file:///etc/passwd',
    'about:blank',
    'javascript:alert(1)',
    'data:text/html,x',
    'app://billing/index.html?x=1',
    '',
  ])('[Q12] may not lead to %s', (url) => {
    expect(mayNavigateTo(url)).toBe(false);
  });
  it('[Q12] is locked at every door', () => {
    const listeners: Record<string, (...args: unknown[]) => void> = {};
    let opened: unknown;
    const contents = {
      on: (event: string, listener: (...args: unknown[]) => void) => {
        listeners[event] = listener;
      },
      setWindowOpenHandler: (handler: (details: { url: string }) => unknown) => {
        opened = handler({ url: 'app://billing/index.html' });
      },
    };
    const noted: string[] = [];
    lockNavigation(contents as unknown as Navigable, (event) => noted.push(event));
    let prevented = 0;
    const event = {
      url: 'https://attacker.example/',
      preventDefault: () => {
        prevented += 1;
      },
    };
    for (const name of ['will-navigate', 'will-redirect', 'will-frame-navigate', 'will-attach-webview'])
      listeners[name]?.(event, event.url);
    expect(prevented).toBe(4);
    listeners['will-navigate']?.(event, 'app://billing/index.html#/people');
    expect(prevented).toBe(4);
    expect(opened).toEqual({ action: 'deny' });
    expect(noted).toEqual(['window-open', 'will-navigate', 'will-redirect', 'will-frame-navigate', 'will-attach-webview']);
  });
});

describe('permissions', () => {
  const home = 'app://billing/index.html';
  it('[Q12] are three, for our own page', () => {
    const asked = [
      'clipboard-sanitized-write',
      'persistent-storage',
      'notifications',
      'clipboard-read',
      'geolocation',
      'media',
      'midi',
      'midiSysex',
      'openExternal',
      'fileSystem',
      'hid',
      'usb',
      'display-capture',
      'fullscreen',
      'pointerLock',
      'unknown',
    ];
    expect(asked.filter((permission) => mayUse(permission, home))).toEqual([
      'clipboard-sanitized-write',
      'persistent-storage',
      'notifications',
    ]);
    expect(asked.filter((permission) => mayUse(permission, 'https://attacker.example/'))).toEqual([]);
  });
  it('are asked for at every handler that the session has', () => {
    const handlers: Record<string, (...args: never[]) => unknown> = {};
    const session = Object.fromEntries(
      ['setPermissionRequestHandler', 'setPermissionCheckHandler', 'setDevicePermissionHandler', 'setDisplayMediaRequestHandler'].map(
        (name) => [
          name,
          (handler: () => unknown) => {
            handlers[name] = handler;
          },
        ],
      ),
    ) as unknown as PermissionSession;
    const denied: string[] = [];
    guardPermissions(session, (permission) => denied.push(permission));
    const answers: unknown[] = [];
    const call = (name: string, ...args: unknown[]): unknown => (handlers[name] as (...args: unknown[]) => unknown)(...args);
    call('setPermissionRequestHandler', null, 'geolocation', (given: boolean) => answers.push(given), { requestingUrl: home });
    call('setPermissionRequestHandler', null, 'notifications', (given: boolean) => answers.push(given), { requestingUrl: home });
    answers.push(call('setPermissionCheckHandler', null, 'media', 'app://billing'));
    answers.push(call('setDevicePermissionHandler', { deviceType: 'usb' }));
    call('setDisplayMediaRequestHandler', null, (streams: unknown) => answers.push(streams));
    expect(answers).toEqual([false, true, false, false, {}]);
    expect(denied).toEqual(['geolocation', 'display-capture']);
  });
});

describe('the network', () => {
  it.each(['app://billing/assets/main.js', 'blob:app://billing/3f2a', 'data:image/png;base64,AA=='])('is not what %s needs', (url) => {
    expect(mayLoad(url, false)).toBe(true);
  });
  it.each([
    'https://example.org/',
    'http://127.0.0.1/',
    'ws://localhost/',
    'file:///etc/passwd',
    'ftp://a/',
    'blob:https://a/1',
    'app://elsewhere/',
    'devtools://devtools/x',
    'chrome://gpu',
    'no address',
  ])('is refused to %s', (url) => {
    expect(mayLoad(url, false)).toBe(false);
  });
  it('is cut for every request of the session, with nothing looked up on the way', async () => {
    let listener: (details: { url: string }, answer: (response: { cancel: boolean }) => void) => void = () => undefined;
    const set: unknown[] = [];
    const cut: string[] = [];
    await cutNetwork(
      {
        webRequest: { onBeforeRequest: (each) => void (listener = each) },
        setProxy: async (config) => {
          set.push(config);
          await Promise.resolve();
        },
        setSpellCheckerEnabled: (enabled) => void set.push(enabled),
      },
      false,
      (protocol) => cut.push(protocol),
    );
    const answers: boolean[] = [];
    for (const url of ['https://example.org/?customer=Huber', 'app://billing/index.html'])
      listener({ url }, ({ cancel }) => answers.push(cancel));
    expect(answers).toEqual([true, false]);
    expect(cut).toEqual(['https:']);
    expect(set).toEqual([false, { mode: 'direct' }]);
  });
});

describe('links', () => {
  it.each([
    'https://counterfoil.example/help',
    'https://ec.europa.eu/taxation_customs/vies/',
    'mailto:billing@customer.example?subject=INV-1',
  ])('to %s may be opened', (url) => {
    expect(openable(url)?.href).toBe(url);
  });
  it.each([
    'http://counterfoil.example/',
    'https://counterfoil.example.attacker.example/',
    'https://counterfoil.example@attacker.example/',
    'https://counterfoil.example:8443/',
    'https://attacker.example/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'smb://host/share',
    'ms-msdt:/id',
    'mailto:a@b.example?attach=/etc/passwd',
    'mailto:a@b.example,c@d.example',
    'mailto:',
    'nonsense',
  ])('[Q12] to %s may not', (url) => {
    expect(openable(url)).toBeNull();
  });
  it('are opened only when the user says so, and show where they lead', async () => {
    const shown: string[] = [];
    const opened: string[] = [];
    const host = (says: boolean) => ({
      confirm: async (text: string) => {
        shown.push(text);
        return Promise.resolve(says);
      },
      open: async (url: string) => {
        opened.push(url);
        await Promise.resolve();
      },
    });
    expect(await openLink('https://counterfoil.example/', host(false))).toBe('declined');
    expect(await openLink('mailto:a@b.example?subject=x', host(true))).toBe('opened');
    expect(await openLink('https://attacker.example/', host(true))).toBe('refused');
    expect(shown).toEqual(['https://counterfoil.example/', 'a@b.example']);
    expect(opened).toEqual(['mailto:a@b.example?subject=x']);
    const [server, page] = ['https://books.example', 'https://books.example/people/v1/oidc/desktop?state=x'];
    expect(await openLink(page, host(true))).toBe('refused');
    expect(await openLink('https://books.example.attacker.example/', host(true), server)).toBe('refused');
    expect(await openLink('https://x@books.example/', host(true), server)).toBe('refused');
    expect(await openLink(page, host(true), server)).toBe('opened');
    expect([shown.at(-1), opened.at(-1)]).toEqual([server, page]);
  });
});
