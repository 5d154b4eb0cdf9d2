import type { ElectronApplication, Page } from '@playwright/test';
import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { goTo } from './door-world.ts';
import { savedBy } from './saved-files.ts';
import { beginSmall, contentOf, giveCustomer } from './small-company.ts';
import { expect, test } from './workstation.ts';

/** What the system does where a file is opened while the program runs. */
const openWith = async (electron: ElectronApplication | null, file: string): Promise<void> => {
  await electron?.evaluate(({ app }, opened) => app.emit('second-instance', {}, ['counterfoil', opened], '/'), file);
};

const choose = async (electron: ElectronApplication | null, label: string): Promise<void> => {
  await electron?.evaluate(({ Menu }, wanted) => {
    const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []) ?? [];
    items.find((item) => item.label.replace('&', '').startsWith(wanted))?.click();
  }, label);
};

const heading = (page: Page) => page.getByRole('main').getByRole('heading', { level: 1 });

test('[A1] a backup that is opened with the program is offered for restoring; what is no backup says so', async ({ workstation }) => {
  test.setTimeout(120_000);
  const { page, electron, profile } = workstation;
  await beginSmall(page);
  await giveCustomer(page, 'Alster AG');
  await goTo(page, '/settings?tab=station');
  const backup = await savedBy(workstation, 'all.counterfoil', async () => page.getByRole('button', { name: 'Export everything' }).click());
  expect((await contentOf(backup)).length).toBeGreaterThan(1000);
  await giveCustomer(page, 'Later GmbH');
  const file = path.join(profile, 'year end.counterfoil');
  copyFileSync(backup, file);
  await openWith(electron, file);
  const ask = page.getByRole('dialog', { name: 'Restore a backup' });
  await expect(ask).toContainText('year end.counterfoil');
  await ask.getByRole('button', { name: 'Restore a backup' }).click();
  await expect(page.getByText(/^Restored: \d+ commands/)).toBeVisible();
  await goTo(page, '/customers');
  await expect(page.getByRole('gridcell', { name: 'Alster AG' })).toBeVisible();
  await expect(page.getByRole('gridcell', { name: 'Later GmbH' })).toHaveCount(0);

  await openWith(electron, path.join(profile, 'gone.counterfoil'));
  await expect(page.getByText('gone.counterfoil could not be opened (missing)')).toBeVisible();
});

test('[F1] every entry of the menu leads somewhere: import, restore, go', async ({ workstation }) => {
  const { page, electron } = workstation;
  await beginSmall(page);
  await choose(electron, 'Import');
  await expect(heading(page)).toHaveText('Import a file');
  await page
    .getByRole('link', { name: /^Usage/ })
    .last()
    .click();
  await expect(heading(page)).toBeVisible();
  await choose(electron, 'Restore');
  await expect(page.getByRole('dialog', { name: 'Restore a backup' })).toBeVisible();
  await page.keyboard.press('Escape');
  await choose(electron, 'Catalog');
  await expect(heading(page)).toHaveText('Catalog');
});
