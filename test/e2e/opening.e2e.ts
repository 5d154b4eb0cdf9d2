import { expect, test } from './workstation.ts';

test('[A1] an empty workstation opens, with nothing broken and no network', async ({ workstation }) => {
  const { page } = workstation;
  await expect(page).toHaveTitle(/Counterfoil/);
  await expect(page.getByRole('heading').first()).toBeVisible();
  await workstation.reopen();
  await expect(workstation.page.getByRole('heading').first()).toBeVisible();
});

test('a program that was killed opens again', async ({ workstation }) => {
  await expect(workstation.page.getByRole('heading').first()).toBeVisible();
  await workstation.kill();
  await workstation.open();
  await expect(workstation.page.getByRole('heading').first()).toBeVisible();
});
