import type { Page } from '@playwright/test';
import { goTo, openEmpty } from './door-world.ts';
import { savedBy } from './saved-files.ts';
import { beginSmall, contentOf, give, giveCustomer, giveEntity, givePlan } from './small-company.ts';
import { choose } from './steps.ts';
import { expect, onlyWith, test } from './workstation.ts';

test('[A1] a fresh profile has its choices, a server to connect to among them', async ({ workstation }) => {
  const { page } = workstation;
  const choices = page.getByRole('main').getByRole('listitem');
  await expect(choices).toHaveCount(4);
  for (const name of ['Start with an empty company', 'Work in the demo company', 'Restore a backup', 'Connect to a server'])
    await expect(page.getByRole('heading', { name })).toBeVisible();
  const server = choices.filter({ hasText: 'Connect to a server' });
  await server.getByRole('button').or(server.getByRole('link')).click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page).toHaveURL(/#\/connect/);
});

test('[A1, A18] everything is exported, deleted and restored; a file that is no backup changes nothing', async ({ workstation }) => {
  test.setTimeout(120_000);
  const { page } = workstation;
  await beginSmall(page);
  await giveCustomer(page, 'Alster AG');
  await goTo(page, '/settings?tab=station');
  const backup = await savedBy(workstation, 'all.counterfoil', async () => page.getByRole('button', { name: 'Export everything' }).click());
  expect((await contentOf(backup)).length).toBeGreaterThan(1000);

  await page.getByRole('button', { name: 'Delete from this device' }).click();
  const ask = page.getByRole('dialog');
  await expect(ask.getByRole('button', { name: 'Delete from this device' })).toBeDisabled();
  await ask.getByRole('textbox').fill('delete');
  await ask.getByRole('button', { name: 'Delete from this device' }).click();
  await expect(page.getByRole('heading', { name: 'Welcome to Counterfoil' })).toBeVisible();

  const file = page.getByLabel('Restore a backup', { exact: true });
  await file.setInputFiles({ name: 'broken.counterfoil', mimeType: 'application/json', buffer: Buffer.from('{"format":') });
  await expect(page.getByRole('main').getByRole('alert')).toHaveText(
    'broken.counterfoil was not restored. This file is no backup of Counterfoil.',
  );
  await file.setInputFiles(backup);
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
  await goTo(page, '/customers');
  await expect(page.getByRole('gridcell', { name: 'Alster AG' })).toBeVisible();

  await goTo(page, '/settings?tab=station');
  await page.getByRole('button', { name: 'Restore a backup' }).click();
  const restore = page.getByRole('dialog');
  await restore.locator('input[type="file"]').setInputFiles(backup);
  const copy = await savedBy(workstation, 'before.counterfoil', async () =>
    restore.getByRole('button', { name: 'Restore a backup' }).click(),
  );
  await expect(page.getByText(/^Restored: \d+ commands/)).toBeVisible();
  expect((await contentOf(copy)).length).toBeGreaterThan(1000);
});

