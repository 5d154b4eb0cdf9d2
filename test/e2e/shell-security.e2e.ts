import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, type Workstation } from './workstation.ts';

/** What a page may do to get out, tried in the page itself; answers what it saw. */
const inPage = async <T>({ page }: Workstation, attempt: () => T | Promise<T>): Promise<T> => page.evaluate(attempt);

const shellOf = ({ electron }: Workstation) => {
  if (electron === null) throw new Error('this spec is for the shell');
  return electron;
};

const refused = async (workstation: Workstation, channel: string, question: unknown): Promise<string> =>
  workstation.page.evaluate(
    async ([name, asked]) => {
      const { counterfoil } = globalThis as unknown as { counterfoil: { ask: Record<string, (question: unknown) => Promise<unknown>> } };
      try {
        return `answered ${JSON.stringify(await counterfoil.ask[name]?.(asked))}`;
      } catch (error) {
        return (error as Error).message;
      }
    },
    [channel, question] as const,
  );

const home = 'app://billing/index.html';

test('[Q12] the window is isolated: no Node, no Electron, named functions only', async ({ workstation }) => {
  const seen = await inPage(workstation, () => {
    const all = globalThis as unknown as Record<string, unknown>;
    const bridge = all['counterfoil'] as { ask: Record<string, unknown>; hear: Record<string, unknown> };
    return {
      node: ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer'].filter((name) => name in all),
      keys: Object.keys(bridge),
      kinds: [...new Set([...Object.values(bridge.ask), ...Object.values(bridge.hear)].map((each) => typeof each))],
      frozen: Object.isFrozen(bridge),
    };
  });
  expect(seen).toEqual({ node: [], keys: ['ask', 'hear'], kinds: ['function'], frozen: true });
  const preferences = await shellOf(workstation).evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    if (window === undefined) throw new Error('there is no window');
    return (window.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }).getLastWebPreferences();
  });
  expect(preferences).toMatchObject({ contextIsolation: true, nodeIntegration: false, sandbox: true, webSecurity: true });
  expect(preferences['webviewTag']).not.toBe(true);
});

test('[Q12] the page cannot leave, open or embed anything', async ({ workstation }) => {
  const { page } = workstation;
  await page.evaluate(() => {
    const link = document.createElement('a');
    link.href = 'https://attacker.example/';
    link.textContent = 'hostile';
    link.style.cssText = 'position:fixed;inset:0;z-index:99999';
    document.body.append(link);
  });
  // The mouse alone: a locator's click would wait for the navigation that must not come.
  await page.mouse.click(200, 200);
  await page.mouse.click(200, 200, { button: 'middle' });
  for (const target of [
    'https://attacker.example/',
    'file:///etc/passwd',
    'app://billing/assets/x.html',
    'app://elsewhere/index.html',
    'data:text/html,x',
  ]) {
    await page.evaluate((address) => {
      location.href = address;
    }, target);
  }
  expect(await page.evaluate(() => window.open('https://attacker.example/') === null)).toBe(true);
  await page.waitForTimeout(300);
  expect(page.url().split('#')[0]).toBe(home);
  const windows = await shellOf(workstation).evaluate(({ BrowserWindow, webContents }) => [
    BrowserWindow.getAllWindows().length,
    webContents.getAllWebContents().length,
  ]);
  expect(windows).toEqual([1, 1]);
  const frame = await page.evaluate(async () => {
    const embedded = document.createElement('iframe');
    embedded.src = 'https://attacker.example/';
    document.body.append(embedded);
    const blank = document.createElement('iframe');
    document.body.append(blank);
    await new Promise((resolve) => {
      setTimeout(resolve, 200);
    });
    return { bridge: (blank.contentWindow as unknown as Record<string, unknown> | null)?.['counterfoil'] === undefined };
  });
  expect(frame.bridge).toBe(true);
  expect(workstation.takeFaults().join('\n')).toContain('frame-src');
});

