import { goTo, openEmpty } from './door-world.ts';
import { expect, test } from './workstation.ts';

test('[A1] an empty workstation opens, with nothing broken and no network', async ({ workstation }) => {
  const { page } = workstation;
  await expect(page).toHaveTitle(/Counterfoil/);
  await expect(page.getByRole('heading').first()).toBeVisible();
  await workstation.reopen();
  await expect(workstation.page.getByRole('heading').first()).toBeVisible();
});

test('[A26] a second window never owns the store too: it says where the company is open, and goes on when that window is closed', async ({
  workstation,
}) => {
  // The desktop program has one window: a second start brings it to the front (shell-life).
  if (workstation.host === 'electron') return;
  const { page } = workstation;
  await openEmpty(page);
  await goTo(page, '/customers');
  const second = await page.context().newPage();
  await second.goto(page.url());
  await expect(second.getByText('Another window has this company open.')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: 'Customers' })).toBeVisible();
  await page.close();
  await expect(second.getByRole('heading', { level: 1, name: 'Customers' })).toBeVisible();
});

test('a program that was killed opens again', async ({ workstation }) => {
  await expect(workstation.page.getByRole('heading').first()).toBeVisible();
  await workstation.kill();
  await workstation.open();
  await expect(workstation.page.getByRole('heading').first()).toBeVisible();
});
