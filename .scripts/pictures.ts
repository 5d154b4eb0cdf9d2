// `npm run pictures`: draws the pictures of the README anew, from the demo company in the built interface. Nothing is retouched, and the station's code and
// the day are always the same, so that a picture changes only when the product does.

import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Locator, type Page } from 'playwright-core';
import { serveInterface } from '../sync/server/static.ts';
import { buildWhereStale } from './build-stale.ts';
import { chromiumPath } from './find-chromium.ts';

const root = path.resolve(import.meta.dirname, '..');
const folder = path.join(root, 'assets', 'pictures');
const size = { width: 1440, height: 860 };
const session = { user: 'Ada', station: 'K7M2', locale: 'en', theme: 'light' };

/** One picture: its name, and how to come to what it shows. */
type Scene = { readonly name: string; readonly show: (page: Page) => Promise<void> };

const go = async (page: Page, address: string): Promise<void> => {
  await page.goto(`${new URL(page.url()).origin}/#${address}`);
  await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
};

/** Opens the first row of a list that says this. */
const openRow = async (page: Page, address: string, says: string): Promise<void> => {
  await go(page, address);
  await page.getByRole('gridcell', { name: says, exact: true }).first().click();
};

const main = (page: Page): Locator => page.getByRole('main');

const scenes: readonly Scene[] = [
  {
    name: 'billing-run',
    show: async (page) => {
      await go(page, '/runs/new');
      await page.getByRole('button', { name: 'Preview' }).click();
      await main(page).getByRole('table').first().waitFor({ timeout: 120_000 });
    },
  },
  {
    name: 'explanation',
    show: async (page) => {
      await openRow(page, '/invoices?q=Fontaine', 'Fontaine Hôtellerie SA');
      const line = main(page).getByRole('row', { name: /Platform fee/ });
      await line.getByRole('button').last().click();
    },
  },
  {
    name: 'customer',
    show: async (page) => {
      await openRow(page, '/customers?q=Fontaine', 'Fontaine Hôtellerie SA');
    },
  },
  {
    name: 'price-editor',
    show: async (page) => {
      await openRow(page, '/catalog', 'Business');
      await page.getByRole('button', { name: 'Start a new version' }).click();
      await page.getByRole('textbox', { name: 'Seats: quantity' }).fill('60');
      await page.getByRole('group', { name: 'Seats', exact: true }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'list',
    show: async (page) => {
      const filters = encodeURIComponent('status:is:overdue|posted');
      await go(page, `/invoices?f=${filters}`);
    },
  },
  {
    name: 'home-dark',
    show: async (page) => {
      await page.getByRole('button', { name: 'Appearance' }).click();
      await page.getByRole('menuitem', { name: 'Dark' }).click();
      await go(page, '/');
      await page.getByRole('list', { name: 'Figures' }).waitFor();
    },
  },
];

/** Waits until the page has what it asked for, and stands still. */
const settled = async (page: Page): Promise<void> => {
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
  await page.waitForTimeout(1500);
};

async function draw(): Promise<void> {
  const profile = mkdtempSync(path.join(tmpdir(), 'counterfoil-pictures-'));
  const server = await serveInterface(path.join(root, 'dist', 'renderer'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath(),
    viewport: size,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    colorScheme: 'light',
    reducedMotion: 'reduce',
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--font-render-hinting=none'],
  });
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    const state = JSON.stringify(JSON.stringify({ state: session, version: 0 }));
    await page.addInitScript({
      content: `localStorage.getItem('counterfoil.session') ?? localStorage.setItem('counterfoil.session', ${state});`,
    });
    await page.goto(server.address);
    await page.getByRole('button', { name: 'Open the demo' }).click();
    await page.getByRole('navigation', { name: 'Main' }).waitFor({ timeout: 180_000 });
    for (const { name, show } of scenes) {
      await show(page);
      await settled(page);
      const file = path.join(folder, `${name}.png`);
      await page.mouse.move(0, 0);
      await page.screenshot({ path: file });
      console.log(`${name}.png  ${Math.round(statSync(file).size / 1024)} KB`);
    }
  } finally {
    await context.close();
    await server.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

if (buildWhereStale('interface')) await draw();
else process.exitCode = 1;
