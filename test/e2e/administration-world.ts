import { test as bare, type Browser, chromium, type Page } from '@playwright/test';
import { chromiumPath, findChromium } from '../../.scripts/find-chromium.ts';
import { ask } from '../support/answered.ts';
import { goodPassword } from '../support/running-server.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { expect, onlyWith } from './workstation.ts';

type Office = { readonly server: ServerProcess; readonly browser: Browser };

/** A window of its own, as on another machine, at the interface that the server itself serves. */
export const windowAt = async ({ browser, server }: Office): Promise<Page> => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, locale: 'en-US', reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${server.port}/`);
  return page;
};

/** Why windows that come from a server cannot be opened here, or null. The desktop program is no browser. */
const whyNotHere = (host: unknown): string | null => {
  if (host !== 'chromium') return 'the interface comes from the server in a browser only';
  const found = findChromium();
  return 'missing' in found ? `Chromium: ${found.missing}` : null;
};

/** A server in a process of its own with its first administrator, and a browser for everybody who works there. */
export const test = bare.extend<{ readonly office: Office }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright wants an object here, whatever of it is used
  office: async ({}, use, info) => {
    onlyWith(whyNotHere(info.project.metadata['host']));
    const server = await startServerProcess([], { COUNTERFOIL_SERVER_DATA: info.outputPath('server') });
    const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });
    const first = { setupCode: server.setupCode, signInName: 'root', name: 'Rita Root', password: goodPassword };
    const made = await ask(server.port, { path: '/people/v1/first-administrator', body: first, headers: { 'x-counterfoil': '1' } });
    expect(made.status).toBe(200);
    await use({ server, browser });
    await browser.close();
    await server.stop();
  },
});
