import { openByRail, openDemo } from './steps.ts';
import { expect, test } from './workstation.ts';

test('[SUB-14, S9, A20] a plan is sold, changed and cancelled, each with its bill in sight before', async ({ workstation }) => {
  test.setTimeout(240_000);
  const { page } = workstation;
  await openDemo(page);

  await openByRail(page, 'Subscriptions');
  await page.getByRole('button', { name: 'New subscription' }).click();
  await page.getByRole('combobox', { name: 'Customer' }).fill('Lindner');
  await page
    .getByRole('option', { name: /^Lindner/ })
    .first()
    .click();
  await page.getByRole('combobox', { name: 'Plan' }).click();
  await page.getByRole('option', { name: /Team/ }).first().click();
  await page.getByRole('textbox', { name: /^Quantity/ }).fill('12');
  const preview = page.getByRole('complementary', { name: 'Preview' });
  await expect(preview.getByText('Invoice', { exact: true })).toBeVisible();
  await expect(preview.getByRole('row', { name: /Net 168\.00/ })).toBeVisible();
  await expect(preview.getByRole('table', { name: 'Entitlements' })).toContainText('User seats');
  await page.getByRole('button', { name: 'Create subscription' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Team' })).toBeVisible();

  await page.getByRole('button', { name: 'Actions', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Cancel subscription' }).click();
  const drawer = page.getByRole('dialog', { name: 'Cancel subscription' });
  await expect(drawer.getByRole('table', { name: 'Entitlements' })).toBeVisible();
  await drawer.getByRole('button', { name: 'Cancel subscription' }).click();
  await expect(
    page
      .getByRole('table', { name: 'Planned changes' })
      .or(page.getByText('Cancelled', { exact: true }))
      .first(),
  ).toBeVisible();

  await page.getByRole('tab', { name: 'Timeline' }).click();
  await expect(page.getByText('Subscription created')).toBeVisible();
});
