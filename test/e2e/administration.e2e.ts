import type { Page } from '@playwright/test';
import { goodPassword } from '../support/running-server.ts';
import { test, windowAt } from './administration-world.ts';
import { faultsInBothThemes } from './axe-faults.ts';
import { goTo } from './door-world.ts';
import { giveEntity } from './small-company.ts';
import { expect } from './workstation.ts';

const chip = (page: Page) => page.getByTestId('sync-chip');

const fill = async (page: Page, fields: Readonly<Record<string, string>>): Promise<void> => {
  for (const [name, value] of Object.entries(fields)) await page.getByRole('textbox', { name, exact: true }).fill(value);
};

/** Joins as somebody; whoever was given a password once sets their own first. */
const join = async (page: Page, name: string, password: string, station: string, own: string | null = null): Promise<void> => {
  await page.getByRole('link', { name: 'Connect' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await fill(page, { Name: name, Password: password });
  await page.locator('form').getByRole('button', { name: 'Sign in' }).click();
  if (own !== null) {
    await fill(page, { 'Your password now': password, 'New password': own, 'Once more': own });
    await page.getByRole('button', { name: 'Change', exact: true }).click();
  }
  await expect(page.getByRole('button', { name: 'Join' })).toBeVisible();
  await fill(page, { Name: station });
  await page.getByRole('button', { name: 'Join' }).click();
  await expect(chip(page)).toHaveAttribute('data-state', 'online');
};

const open = async (page: Page, tab: string): Promise<void> => {
  await goTo(page, `/administration?tab=${tab}`);
  await expect(page.getByRole('tab', { selected: true })).toHaveAccessibleName(new RegExp(tab, 'i'));
};

const openRow = async (page: Page, text: string): Promise<void> => {
  await page.getByRole('gridcell', { name: text, exact: true }).first().click();
  await expect(page.getByRole('dialog')).toBeVisible();
};

/** A person is added, told a password once, and signs in with it at another machine. */
const addNora = async (root: Page): Promise<string> => {
  await open(root, 'people');
  await root.getByRole('button', { name: 'Add somebody' }).click();
  await fill(root, { Name: 'Nora Novak', 'Name to sign in with': 'nora' });
  await root.getByRole('combobox', { name: 'Works for' }).click();
  await root.getByRole('option', { name: 'Some entities' }).click();
  await root.getByRole('combobox', { name: 'Entities' }).click();
  await root.getByRole('option').first().click();
  await root.keyboard.press('Tab');
  await root.getByRole('dialog').getByRole('button', { name: 'Add person' }).click();
  const password = await root.getByTestId('one-time-secret').innerText();
  await root.getByRole('button', { name: 'I have passed it on' }).click();
  await expect(root.getByText(password)).toHaveCount(0);
  await expect(root.getByRole('row', { name: /Nora Novak.*Has to set a password/ })).toBeVisible();
  return password;
};

const revokeStation = async (root: Page, code: string): Promise<void> => {
  await open(root, 'stations');
  await openRow(root, code);
  await root.getByRole('button', { name: 'Revoke', exact: true }).click();
  const dialog = root.getByRole('dialog', { name: new RegExp(`Revoke ${code}`) });
  await expect(dialog).toContainText('never given again');
  await dialog.getByRole('textbox', { name: 'Why' }).fill('Left in a train');
  await dialog.getByRole('button', { name: 'Revoke', exact: true }).click();
  await expect(root.getByText(`${code} is revoked.`)).toBeVisible();
  await root.keyboard.press('Escape');
};

test('[D2, D9, NUM-04, ROL-06] people are added and sign in, a station is revoked and hears of it, the chain is searched and holds', async ({
  office,
}) => {
  test.setTimeout(180_000);
  const root = await windowAt(office);
  await join(root, 'root', goodPassword, 'Front desk');
  await giveEntity(root);
  const password = await addNora(root);

  const nora = await windowAt(office);
  await join(nora, 'nora', password, 'Train', 'eleven quiet rivers');
  await goTo(nora, '/');
  await expect(nora.getByRole('link', { name: 'Administration' })).toBeVisible();
  await goTo(nora, '/administration?tab=jobs');
  await expect(nora.getByRole('tab', { name: 'Jobs' })).toHaveCount(0);

  // ROL-06: of her entity she reads what was done, and of the rest that there was something.
  await open(nora, 'audit');
  await expect(nora.getByText('Only what was done to DE.')).toBeVisible();
  await expect(nora.getByRole('gridcell', { name: 'Entity created' })).toHaveCount(1);
  await expect(nora.getByRole('gridcell', { name: 'Somebody was added' })).toHaveCount(0);
  await expect(nora.getByRole('button', { name: 'Verify the chain' })).toHaveCount(0);
  await expect(nora.getByRole('button', { name: 'Export', exact: true })).toBeEnabled();

  await open(root, 'stations');
  await expect(root.getByRole('row', { name: /S02.*Train.*Nora Novak.*Enrolled/ })).toBeVisible();
  await revokeStation(root, 'S02');
  await expect(nora.getByText('Station S02 was revoked')).toBeVisible();

  await open(root, 'audit');
  await root.getByRole('combobox', { name: 'What' }).click();
  await root.getByRole('option', { name: 'A station was revoked' }).click();
  await expect(root.getByRole('gridcell', { name: 'A station was revoked' })).toHaveCount(1);
  await openRow(root, 'A station was revoked');
  await expect(root.getByRole('dialog')).toContainText('Left in a train');
  await root.keyboard.press('Escape');
  await root.getByRole('button', { name: 'Verify the chain' }).click();
  await expect(root.getByText('The chain holds')).toBeVisible();

  await open(root, 'numbers');
  await expect(root.getByText('Every number is explained').first()).toBeVisible();
  await open(root, 'people');
  await openRow(root, 'Nora Novak');
  await root.getByRole('button', { name: 'Disable' }).click();
  await root
    .getByRole('dialog', { name: /Disable Nora/ })
    .getByRole('button', { name: 'Disable' })
    .click();
  await expect(root.getByRole('row', { name: /Nora Novak.*Disabled/ })).toBeVisible();
});

test('[A9, A14, A16, D3] no room has a serious fault of access in either theme; offline they say why', async ({ office }) => {
  test.setTimeout(180_000);
  const root = await windowAt(office);
  await join(root, 'root', goodPassword, 'Back office');
  const faults: string[] = [];
  for (const tab of ['people', 'stations', 'jobs', 'audit', 'numbers', 'health']) {
    await open(root, tab);
    await expect(root.getByRole('status', { name: 'Asking the server' })).toHaveCount(0);
    faults.push(...(await faultsInBothThemes(root, tab)));
  }
  await open(root, 'people');
  await openRow(root, 'Rita Root');
  await expect(root.getByRole('button', { name: 'Disable' })).toHaveAttribute('aria-disabled', 'true');
  faults.push(...(await faultsInBothThemes(root, 'a person')));
  await root.keyboard.press('Escape');
  await goTo(root, '/account');
  await root.getByRole('button', { name: 'Set up an authenticator' }).click();
  await expect(root.getByRole('img', { name: 'The key as a QR code' })).toBeVisible();
  faults.push(...(await faultsInBothThemes(root, 'the authenticator')));
  await goTo(root, '/sign-in?refused=sign-in.refused');
  await expect(root.getByText('ask your administrator to add you')).toBeVisible();
  await goTo(root, '/sync');
  await root.context().setOffline(true);
  await expect(chip(root)).toHaveAttribute('data-state', 'offline');
  await expect(root.getByRole('button', { name: 'Sign out' })).toHaveAttribute('aria-disabled', 'true');
  await goTo(root, '/administration');
  await expect(root.getByText('the server is out of reach')).toBeVisible();
  faults.push(...(await faultsInBothThemes(root, 'offline')));
  expect(faults).toEqual([]);
});
