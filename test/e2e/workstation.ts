// One running workstation for each test, in either host, with an empty profile of its own. When the test ends, the
// fixture itself proves what holds for every test: no network was touched, and the page broke no rule of its policy.

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  test as bare,
  chromium,
  _electron,
  errors as playwrightErrors,
  expect,
  type ElectronApplication,
  type Page,
} from '@playwright/test';
import { chromiumPath, findChromium } from '../../.scripts/find-chromium.ts';
import { electronFlags, findElectron, lacksDisplay } from '../../.scripts/find-electron.ts';
import { serveInterface } from '../../sync/server/static.ts';
import { browserProcess } from './browser-process.ts';
import { networkTouched } from './net-log.ts';

const root = path.resolve(import.meta.dirname, '..', '..');

/** Time enough to close on a machine with much else to do. */
const closingMs = 60_000;

export type Host = 'chromium' | 'electron';

export interface Workstation {
  readonly host: Host;
  /** The window. After `reopen` and `reopenKilled` it is another one. */
  readonly page: Page;
  /** Null in Chromium. */
  readonly electron: ElectronApplication | null;
  /** The folder of the profile: the station's documents and settings. */
  readonly profile: string;
  /** Closes as a user does, and opens again on the same documents. */
  readonly reopen: () => Promise<Page>;
  /** Ends the whole program without a warning, as a pulled plug would. */
  readonly kill: () => Promise<void>;
  /** Waits for the program to end by itself, as after Quit. */
  readonly ended: () => Promise<void>;
  /** Opens again after `kill` and `ended`. */
  readonly open: () => Promise<Page>;
  /** What the page did wrong until now: broken policy, uncaught errors. Taking it says that the test expects it. */
  readonly takeFaults: () => readonly string[];
}

interface Running {
  readonly page: Page;
  readonly electron: ElectronApplication | null;
  readonly close: () => Promise<void>;
  readonly kill: () => Promise<void>;
  readonly ended: Promise<void>;
}

export interface Launch {
  /** More arguments for the program: a file to open, a switch. */
  readonly args: readonly string[];
  /** The packaged program in place of Electron on the sources. */
  readonly executable: string | null;
  readonly env: Readonly<Record<string, string>>;
}

interface Options {
  /** How the program is started; `test.use({ launch: ... })`. Chromium takes no arguments. */
  readonly launch: Launch;
}

export const test = bare.extend<Options & { readonly workstation: Workstation }>({
  launch: [{ args: [], executable: null, env: {} }, { option: true }],
  workstation: async ({ launch }, use, info) => {
    const host = info.project.metadata['host'] as Host;
    onlyWith(host === 'electron' ? electronMissing(launch) : chromiumMissing());
    const profile = mkdtempSync(path.join(tmpdir(), 'counterfoil-e2e-'));
    const started = host === 'electron' ? electronHost(profile, launch) : await chromiumHost(profile);
    const watch = watchPages();
    let running: Running | null = await started.open(watch.page);
    const now = (): Running => {
      if (running === null) throw new Error('the workstation is not open');
      return running;
    };
    const open = async (): Promise<Page> => {
      running = await started.open(watch.page);
      return running.page;
    };
    await use({
      host,
      profile,
      get page() {
        return now().page;
      },
      get electron() {
        return now().electron;
      },
      open,
      reopen: async () => {
        await now().close();
        return open();
      },
      kill: async () => {
        const killed = now();
        running = null;
        await killed.kill();
      },
      ended: async () => {
        const { ended } = now();
        await ended;
        running = null;
      },
      takeFaults: watch.takeFaults,
    });
    await running?.close();
    const touched = started.networkTouched();
    await started.end();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    expect(touched, 'no network is touched').toEqual([]);
    expect(watch.takeFaults(), 'the page keeps to its policy and throws nothing').toEqual([]);
  },
});

export { expect };

/** A test that lacks something on this machine is skipped, with what it lacks. */
export function onlyWith(missing: string | null): void {
  bare.skip(missing !== null, missing ?? '');
}

/** Why the browser cannot run here, or null. */
function chromiumMissing(): string | null {
  const found = findChromium();
  return 'missing' in found ? `Chromium: ${found.missing}` : null;
}