test('[NUM-04, NUM-05, A1] after a restore on a new machine the series of the earlier one is closed here, where there is no server', async ({
  workstation,
}) => {
  test.setTimeout(120_000);
  const { page } = workstation;
  const browser = page.context().browser();
  onlyWith(browser === null ? 'a second profile beside the first' : null);
  const { entityId } = await beginSmall(page);
  const customerId = await giveCustomer(page, 'Alster AG');
  const issue = async (on: Page): Promise<string> => {
    const price = { kind: 'agreed' as const, unitPrice: '10', taxClass: 'standard', taxInclusive: false, productId: null };
    const lines = [{ description: 'Workshop', quantity: '1', period: null, tax: null, price }];
    const draft = { customerId, entityId, currency: 'EUR' as const, netTermsDays: 14, note: '', lines };
    const { invoice = '' } = await give(on, 'invoice.create-manual', draft);
    await give(on, 'invoice.post-draft', { invoiceId: invoice, on: null });
    return on.evaluate(async (id) => (await window.counterfoilWorkstation().get('invoice', id))?.number ?? '', invoice);
  };
  const first = await issue(page);
  const [, code = ''] = /-([A-Z0-9]+)-\d{4}-\d+$/.exec(first) ?? [];
  await goTo(page, '/settings?tab=station');
  const backup = await savedBy(workstation, 'moved.counterfoil', async () =>
    page.getByRole('button', { name: 'Export everything' }).click(),
  );

  const context = await browser?.newContext({ locale: 'en-US' });
  const machine = await context?.newPage();
  if (machine === undefined) throw new Error('there is a browser');
  await machine.goto(new URL('/', page.url()).href);
  await machine.getByLabel('Restore a backup', { exact: true }).setInputFiles(backup);
  await expect(machine.getByRole('navigation', { name: 'Main' })).toBeVisible();
  const second = await issue(machine);
  expect(second).not.toContain(`-${code}-`);
  await goTo(machine, '/settings?tab=numbers');
  await machine.getByRole('button', { name: new RegExp(`-${code}-`) }).click();
  await expect(machine.getByText(`Station ${code} gave these numbers. If it is an earlier machine`)).toBeVisible();
  await machine.getByRole('button', { name: 'Close series' }).click();
  const ask = machine.getByRole('dialog', { name: 'Close series' });
  await expect(ask).toContainText(`Close it only if nobody ever works with station ${code} again`);
  await expect(ask).toContainText(first.replace(/1$/, '2'));
  await expect(ask.getByRole('button', { name: 'Close series' })).toBeDisabled();
  await ask.getByRole('checkbox', { name: `I know that station ${code} gives no numbers any more` }).check();
  await ask.getByRole('button', { name: 'Close series' }).click();
  await expect(machine.getByText(`${first.slice(0, first.lastIndexOf('-') + 1)} is closed`)).toBeVisible();
  await expect(machine.getByRole('button', { name: 'Close series' })).toHaveCount(0);
  await expect(machine.getByRole('status').filter({ hasText: 'none unexplained' })).toBeVisible();
  await context?.close();
});

