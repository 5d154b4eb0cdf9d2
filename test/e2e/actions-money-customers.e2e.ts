import { goTo, openEmpty } from './door-world.ts';
import { beginSmall, give, giveCustomer, giveEntity } from './small-company.ts';
import { choose } from './steps.ts';
import { expect, test } from './workstation.ts';

test('[TAX-07, TAX-10, A12, A20] a customer is made, edited with contacts and free facts, undone, taxed, archived and brought back', async ({
  workstation,
}) => {
  const { page } = workstation;
  await beginSmall(page);
  await goTo(page, '/customers?new=1');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Company' }).fill('Lindner GmbH');
  await choose(dialog.getByRole('combobox', { name: 'Country' }), 'Germany', 'Germany');
  await expect(dialog).toContainText('Will be billed by Northwind GmbH.');
  await dialog.getByRole('button', { name: 'Contacts and free facts' }).click();
  await dialog.getByRole('button', { name: 'Add a contact' }).click();
  const contact = dialog.getByRole('region', { name: 'Contact 1' });
  await contact.getByRole('textbox', { name: 'Name' }).fill('Anna Lindner');
  await contact.getByRole('textbox', { name: 'Role' }).fill('Accounting');
  await dialog.getByRole('button', { name: 'Add to: Attributes' }).click();
  const attributes = dialog.getByRole('group', { name: 'Attributes' });
  await attributes.getByRole('textbox', { name: 'Name' }).fill('tier');
  await attributes.getByRole('textbox', { name: 'Value' }).fill('gold');
  await dialog.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Lindner GmbH' })).toBeVisible();
  const main = page.getByRole('main');
  await expect(main).toContainText('Anna Lindner');
  await expect(main).toContainText('gold');

  await page.getByRole('button', { name: 'Edit' }).click();
  await dialog.getByRole('textbox', { name: 'Purchase order' }).fill('PO-77');
  await dialog.getByRole('button', { name: 'Contacts and free facts' }).click();
  await attributes.getByRole('textbox', { name: 'Value' }).fill('silver');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(main).toContainText('PO-77');
  await expect(main).toContainText('silver');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(main).not.toContainText('PO-77');
  await expect(main).toContainText('gold');

  await page.getByRole('button', { name: 'Add a tax number' }).click();
  await dialog.getByRole('textbox', { name: 'Number' }).fill('DE136695976');
  await dialog.getByRole('button', { name: 'Add' }).click();
  await expect(page.getByRole('region', { name: 'Tax numbers' })).toContainText('DE136695976');
  await page.getByRole('region', { name: 'Tax numbers' }).getByRole('button', { name: 'Remove' }).click();
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('button', { name: 'Add an exemption' }).click();
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Charity');
  await dialog.getByRole('button', { name: 'Add' }).click();
  const exemptions = page.getByRole('region', { name: 'Tax exemptions' });
  await expect(exemptions).toContainText('Charity');
  await exemptions.getByRole('button', { name: 'Remove' }).click();
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await expect(exemptions).not.toContainText('Charity');

  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Archive' }).click();
  await dialog.getByRole('button', { name: 'Archive' }).click();
  await page.getByRole('button', { name: 'Bring back' }).click();
  await dialog.getByRole('button', { name: 'Bring back' }).click();
  await expect(page.getByRole('button', { name: 'New subscription' })).toBeVisible();
  await page.getByRole('tab', { name: 'Timeline' }).click();
  await expect(page.getByRole('list', { name: 'Timeline' })).toContainText('Customer brought back');

  await goTo(page, '/audit');
  await expect(page.getByRole('list', { name: 'Audit' })).toContainText('Tax exemption removed');
  await page
    .getByRole('button', { name: /What changed by “Customer edited”/ })
    .first()
    .click();
  await expect(page.getByRole('list', { name: 'Audit' })).toContainText('Attributes › tier');
});