test('[Q12] the policy comes as a header and holds: no eval, no inline script, no other origin', async ({ workstation }) => {
  const policy = await inPage(workstation, async () => (await fetch('/index.html')).headers.get('Content-Security-Policy') ?? '');
  expect(policy).toMatch(/^default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self' 'nonce-[A-Za-z0-9+/=]{24}'/);
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
  const broken = await inPage(workstation, async () => {
    const violations: string[] = [];
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => violations.push(effectiveDirective));
    const script = document.createElement('script');
    script.textContent = 'globalThis.inlineRan = true';
    document.body.append(script);
    document.body.insertAdjacentHTML('beforeend', '<img src="x" onerror="globalThis.handlerRan = true">');
    await fetch('https://attacker.example/').catch(() => undefined);
    const picture = new Image();
    picture.src = 'https://attacker.example/pixel.png';
    await new Promise((resolve) => {
      setTimeout(resolve, 300);
    });
    const all = globalThis as unknown as Record<string, unknown>;
    return { violations: [...new Set(violations)].sort(), ran: [all['inlineRan'], all['handlerRan']] };
  });
  expect(broken.ran).toEqual([undefined, undefined]);
  expect(broken.violations).toEqual(['connect-src', 'img-src', 'script-src-attr', 'script-src-elem']);
  const evaluated = await workstation.page.evaluate(async () => {
    const violated = new Promise((resolve) => {
      document.addEventListener('securitypolicyviolation', ({ blockedURI }) => {
        resolve(blockedURI);
      });
    });
    // A timer given as text is an eval of the page's own, outside the test's.
    (setTimeout as unknown as (code: string) => void)('globalThis.evalRan = true');
    return [await violated, (globalThis as unknown as Record<string, unknown>)['evalRan']];
  });
  expect(evaluated).toEqual(['eval', undefined]);
  expect(workstation.takeFaults().length).toBeGreaterThan(3);
});

test('[Q12] permissions are denied but for three', async ({ workstation }) => {
  const asked = await inPage(workstation, async () => {
    const position = await new Promise((resolve) => {
      navigator.geolocation.getCurrentPosition(
        () => {
          resolve('given');
        },
        ({ code }) => {
          resolve(code);
        },
      );
    });
    const media = await navigator.mediaDevices.getUserMedia({ audio: true, video: true }).then(
      () => 'given',
      (error: unknown) => (error as Error).name,
    );
    const screen = await navigator.mediaDevices.getDisplayMedia().then(
      () => 'given',
      (error: unknown) => (error as Error).name,
    );
    // Not named in the page's own policy, so the shell alone stands in the way.
    const midi = await navigator.requestMIDIAccess().then(
      () => 'given',
      (error: unknown) => (error as Error).name,
    );
    return { position, media, screen, midi, notify: Notification.permission, persisted: await navigator.storage.persist() };
  });
  expect(asked).toMatchObject({ position: 1, notify: 'granted', persisted: true });
  expect([asked.media, asked.screen, asked.midi]).not.toContain('given');
  expect(readFileSync(path.join(workstation.profile, 'logs', 'counterfoil.log'), 'utf8')).toContain('permission.denied code=midi');
  await workstation.page.evaluate(async () => {
    window.focus();
    await navigator.clipboard.writeText('INV-1');
  });
  expect(await inPage(workstation, async () => navigator.clipboard.readText().catch((error: unknown) => (error as Error).name))).toBe(
    'NotAllowedError',
  );
  workstation.takeFaults();
});