/** Why the shell cannot run here, or null. */
function electronMissing(launch: Launch): string | null {
  if (lacksDisplay(process.platform, process.env)) return 'Electron: there is no display (xvfb-run gives one)';
  const found = findElectron(false);
  if ('missing' in found) return `Electron: ${found.missing}`;
  return launch.executable === null || existsSync(launch.executable) ? null : 'Electron: the packaged program is made on Linux alone';
}

interface StartedHost {
  readonly open: (watch: (page: Page) => void) => Promise<Running>;
  readonly networkTouched: () => readonly string[];
  readonly end: () => Promise<void>;
}

async function openElectron(profile: string, { args, executable, env: more }: Launch, netLog: string): Promise<ElectronApplication> {
  const { ELECTRON_RUN_AS_NODE: _plainNode, ...env } = process.env as Record<string, string>;
  const flags = [...electronFlags(), `--user-data-dir=${profile}`, `--log-net-log=${netLog}`, '--lang=en-US'];
  const options = { cwd: root, env: { ...env, LANGUAGE: 'en', LC_ALL: 'C.UTF-8', ...more } };
  if (executable === null) return _electron.launch({ ...options, args: [root, ...flags, ...args] });
  // Nothing holds a packaged program back until Playwright is attached, and on a busy machine Playwright then now and
  // again waits for a context that it has missed (about 1 start in 20 with five at a time). It ends such a start itself.
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await _electron.launch({ ...options, executablePath: executable, args: [...flags, ...args], timeout: 12_000 });
    } catch (error) {
      if (attempt === 3 || !(error instanceof playwrightErrors.TimeoutError)) throw error;
    }
  }
}

function electronHost(profile: string, launch: Launch): StartedHost {
  const logs: string[] = [];
  return {
    open: async (watch) => {
      const netLog = path.join(profile, `net-log-${logs.length}.json`);
      logs.push(netLog);
      const electron = await openElectron(profile, launch, netLog);
      electron.on('window', watch);
      const page = await electron.firstWindow();
      watch(page);
      await page.waitForLoadState('load');
      const ended = new Promise<void>((resolve) => {
        electron.process().once('exit', () => {
          resolve();
        });
      });
      const program = electron.process();
      return {
        page,
        electron,
        ended,
        close: async () => {
          const isClosed = await Promise.race([electron.close().then(() => true), delay(closingMs, false, { ref: false })]);
          if (isClosed) return;
          program.kill('SIGKILL');
          throw new Error('the program did not close: it may have asked whether it may');
        },
        kill: async () => {
          program.kill('SIGKILL');
          await ended;
        },
      };
    },
    networkTouched: () => logs.flatMap((file) => networkTouched(readFileSync(file, 'utf8'))),
    end: async () => {
      await Promise.resolve();
    },
  };
}

async function chromiumHost(profile: string): Promise<StartedHost> {
  const server = await serveInterface(path.join(root, 'dist', 'renderer'));
  const foreign: string[] = [];
  return {
    open: async (watch) => {
      const context = await chromium.launchPersistentContext(profile, {
        executablePath: chromiumPath(),
        viewport: { width: 1440, height: 900 },
        locale: 'en-US',
        args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
      });
      context.on('page', watch);
      context.on('request', (request) => {
        const url = request.url();
        if (!url.startsWith(server.address) && !/^(?:blob|data):/.test(url)) foreign.push(url);
      });
      const page = context.pages()[0] ?? (await context.newPage());
      watch(page);
      await page.goto(server.address);
      const ended = new Promise<void>((resolve) => {
        context.once('close', () => {
          resolve();
        });
      });
      return {
        page,
        electron: null,
        ended,
        close: async () => {
          await context.close();
        },
        kill: async () => {
          process.kill(browserProcess(profile), 'SIGKILL');
          await ended;
        },
      };
    },
    networkTouched: () => foreign,
    end: server.close,
  };
}

/** Listens for what pages do wrong. */
export function watchPages(): { readonly page: (page: Page) => void; readonly takeFaults: () => readonly string[] } {
  const seen = new WeakSet<Page>();
  let faults: string[] = [];
  return {
    page: (page) => {
      if (seen.has(page)) return;
      seen.add(page);
      page.on('pageerror', (error) => faults.push(`uncaught ${error.message}`));
      page.on('console', (message) => {
        if (/Content Security Policy|Permissions policy violation/i.test(message.text())) faults.push(message.text());
      });
    },
    takeFaults: () => {
      const taken = faults;
      faults = [];
      return taken;
    },
  };
}
