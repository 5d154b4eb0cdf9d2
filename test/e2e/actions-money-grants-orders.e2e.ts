import { goTo } from './door-world.ts';
import { beginMoney, callsMetric, component, priced, putOnSale, sellAndOpen } from './money-world.ts';
import { give, giveProduct } from './small-company.ts';
import { choose } from './steps.ts';
import { expect, test } from './workstation.ts';

test('[ENT-06, ENT-18, ENT-24, ENT-25] use is entered, seats are set, units are added, a feature is granted and revoked', async ({
  workstation,
}) => {
  const { page } = workstation;
  const world = await beginMoney(page);
  await sellAndOpen(page, world, 'team');
  await page.getByRole('tab', { name: 'Entitlements' }).click();
  const standing = page.getByRole('table', { name: 'Entitlements' });
  const grants = page.getByRole('table', { name: 'Grants' });
  const dialog = page.getByRole('dialog');
  const act = async (name: string, action: string): Promise<void> => {
    await grants
      .getByRole('button', { name: `Actions for ${name}` })
      .first()
      .click();
    await page.getByRole('menuitem', { name: action }).click();
  };
  await act('Calls', 'Enter use');
  await expect(dialog).toContainText('0 of 1,000 used');
  await dialog.getByRole('textbox', { name: 'Units used' }).fill('250');
  await dialog.getByRole('textbox', { name: 'Reference' }).fill('batch-7');
  await dialog.getByRole('button', { name: 'Enter' }).click();
  await expect(standing.getByRole('row', { name: /Calls/ })).toContainText('750');
  await act('Calls', 'Enter use');
  await dialog.getByRole('textbox', { name: 'Units used' }).fill('5000');
  await dialog.getByRole('button', { name: 'Enter' }).click();
  await expect(dialog.getByRole('alert')).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  await act('Seats', 'Set what is in use');
  await dialog.getByRole('textbox', { name: 'In use now' }).fill('4');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(standing.getByRole('row', { name: /Seats/ })).toContainText('4');

  await act('Calls', 'Add units');
  await dialog.getByRole('textbox', { name: 'Units' }).fill('500');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Slow import last week');
  await expect(dialog.getByRole('table', { name: 'Entitlements' })).toContainText('1,500');
  await dialog.getByRole('button', { name: 'Add units' }).click();
  await expect(grants.getByRole('row', { name: /Calls/ })).toContainText('0 of 500 used');

  await page.getByRole('button', { name: 'Grant a feature' }).click();
  await choose(dialog.getByRole('combobox', { name: 'Feature' }), /^Seats/);
  await choose(dialog.getByRole('combobox', { name: 'Given as' }), 'A limit on what is in use');
  await dialog.getByRole('textbox', { name: 'Units' }).fill('2');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Pilot');
  await dialog.getByRole('button', { name: 'Grant' }).click();
  await expect(grants).toContainText('By hand');
  await grants
    .getByRole('row', { name: /By hand/ })
    .getByRole('button')
    .click();
  await page.getByRole('menuitem', { name: 'Revoke' }).click();
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Pilot is over');
  await dialog.getByRole('button', { name: 'Revoke' }).click();
  await expect(grants).toContainText('Pilot is over');
  await page.getByRole('tab', { name: 'Timeline' }).click();
  await expect(page.getByRole('list', { name: 'Timeline' })).toContainText('“Slow import last week”');
});

