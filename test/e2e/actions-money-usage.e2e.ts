import { readFileSync } from 'node:fs';
import { goTo } from './door-world.ts';
import { beginMoney, callsMetric, component, moneyDay, priced, putOnSale, sellAndOpen } from './money-world.ts';
import { savedBy } from './saved-files.ts';
import { give } from './small-company.ts';
import { choose, setClock } from './steps.ts';
import { expect, test } from './workstation.ts';

test('[USG-03, USG-07, USG-10, USG-12, USG-15] a metric is made, an event entered, corrected and voided, the total with it', async ({
  workstation,
}) => {
  const { page } = workstation;
  const world = await beginMoney(page);
  const dialog = page.getByRole('dialog');
  // Nothing is measured yet: the empty list leads there first.
  await goTo(page, '/usage');
  await page.getByRole('button', { name: 'New metric' }).click();
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Storage');
  await dialog.getByRole('textbox', { name: 'Code' }).fill('storage');
  await dialog.getByRole('textbox', { name: 'Event name' }).fill('disk.used');
  await dialog.getByRole('textbox', { name: 'Unit' }).fill('GB');
  await dialog.getByRole('textbox', { name: 'Property' }).fill('gb');
  await dialog.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Storage' })).toBeVisible();
  const metricId = decodeURIComponent(page.url().split('/').at(-1) ?? '');
  const metered = component('disk', {
    quantity: { kind: 'usage', metricId },
    price: { kind: 'per-unit', unitPrice: '0.50' },
    timing: 'arrears',
  });
  await putOnSale(page, world.productId, 'disk', priced([metered], { billing: { kind: 'usage', graceDays: 0 } }));
  await give(page, 'subscription.create', { customerId: world.customerId, plan: 'disk', cycle: 'monthly', startsOn: '2026-03-01' });

  await goTo(page, '/usage');
  await page.getByRole('button', { name: 'Enter an event' }).click();
  await choose(dialog.getByRole('combobox', { name: 'Customer' }), 'Lindner GmbH');
  await choose(dialog.getByRole('combobox', { name: 'Event' }), 'disk.used');
  // What its metric reads is asked for by its name.
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toHaveValue('gb');
  await dialog.getByRole('textbox', { name: 'Value' }).fill('120');
  await dialog.getByRole('button', { name: 'Enter' }).click();
  await expect(dialog).toBeHidden();
  const grid = page.getByTestId('grid-usage-event');
  await grid.getByRole('gridcell', { name: 'gb: 120' }).click();
  await expect(dialog).toContainText('disk.used');
  await dialog.getByRole('button', { name: 'Correct' }).click();
  const correction = page.getByRole('dialog', { name: 'Correct this event' });
  await correction.getByRole('textbox', { name: 'Value' }).fill('100');
  await correction.getByRole('button', { name: 'Correct' }).click();
  await expect(correction).toBeHidden();
  await expect(dialog).toContainText('No, another took its place');
  await dialog.getByRole('button', { name: 'Show it' }).click();
  await expect(dialog).toContainText('100');

  // A running total holds what was before this moment.
  await setClock(page, `${moneyDay}T10:00:00.000Z`);
  await goTo(page, `/usage/running?customer=${world.customerId}`);
  await expect(page.getByRole('main')).toContainText('50.00');
  await goTo(page, '/usage');
  await grid.getByRole('gridcell', { name: 'gb: 100' }).click();
  await dialog.getByRole('button', { name: 'Void' }).click();
  const voiding = page.getByRole('dialog', { name: 'Void this event?' });
  await voiding.getByRole('button', { name: 'Void' }).click();
  await expect(voiding).toBeHidden();
  await expect(dialog).toContainText('Voided by');
  await page.keyboard.press('Escape');
  await goTo(page, `/usage/running?customer=${world.customerId}`);
  await expect(page.getByRole('main')).not.toContainText('50.00');

  await goTo(page, `/usage/metrics/${encodeURIComponent(metricId)}`);
  await page.getByRole('button', { name: 'Archive' }).click();
  await dialog.getByRole('button', { name: 'Archive' }).click();
  // A plan on sale still prices it.
  await expect(dialog.getByRole('alert')).toBeVisible();
});

test('[A18, USG-13] events are imported: mapped, checked, brought in, and found again', async ({ workstation }) => {
  const { page } = workstation;
  const world = await beginMoney(page);
  await give(page, 'customer.edit', {
    customerId: world.customerId,
    fields: { externalId: { from: '', to: 'L-1' } },
    attributes: {},
    metadata: {},
  });
  await give(page, 'metric.create', callsMetric);
  await sellAndOpen(page, world, 'team');
  await goTo(page, '/usage/import');
  const template = await savedBy(workstation, 'usage.csv', () => page.getByRole('button', { name: 'Save an empty template' }).click());
  expect(readFileSync(template, 'utf8')).toContain('customer');
  const rows = ['who,event,at,key,property:count', 'L-1,api.calls,2026-03-09T10:00:00Z,k-1,12', 'L-1,api.calls,soon,k-2,7'];
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: 'Choose a CSV file' }).click()]);
  await chooser.setFiles({ name: 'calls.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) });
  const mapping = page.getByRole('table', { name: 'Columns' });
  await expect(page.getByRole('main')).toContainText('customer');
  await choose(mapping.getByRole('combobox', { name: 'What who means' }), /^customer/);
  await page.getByRole('button', { name: 'Check the file' }).click();
  const problems = page.getByRole('table', { name: 'What is wrong' });
  await expect(problems).toContainText('soon');
  await page.getByRole('checkbox', { name: 'Leave out rows that are wrong' }).check();
  await page.getByRole('button', { name: 'Check the file' }).click();
  await page.getByRole('button', { name: 'Import 1 row' }).click();
  await page.getByRole('button', { name: 'Show them' }).click();
  await expect(page.getByTestId('grid-usage-event')).toContainText('count: 12');
});