test('[A7, A18, S8] customers come in from a file, look-alikes are named, and several are archived at once with a report', async ({
  workstation,
}) => {
  const { page } = workstation;
  await beginSmall(page);
  await giveCustomer(page, 'Lindner GmbH');
  await goTo(page, '/customers/import');
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: 'Choose a CSV file' }).click()]);
  const rows = [
    'customer id,company,country,city,customer since',
    'K-1,Weber KG,DE,Bonn,2026-01-05',
    'K-2,,DE,Bonn,2026-01-05',
    'K-3,Petit SARL,FR,Lyon,2026-02-01',
  ];
  await chooser.setFiles({ name: 'customers.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) });
  await page.getByRole('button', { name: 'Check the file' }).click();
  await expect(page.getByRole('table', { name: 'What is wrong' })).toBeVisible();
  await page.getByRole('checkbox', { name: 'Leave out rows that are wrong' }).check();
  await page.getByRole('button', { name: 'Check the file' }).click();
  await page.getByRole('button', { name: 'Import 2 rows' }).click();
  await page.getByRole('button', { name: 'Show them' }).click();
  const grid = page.getByTestId('grid-customer');
  await expect(grid).toContainText('Petit SARL');

  await page.getByRole('button', { name: 'New customer' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Company' }).fill('Lindner GmbH');
  await expect(page.getByRole('dialog')).toContainText('This may be somebody you have already');
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();

  await grid.getByRole('checkbox', { name: 'Select all' }).check();
  await page.getByRole('button', { name: 'Archive' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Archive' }).click();
  await expect(grid.getByRole('row', { name: /Petit/ })).toContainText('Archived');
});

test('[PHS-02, A16] each section says at its start what has to be there first; its button stands still until then and leads there', async ({
  workstation,
}) => {
  const { page } = workstation;
  await openEmpty(page);
  const needs = page.getByText('Before this can begin:');
  const steps = page.getByRole('status').filter({ has: needs }).getByRole('listitem');
  for (const [path, first] of [
    ['/customers', 'Set up a legal entity'],
    ['/subscriptions', 'Create a product'],
    ['/orders', 'Set up a legal entity'],
    ['/usage', 'Start a subscription'],
    ['/runs', 'Start a subscription'],
    ['/invoices', 'Set up a legal entity'],
    ['/credit-notes', 'Run billing'],
    ['/payments', 'Run billing'],
  ] as const) {
    await goTo(page, path);
    await expect(steps.first(), path).toContainText(first);
  }
  await goTo(page, '/customers');
  const create = page.getByRole('main').getByRole('button', { name: 'New customer' }).first();
  await expect(create).toBeDisabled();
  await create.click({ force: true });
  await expect(page.getByRole('textbox', { name: 'Company' })).toBeHidden();
  await expect(page.getByText('First needs a legal entity.')).toBeVisible();
  await page.getByRole('dialog').getByRole('link', { name: 'Set up a legal entity' }).click();
  await expect(page.getByRole('dialog', { name: 'New legal entity' })).toBeVisible();
  await page.keyboard.press('Escape');
  await giveEntity(page);
  await goTo(page, '/customers');
  await expect(create).toBeEnabled();
  await expect(page.getByText('No customers yet')).toBeVisible();
  await expect(needs).toBeHidden();
  await goTo(page, '/orders');
  await expect(steps).toHaveText(['Add a customer']);
});

test('[A3] what was opened last is offered first, under its own name and address, invoices too', async ({ workstation }) => {
  const { page } = workstation;
  await beginSmall(page);
  const customerId = await giveCustomer(page, 'Lindner GmbH');
  const draft = { customerId, entityId: null, currency: null, lines: [], note: '', netTermsDays: null };
  const { invoice = '' } = await give(page, 'invoice.create-manual', draft);
  await goTo(page, `/customers/${customerId}`);
  await expect(page.getByRole('heading', { level: 1, name: 'Lindner GmbH' })).toBeVisible();
  // There is no plan yet, so its button would stand still (PHS-02); the page itself opens.
  await goTo(page, `/subscriptions/new?customer=${customerId}`);
  await expect(page.getByRole('heading', { level: 1, name: 'New subscription' })).toBeVisible();
  await goTo(page, `/invoices/${invoice}`);
  await expect(page.getByRole('heading', { level: 1, name: 'Draft for Lindner GmbH' })).toBeVisible();
  await goTo(page, '/orders/new');
  await expect(page.getByRole('heading', { level: 1, name: 'New order' })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+k');
  const offered = page.getByRole('dialog').getByRole('option');
  await expect(offered.nth(0)).toContainText('Draft for Lindner GmbH');
  await expect(offered.nth(1)).toContainText('Lindner GmbH');
  await offered.nth(1).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Lindner GmbH' })).toBeVisible();
});