test('[BIL-01, BIL-06, BIL-09, INV-12] an order is placed, its milestone reached, billed, and cancelled line by line', async ({
  workstation,
}) => {
  const { page } = workstation;
  const world = await beginMoney(page);
  const services = await giveProduct(page, 'Services', 'base');
  const once = { billing: { kind: 'one-off', trigger: 'milestone' } } as const;
  await putOnSale(page, services, 'onboarding', priced([component('fee', { price: { kind: 'fixed', amount: '500' } })], once));
  const { metric: metricId = '' } = await give(page, 'metric.create', callsMetric);
  const calls = component('calls', {
    quantity: { kind: 'usage', metricId },
    price: { kind: 'per-unit', unitPrice: '1' },
    timing: 'arrears',
  });
  const prepaid = priced([calls], { billing: { kind: 'prepaid', unit: 'money', atZero: 'block' } });
  const packs = [{ id: 'small', name: 'Small', price: '50', credit: '60', expiresAfter: null }];
  const variants = prepaid.variants.map((variant) => ({ ...variant, packs }));
  await putOnSale(page, world.productId, 'wallet', { ...prepaid, variants });
  await sellAndOpen(page, world, 'wallet');

  await goTo(page, `/orders/new?customer=${world.customerId}`);
  await page.getByRole('button', { name: 'One-off plan' }).click();
  const first = page.getByRole('region', { name: 'Line 1' });
  await choose(first.getByRole('combobox', { name: 'Plan' }), /Onboarding/);
  await expect(first.getByRole('combobox', { name: 'Is billed' })).toHaveValue('At a milestone');
  await first.getByRole('textbox', { name: 'Milestone' }).fill('Go-live');
  await page.getByRole('button', { name: 'Credit pack' }).click();
  const second = page.getByRole('region', { name: 'Line 2' });
  await choose(second.getByRole('combobox', { name: 'Pack' }), /Small/);
  await page.getByRole('button', { name: 'Charge in own words' }).click();
  const third = page.getByRole('region', { name: 'Line 3' });
  await third.getByRole('textbox', { name: 'Description' }).fill('Workshop');
  await third.getByRole('textbox', { name: 'Unit price' }).fill('200');
  await third.getByRole('textbox', { name: 'Quantity' }).fill('2');
  const preview = page.getByRole('complementary', { name: 'Preview' });
  await expect(preview.getByRole('row', { name: /Workshop/ })).toContainText('400.00');
  await expect(preview.getByRole('row', { name: /Small/ })).toContainText('50.00');
  await page.getByRole('textbox', { name: 'Note' }).fill('Rollout');
  const place = page.getByRole('button', { name: 'Place order' });
  await page.setViewportSize({ width: 1280, height: 500 });
  const lowest = await place.evaluate((button) => {
    const { left } = button.getBoundingClientRect();
    const there = document.elementFromPoint(left, window.innerHeight - 2);
    return there === null ? '' : getComputedStyle(there).position;
  });
  expect(lowest, 'nothing that scrolls is seen beneath the foot of a form').toBe('sticky');
  await place.click();

  await expect(page.getByRole('heading', { level: 1, name: 'Rollout' })).toBeVisible();
  const lines = page.getByRole('table', { name: 'Lines' });
  const dialog = page.getByRole('dialog');
  await expect(lines.getByRole('row', { name: /Onboarding/ })).toContainText('When “Go-live” is reached');
  await lines.getByRole('button', { name: 'Milestone reached' }).click();
  await dialog.getByRole('button', { name: 'Enter' }).click();
  await expect(lines.getByRole('row', { name: /Onboarding/ })).toContainText('Mar 10, 2026');
  await lines
    .getByRole('row', { name: /Workshop/ })
    .getByRole('button', { name: 'Cancel line' })
    .click();
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Not wanted');
  await dialog.getByRole('button', { name: 'Cancel line' }).click();
  await expect(lines.getByRole('row', { name: /Workshop/ })).toContainText('Not wanted');

  await goTo(page, '/runs/new');
  await page.getByRole('button', { name: 'Preview' }).click();
  await page.getByRole('button', { name: /^Issue/ }).click();
  await dialog.getByRole('button', { name: 'Issue' }).click();
  await expect(page.getByRole('main')).toContainText('Billed');
  await goTo(page, '/orders');
  await page.getByRole('gridcell', { name: 'Rollout' }).click();
  await expect(page.getByRole('region', { name: 'Billed with' })).toContainText('654.50');
  await page.getByRole('button', { name: 'Cancel order' }).click();
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Customer gave up');
  await dialog.getByRole('button', { name: 'Cancel order' }).click();
  await expect(page.getByRole('main')).toContainText('Customer gave up');
});