test('[A5, A24] people of the station, appearance and the about page', async ({ workstation }) => {
  test.setTimeout(120_000);
  const { page } = workstation;
  await beginSmall(page);
  await goTo(page, '/settings?tab=station');
  await page.getByRole('textbox', { name: 'Your name' }).fill('Ada');
  await page.getByRole('textbox', { name: 'Your name' }).press('Enter');
  await page.getByRole('textbox', { name: 'Name of another person' }).fill('Ben');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await choose(page.getByRole('combobox', { name: 'Home screen for Ben' }), 'Sales');
  await page.getByRole('radio', { name: 'Work as Ben' }).check();
  await expect(page.getByText('You work as Ben')).toBeVisible();
  await giveCustomer(page, 'Bille GmbH');
  await page.reload();
  await expect(page.getByRole('radio', { name: 'Work as Ben' })).toBeChecked();
  await page.getByRole('button', { name: 'Remove Ada' }).click();
  await expect(page.getByRole('radio', { name: 'Work as Ada' })).toHaveCount(0);
  await goTo(page, '/');
  await expect(page.getByText('Active subscriptions')).toBeVisible();
  await goTo(page, '/audit');
  await expect(page.getByRole('list', { name: 'Audit' })).toContainText('Ben');

  await goTo(page, '/settings?tab=station');
  await page.getByText('Dark', { exact: true }).click();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await page.getByText('Deutsch', { exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Einstellungen');
  await page.getByText('English', { exact: true }).click();

  await goTo(page, '/settings?tab=about');
  await expect(page.getByRole('main')).toContainText(/Version\s*\d+\.\d+\.\d+/);
  await page.getByRole('button', { name: 'Show licences of what is built in' }).click();
  await expect(page.getByLabel('Licences').last()).toContainText('react');
  const diagnostics = await savedBy(workstation, 'diagnostics.txt', async () =>
    page.getByRole('button', { name: 'Save diagnostic file' }).click(),
  );
  const told = await contentOf(diagnostics);
  // The shell's own file has its log; the browser's has counts.
  expect(told).toMatch(workstation.host === 'electron' ? /electron: \d+/ : /documents\.customer: 1/);
  for (const secret of ['Bille', 'Northwind', 'Ben', 'Ada', '19.00']) expect(told).not.toContain(secret);
});

test('[A6] a view of a list is saved, renamed, made the first, shared as a link and deleted', async ({ workstation }) => {
  const { page } = workstation;
  await openEmpty(page);
  await giveEntity(page);
  await giveCustomer(page, 'Alster AG');
  await giveCustomer(page, 'Bille GmbH');
  await page
    .context()
    .grantPermissions(['clipboard-read', 'clipboard-write'])
    .catch(() => null);
  await goTo(page, '/customers');
  await page
    .getByRole('searchbox')
    .or(page.getByRole('textbox', { name: 'Search this list' }))
    .first()
    .fill('Alster');
  await expect(page.getByRole('gridcell', { name: 'Bille GmbH' })).toHaveCount(0);
  const views = page.getByRole('button', { name: 'Saved views' });
  const choice = async (name: string): Promise<void> => {
    await views.click();
    await page.getByRole('menuitem', { name, exact: true }).click();
  };
  await choice('Save this view');
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name of the view' }).fill('Mine');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await choice('Rename “Mine”');
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name of the view' }).fill('North');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await choice('Begin with “North”');
  await choice('Copy link to this view');
  await expect(page.getByText('The link was copied')).toBeVisible();
  const link = page.url();
  expect(link).toContain('Alster');
  await goTo(page, '/');
  await goTo(page, '/customers');
  await expect(page.getByRole('gridcell', { name: 'Alster AG' })).toBeVisible();
  await expect(page.getByRole('gridcell', { name: 'Bille GmbH' })).toHaveCount(0);
  await choice('Delete “North”');
  await goTo(page, '/');
  await goTo(page, '/customers');
  await expect(page.getByRole('gridcell', { name: 'Bille GmbH' })).toBeVisible();
});

test('[A2, PHS-01, PHS-02, PHS-03] the guide locks what is not ready, ticks what is done and can be put aside; each role has its home', async ({
  workstation,
}) => {
  const { page } = workstation;
  await openEmpty(page);
  const guide = page.getByRole('region', { name: 'Set-up guide' });
  await expect(guide).toContainText('First needs a legal entity.');
  await giveEntity(page);
  await expect(guide).toContainText('3 of 3');
  // The parts come to the sum: a phase in which nothing has to be done says so in place of a figure.
  const figures = (await guide.getByText(/^\d+ of \d+$/).allInnerTexts()).map((figure) => figure.split(' of ').map(Number));
  const [sum, ...parts] = figures;
  expect([0, 1].map((at) => parts.reduce((total, part) => total + (part[at] ?? 0), 0))).toEqual(sum);
  await expect(guide.getByRole('button', { name: /^4\. Changes/ })).toContainText('optional');
  await guide.getByRole('button', { name: /^3\. Customers/ }).click();
  await expect(guide).toContainText(/First needs .*active plan/);
  await guide.getByRole('button', { name: 'Put aside' }).click();
  await expect(guide).toHaveCount(0);
  await page.getByText('Sales', { exact: true }).click();
  await expect(page.getByText('Active subscriptions')).toBeVisible();
  await page.getByText('Administration', { exact: true }).click();
  await page.getByText('Finance', { exact: true }).click();
  await expect(page.getByText('Open invoices')).toBeVisible();
  await page.getByRole('link', { name: 'Open the set-up guide' }).click();
  await expect(page.getByRole('main')).toContainText('Company and tax');
});

test('[A22] one key covers every amount, on lists, records, prices and previews, and the same key shows them again', async ({
  workstation,
}) => {
  test.setTimeout(120_000);
  const { page } = workstation;
  const { productId } = await beginSmall(page);
  const planId = await givePlan(page, productId, 'basic', '4321.09');
  await give(page, 'subscription.create', {
    customerId: await giveCustomer(page, 'Alster AG'),
    plan: 'basic',
    cycle: 'monthly',
    quantity: '1',
  });
  const main = page.getByRole('main');
  const places = async (look: () => Promise<void>): Promise<void> => {
    for (const address of [`/catalog/plans/${planId}`, '/subscriptions', '/customers', '/runs/new']) {
      await goTo(page, address);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      if (address === '/runs/new') await page.getByRole('button', { name: 'Preview' }).click();
      await page.waitForLoadState('networkidle');
      await look();
    }
  };
  await goTo(page, `/catalog/plans/${planId}`);
  await expect(main).toContainText('4,321.09');
  await page.keyboard.press('Control+Shift+P');
  await expect(main).toContainText('•••••');
  await places(async () => {
    await page.waitForTimeout(400);
    expect(await main.innerText()).not.toMatch(/4,321|5,142/);
  });
  await page.keyboard.press('Control+Shift+P');
  await goTo(page, `/catalog/plans/${planId}`);
  await expect(main).toContainText('4,321.09');
});