test('[Q12] no path leads out of the bundle', async ({ workstation }) => {
  const answers = await inPage(workstation, async () => {
    const targets = [
      '/..%2f..%2fpackage.json',
      '/%2e%2e/package.json',
      '/..%5c..%5cpackage.json',
      '/../electron/main.js',
      '//etc/passwd',
      '/%2fetc%2fpasswd',
      '/%',
      '/index.html%00.js',
      '/assets/',
    ];
    return Promise.all(targets.map(async (target) => [target, await fetch(`app://billing${target}`).then(({ status }) => status)]));
  });
  expect(Object.fromEntries(answers)).toEqual(Object.fromEntries(answers.map(([target]) => [target, 404])));
  const foreign = await shellOf(workstation).evaluate(async ({ session }) => [
    (await session.defaultSession.fetch('app://elsewhere/index.html').then(({ status }) => String(status), String)).replace(
      /.*(ERR_\w+|404).*/,
      '$1',
    ),
    await session.defaultSession
      .fetch('app://billing/index.html', { method: 'POST', body: 'x' })
      .then(({ status }) => String(status), String),
    (await session.defaultSession.fetch('https://attacker.example/').then(({ status }) => String(status), String)).replace(
      /.*(ERR_\w+).*/,
      '$1',
    ),
    (await session.defaultSession.fetch('file:///etc/passwd').then(({ status }) => String(status), String)).replace(/.*(ERR_\w+).*/, '$1'),
  ]);
  expect(foreign).toEqual(['ERR_BLOCKED_BY_CLIENT', '405', 'ERR_BLOCKED_BY_CLIENT', 'ERR_BLOCKED_BY_CLIENT']);
});

test('[Q12] a question that has not its channel’s shape is refused', async ({ workstation }) => {
  expect(await refused(workstation, 'file.save', { kind: 'pdf', name: '../../etc/passwd', bytes: new Uint8Array(1) })).toMatch(
    /file\.save: bad-question \/name/,
  );
  expect(await refused(workstation, 'file.save', { kind: 'exe', name: 'a', bytes: 'text' })).toMatch(/bad-question \/kind enum \/bytes/);
  expect(await refused(workstation, 'app.about', { path: '/etc' })).toMatch(/app\.about: bad-question/);
  expect(await refused(workstation, 'app.about', null)).toMatch(/bad-question/);
  expect(await refused(workstation, 'app.about', undefined)).toMatch(/^answered/);
  expect(
    await refused(workstation, 'folder.write', { grant: '0'.repeat(32), name: 'a.pdf', bytes: new Uint8Array(1), replace: true }),
  ).toBe('answered {"kind":"no-such-grant"}');
  expect(await refused(workstation, 'secret.read', { name: 'station-key' })).toBe('answered undefined');
  expect(await refused(workstation, 'link.open', { url: 'file:///etc/passwd' })).toBe('answered {"outcome":"refused"}');
  expect(readFileSync(path.join(workstation.profile, 'logs', 'counterfoil.log'), 'utf8')).toContain(
    'ipc.refused channel=file.save reason=bad-question',
  );
});

test('[Q12] a window that is not ours is not answered, even with the bridge', async ({ workstation }) => {
  const said = await shellOf(workstation).evaluate(async ({ BrowserWindow, app }) => {
    const ask = async (address: string): Promise<unknown> => {
      const window = new BrowserWindow({
        show: false,
        webPreferences: { preload: `${app.getAppPath()}/dist/electron/preload.cjs`, sandbox: true, contextIsolation: true },
      });
      await window.loadURL(address);
      const answer: unknown = await window.webContents.executeJavaScript(
        `counterfoil.ask['app.about']({}).then(() => 'answered', (error) => error.message)`,
      );
      window.destroy();
      return answer;
    };
    return [await ask('data:text/html,foreign'), await ask('app://billing/index.html')];
  });
  expect(said[0]).toContain('foreign-origin');
  expect(said[1]).toContain('not-our-window');
  // Our own page in that window asks as it always does, and is refused like the rest.
  for (const fault of workstation.takeFaults()) expect(fault).toMatch(/^uncaught Error invoking remote method .*: not-our-window$/);
});

test('a secret is refused where the system has no keyring', async ({ workstation }) => {
  const backend = await shellOf(workstation).evaluate(({ safeStorage }) => safeStorage.getSelectedStorageBackend());
  const kept = await refused(workstation, 'secret.keep', { name: 'server-token', value: 'swordfish' });
  const known = await refused(workstation, 'secret.known', { name: 'server-token' });
  const expected =
    backend === 'basic_text'
      ? ['answered {"outcome":"no-keyring"}', 'answered {"known":false}']
      : ['answered {"outcome":"kept"}', 'answered {"known":true}'];
  expect([kept, known]).toEqual(expected);
});
