import { setClock, openByRail } from './steps.ts';
import { makeCatalog } from './month/catalog.ts';
import { setUpCompany } from './month/set-up.ts';
import { customersFile, nameOf, subscriptionsFile, usageFile } from './month/customers.ts';
import { importRows } from './month/imports.ts';
import { bill, openDocumentOf } from './month/billing.ts';
import { savePdfAsShown } from './month/printed.ts';
import { credit, upgrade } from './month/corrections.ts';
import { expectStanding } from './month/usage.ts';
import { sell } from './month/sales.ts';
import { expect, test } from './workstation.ts';

test('[A18, A19, F3, F4, PRC-01, PRC-02, PRC-03, PRC-04, PRC-05, PRC-06, PRC-07, PRC-08, SUB-05, SUB-23, USG-05] a month offline, from an empty profile to the second bill', async ({
  workstation,
}) => {
  test.setTimeout(600_000);
  const { page } = workstation;
  await setClock(page, '2026-01-01T09:00:00.000Z');
  await test.step('the company is set up', async () => setUpCompany(page));
  await test.step('the catalog has a plan of every pricing model', async () => makeCatalog(page));
  await test.step('fifty customers come in from a file', async () => {
    await openByRail(page, 'Customers');
    await page.getByRole('button', { name: 'Import customers' }).click();
    await importRows(page, {
      name: 'debtors.csv',
      content: customersFile(),
      means: { Debtor: 'customer (needed)' },
      rows: 51,
      wrong: { count: 1, line: '52' },
    });
    await expect(page.getByText('50 entries')).toBeVisible();
  });
  await test.step('the eight models are sold', async () => {
    await sell(page, { customer: nameOf(1), plan: 'Basic', firstBill: ['49.00', '9.31', '58.31'] });
    await sell(page, { customer: nameOf(2), plan: 'Team', quantity: '8', firstBill: ['100.00', '19.00', '119.00'] });
    await sell(page, { customer: nameOf(3), plan: 'Volume', quantity: '200', firstBill: ['160.00', '30.40', '190.40'] });
    await sell(page, { customer: nameOf(4), plan: 'Graduated', quantity: '600', firstBill: ['480.00', '91.20', '571.20'] });
    await sell(page, { customer: nameOf(5), plan: 'Steps', quantity: '101', firstBill: ['300.00', '57.00', '357.00'] });
    await sell(page, { customer: nameOf(6), plan: 'Dynamic', quantity: '6', firstBill: ['60.00', '11.40', '71.40'] });
    await sell(page, { customer: nameOf(7), plan: 'Dynamic', quantity: '6', firstBill: ['48.00', '0.00', '48.00'] });
    await sell(page, { customer: nameOf(8), plan: 'Metered' });
    await sell(page, { customer: nameOf(9), plan: 'Hybrid', firstBill: ['99.00', '18.81', '117.81'] });
    await sell(page, { customer: nameOf(10), plan: 'Basic', firstBill: ['49.00', '9.31', '58.31'] });
  });
  await test.step('the other contracts come in from a file', async () => {
    await openByRail(page, 'Subscriptions');
    await page.getByRole('button', { name: 'Import subscriptions' }).click();
    await importRows(page, { name: 'contracts.csv', content: subscriptionsFile(), rows: 40 });
    await expect(page.getByText('50 entries')).toBeVisible();
  });
  await test.step('January is billed', async () => {
    await bill(page, 49, { invoices: '49', creditNotes: '0', net: '4,875.00', tax: '848.73', gross: '5,723.73' });
  });
  await test.step('documents are saved as PDFs and say what the screen says', async () => {
    await openDocumentOf(page, 'Invoices', nameOf(5));
    await savePdfAsShown(workstation, ['Northwind GmbH', '101', '300.00', '57.00', '357.00']);
    await openDocumentOf(page, 'Invoices', nameOf(7));
    await savePdfAsShown(workstation, ['FR40303265045', '48.00']);
  });
  await test.step('a mistake is corrected with a credit note', async () => {
    await openDocumentOf(page, 'Invoices', nameOf(4));
    const invoice = await page.getByRole('heading', { level: 1 }).innerText();
    await credit(page, '119', '100.00');
    const takesBack = page.getByRole('region', { name: 'Takes back from' });
    await expect(takesBack).toContainText(invoice);
    await expect(takesBack).toContainText('119.00');
    await savePdfAsShown(workstation, [invoice, nameOf(4), '100.00', '19.00', '119.00']);
    await openDocumentOf(page, 'Invoices', nameOf(4));
    await expect(page.getByRole('region', { name: 'Totals' })).toContainText('452.20EUR');
  });
  await test.step('a customer moves up in the middle of the month', async () => {
    await setClock(page, '2026-01-15T09:00:00.000Z');
    await upgrade(page, nameOf(10), 'Team', '10', ['26.87', '68.55', '125.00']);
  });
  await test.step('the use of January comes in, twice, and counts once', async () => {
    await setClock(page, '2026-01-31T22:59:59.900Z');
    await openByRail(page, 'Events');
    await page.getByRole('button', { name: 'Import usage' }).first().click();
    await importRows(page, { name: 'january.csv', content: usageFile(), rows: 5 });
    await expect(page.getByText('5 entries')).toBeVisible();
    await page.getByRole('button', { name: 'Import usage' }).first().click();
    await importRows(page, { name: 'january-again.csv', content: usageFile(), rows: 5 });
    await expect(page.getByText('5 entries')).toBeVisible();
    await expectStanding(page, { customer: nameOf(8), soFar: '12,345', costs: '223.45' });
    await expectStanding(page, { customer: nameOf(9), soFar: '1,500', costs: '25.00' });
  });
  await test.step('February is billed, with the use of January and the move', async () => {
    await setClock(page, '2026-02-01T09:00:00.000Z');
    await bill(page, 50, { invoices: '50', creditNotes: '0', net: '5,241.13', tax: '918.29', gross: '6,159.42' });
    await openDocumentOf(page, 'Invoices', nameOf(8));
    await savePdfAsShown(workstation, ['12,345', '223.45', '42.46', '265.91']);
    await openDocumentOf(page, 'Invoices', nameOf(10));
    await savePdfAsShown(workstation, ['125.00', '68.55', '26.87', '166.68', '31.66', '198.34']);
  });
  await test.step('every number is explained, and everything is there on the next start', async () => {
    await openByRail(page, 'Settings');
    await page.getByRole('tab', { name: 'Numbering' }).click();
    await expect(page.getByText('2 series: no number is missing, none unexplained.')).toBeVisible();
    const again = await workstation.reopen();
    await openByRail(again, 'Invoices');
    await expect(again.getByText('99 entries')).toBeVisible();
  });
});
