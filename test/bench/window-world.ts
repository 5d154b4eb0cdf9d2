import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { buildWhereStale } from '../../.scripts/build-stale.ts';
import { chromiumPath } from '../../.scripts/find-chromium.ts';
import { serveInterface } from '../../sync/server/static.ts';
import { laboratoryFiles, quietBrowser } from '../support/chromium.ts';
import { windowTools } from './window-tools.ts';

const root = path.resolve(import.meta.dirname, '..', '..');
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { readonly version: string };

export type BenchWindow = {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Runs in the page; `bench` holds window-tools.ts. */
  run<T>(script: string): Promise<T>;
  close(): Promise<void>;
};

/** A profile on the disk on which the built window is opened again and again. */
export type WindowOnDisk = {
  /** Lays documents into the window's own store by a step of store-bench-worker.ts, before the window opens. */
  fill<T>(step: string, count: number): Promise<T>;
  /** A browser of its own with an empty page in it. */
  launched(): Promise<BenchWindow>;
  /** The window at a place, as far as its navigation has begun. */
  opened(place: string): Promise<BenchWindow>;
  close(): Promise<void>;
};

const launch = (profile: string): Promise<BrowserContext> =>
  chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath(),
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    args: quietBrowser,
  });

export const windowOnDisk = async (): Promise<WindowOnDisk> => {
  if (!buildWhereStale('interface')) throw new Error('the interface was not built');
  const profile = mkdtempSync(path.join(tmpdir(), 'counterfoil-bench-'));
  const server = await serveInterface(path.join(root, 'dist', 'renderer'));

  const launched = async (): Promise<BenchWindow> => {
    const context = await launch(profile);
    const page = context.pages()[0] ?? (await context.newPage());
    await page.addInitScript({ content: windowTools });
    return { page, context, run: (script) => page.evaluate(script), close: () => context.close() };
  };

  return {
    launched,
    fill: async <T>(step: string, count: number) => {
      const context = await launch(profile);
      try {
        const files: Readonly<Record<string, string>> = await laboratoryFiles('test/browser/store-bench-worker.ts');
        await context.route(`${server.address}laboratory/**`, (route) => {
          const name = new URL(route.request().url()).pathname.replace('/laboratory/', '');
          return route.fulfill({ contentType: name.endsWith('.js') ? 'text/javascript' : 'text/html', body: files[name] ?? '' });
        });
        const page = await context.newPage();
        await page.goto(`${server.address}laboratory/index.html`);
        const question = JSON.stringify({ step, count, name: 'counterfoil', build: version });
        const told = await page.evaluate<T>(`ask(${question})`);
        await page.evaluate(`ask(${JSON.stringify({ step: 'close', count: 0 })})`);
        return told;
      } finally {
        await context.close();
      }
    },
    opened: async (place) => {
      const opened = await launched();
      await opened.page.goto(`${server.address}#${place}`, { waitUntil: 'commit' });
      return opened;
    },
    close: async () => {
      await server.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
};
