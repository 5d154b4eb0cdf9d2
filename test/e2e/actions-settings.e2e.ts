import { goTo, openEmpty } from './door-world.ts';
import { savedBy } from './saved-files.ts';
import { beginSmall, contentOf, give, giveCustomer, giveEntity, givePlan } from './small-company.ts';
import { choose } from './steps.ts';
import { expect, test } from './workstation.ts';

test('[OPE-01, OPE-03, OPE-05, SUB-29, NUM-02] a second entity is made, edited, registered, made fallback, locked and archived', async ({
  workstation,
}) => {
  test.setTimeout(120_000);
  const { page } = workstation;
  await openEmpty(page);
  const first = await giveEntity(page);
  await goTo(page, '/settings');
  await page.getByRole('button', { name: 'New legal entity' }).click();
  const form = page.getByRole('dialog', { name: 'New legal entity' });
  await form.getByRole('textbox', { name: 'Legal name' }).fill('Northwind SARL');
  await form.getByRole('textbox', { name: /^Code/ }).fill('fr');
  await choose(form.getByRole('combobox', { name: 'Country', exact: true }), 'France', 'France');
  await form.getByRole('textbox', { name: /^BIC/ }).fill('NOPE');
  await form.getByRole('button', { name: 'Create entity' }).click();
  await expect(form).toContainText('A BIC has 8 or 11 characters');
  await form.getByRole('textbox', { name: /^BIC/ }).fill('');
  await form.getByRole('textbox', { name: /^Street/ }).fill('1 rue du Port');
  await form.getByRole('button', { name: 'Create entity' }).click();
  // The German entity bills France already, and two cannot.
  await expect(form.getByRole('alert')).toBeVisible();
  await form.getByRole('button', { name: 'Cancel' }).click();

  const main = page.getByRole('main');
  const more = async (name: string): Promise<void> => {
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name }).click();
  };
  await goTo(page, `/settings/entities/${first}`);
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const edit = page.getByRole('dialog', { name: 'Edit legal entity' });
  await edit.getByRole('textbox', { name: 'Legal name' }).fill('Northwind Handel GmbH');
  const serves = edit.getByRole('combobox', { name: /^Bills customers in/ });
  await serves.press('Backspace');
  await edit.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Northwind Handel GmbH');
  await expect(main).not.toContainText('France');

  await goTo(page, '/settings?do=entity');
  await form.getByRole('textbox', { name: 'Legal name' }).fill('Northwind SARL');
  await form.getByRole('textbox', { name: /^Code/ }).fill('fr');
  await choose(form.getByRole('combobox', { name: 'Country', exact: true }), 'France', 'France');
  await form.getByRole('textbox', { name: /^Street/ }).fill('1 rue du Port');
  await form.getByRole('button', { name: 'Create entity' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Northwind SARL');
  await more('Make fallback');
  await page.getByRole('dialog').getByRole('button', { name: 'Make fallback' }).click();
  await expect(main).toContainText('Yes, bills where no other entity does');
  await goTo(page, `/settings/entities/${first}`);
  await more('Archive entity');
  await page.getByRole('dialog').getByRole('button', { name: 'Archive entity' }).click();
  await expect(main.getByText('Archived', { exact: true })).toBeVisible();
});

test('[INV-11, A19] invoice settings, template with its live preview and policies are changed and kept', async ({ workstation }) => {
  test.setTimeout(120_000);
  const { page } = workstation;
  await openEmpty(page);
  const id = await giveEntity(page);
  await goTo(page, `/settings/entities/${id}?tab=invoices`);
  await page.getByRole('tab', { name: 'Invoices' }).click();
  await page.getByRole('textbox', { name: /^Payment term/ }).fill('900');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('365 at most.')).toBeVisible();
  await page.getByRole('textbox', { name: /^Payment term/ }).fill('21');
  await choose(page.getByRole('combobox', { name: /^Language of documents/ }), 'British English', 'British');
  await page.getByRole('switch', { name: /^Use open credits/ }).setChecked(true);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Invoice settings saved')).toBeVisible();

  await page.getByRole('tab', { name: 'Template' }).click();
  const canvas = page.getByRole('img', { name: 'Preview of an example invoice' });
  await expect(canvas).toBeVisible({ timeout: 30_000 });
  const drawn = async (): Promise<string> => canvas.evaluate((element) => (element as HTMLCanvasElement).toDataURL().slice(-4000));
  const before = await drawn();
  await page.getByText('Compact', { exact: true }).click();
  await expect.poll(drawn, { timeout: 20_000 }).not.toBe(before);
  const compact = await drawn();
  await page.getByRole('textbox', { name: /^Footer/ }).fill('Managing director: Ada Lovelace');
  await page.getByRole('textbox', { name: 'Accent colour' }).fill('#9F1239');
  await expect.poll(drawn, { timeout: 20_000 }).not.toBe(compact);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Template saved')).toBeVisible();

  await page.getByRole('tab', { name: 'Policies' }).click();
  await page.getByRole('radio', { name: 'As if each month had 30 days: 15 of 30' }).check();
  await expect(page.getByText('1 rule changed')).toBeVisible();
  await page.getByRole('button', { name: 'Take back' }).click();
  await expect(page.getByText('1 rule changed')).toBeHidden();
  await page.getByRole('radio', { name: 'To the second' }).check();
  await page.getByRole('button', { name: 'Save policies' }).click();
  await expect(page.getByText('Policies saved')).toBeVisible();

  await page.getByRole('tab', { name: 'Tax', exact: true }).click();
  await page.getByRole('button', { name: 'End registration' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'End registration' }).click();
  await expect(page.getByText('Registration ended')).toBeVisible();

  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Lock the books' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Lock', exact: true }).click();
  await expect(page.getByText('The books are locked')).toBeVisible();
  await page.getByRole('tab', { name: 'Timeline' }).click();
  await expect(page.getByRole('list', { name: 'Timeline' }).getByRole('listitem')).toHaveCount(7);
});

test('[TAX-04, TAX-06, CUR-03] a tax rate is added, changed from a day and ended; an exchange rate is added and found by its pair', async ({
  workstation,
}) => {
  const { page } = workstation;
  await openEmpty(page);
  await giveEntity(page);
  await goTo(page, '/settings?tab=tax');
  await page.getByRole('button', { name: 'Add tax rate' }).click();
  const form = page.getByRole('dialog', { name: 'Add tax rate' });
  await choose(form.getByRole('combobox', { name: 'Country' }), 'France', 'France');
  await form.getByRole('textbox', { name: /^Name/ }).fill('TVA');
  await form.getByRole('textbox', { name: /^Rate/ }).fill('120');
  await form.getByRole('button', { name: 'Add rate' }).click();
  await expect(form).toContainText('100% at most.');
  await form.getByRole('textbox', { name: /^Rate/ }).fill('20');
  await form.getByRole('button', { name: 'Add rate' }).click();
  await expect(page.getByText('TVA 20% added')).toBeVisible();
  const row = page.getByRole('row', { name: /TVA/ });
  await row.getByRole('gridcell', { name: 'TVA' }).click();
  const dialog = page.getByRole('dialog', { name: 'Tax rate' });
  await dialog.getByRole('textbox', { name: /^New rate/ }).fill('21');
  await dialog.getByRole('textbox', { name: /^First day of the new rate/ }).fill('2030-01-01');
  await dialog.getByRole('button', { name: 'Change from a day' }).click();
  await expect(page.getByText('Changed to 21%')).toBeVisible();
  await expect(row).toHaveCount(2);
  // By its rate: the 21st stands among the days now and then.
  await row
    .filter({ has: page.getByRole('gridcell', { name: /^21\s?%?$/ }) })
    .getByRole('gridcell', { name: 'TVA' })
    .click();
  await dialog.getByText('End rate', { exact: true }).first().click();
  await dialog.getByRole('textbox', { name: /^First day without the rate/ }).fill('2031-01-01');
  await dialog.getByRole('button', { name: 'End rate' }).click();
  await expect(page.getByText('The rate ends')).toBeVisible();

  await page.getByRole('tab', { name: 'Exchange rates' }).click();
  await page.getByRole('button', { name: 'Add exchange rate' }).first().click();
  const rate = page.getByRole('dialog', { name: 'Add exchange rate' });
  await choose(rate.getByRole('combobox', { name: 'From' }), /^USD/, 'USD');
  await rate.getByRole('textbox', { name: /^Rate/ }).fill('0.92');
  await rate.getByRole('textbox', { name: /^Source/ }).fill('ECB');
  await rate.getByRole('button', { name: 'Add rate' }).click();
  await expect(page.getByText('USD to EUR added')).toBeVisible();
  await expect(page.getByRole('main')).toContainText('0.92');
});

test('[NUM-02, NUM-05] a series shows what became of each number, skips one with its reason and is closed for good', async ({
  workstation,
}) => {
  test.setTimeout(120_000);
  const { page } = workstation;
  const { productId } = await beginSmall(page);
  await givePlan(page, productId, 'basic', '49');
  await give(page, 'subscription.create', {
    customerId: await giveCustomer(page, 'Alster AG'),
    plan: 'basic',
    cycle: 'monthly',
    quantity: '1',
  });
  await goTo(page, '/runs/new');
  await page.getByRole('button', { name: 'Preview' }).click();
  await page
    .getByRole('button', { name: /^(Start|Issue|Run|Bill)/ })
    .first()
    .click();
  const sure = page.getByRole('dialog');
  await sure.getByRole('button', { name: 'Issue', exact: true }).click();
  await expect(page.getByRole('main')).toContainText('1 document was issued', { timeout: 30_000 });
  await goTo(page, '/settings?tab=numbers');
  await page.getByRole('button', { name: /^DE-INV/ }).click();
  await page.getByRole('button', { name: 'Skip next number' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Reason' }).fill('Torn form');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Void DE-INV/ })
    .click();
  await page.getByText('All numbers', { exact: true }).click();
  await expect(page.getByRole('main')).toContainText('Torn form');
  const file = await savedBy(workstation, 'ledger.csv', async () => page.getByRole('button', { name: 'Export CSV' }).click());
  expect(await contentOf(file)).toContain('Torn form');
  await page.getByRole('button', { name: 'Close series' }).click();
  const close = page.getByRole('dialog');
  await expect(close.getByRole('button', { name: 'Close series' })).toBeDisabled();
  await close.getByRole('checkbox').check();
  await close.getByRole('button', { name: 'Close series' }).click();
  await expect(page.getByText(/is closed$/)).toBeVisible();
});

test('[OPE-04, CUR-03, POL-07] a second bank account is added, changed and removed; a currency gets its steps', async ({ workstation }) => {
  const { page } = workstation;
  await openEmpty(page);
  const id = await giveEntity(page);
  await goTo(page, `/settings/entities/${id}`);
  const main = page.getByRole('main');
  await page.getByRole('button', { name: 'Add a bank account' }).click();
  const form = page.getByRole('dialog');
  await form.getByRole('textbox', { name: 'Bank', exact: true }).fill('Hansekontor Bank');
  await form.getByRole('textbox', { name: /^IBAN/ }).fill('DE89 3704 0044 0532 0130 00');
  await form.getByRole('button', { name: 'Add a bank account' }).click();
  await expect(main).toContainText('DE89 3704 0044 0532 0130 00');
  await page.getByRole('button', { name: 'Add a bank account' }).click();
  await form.getByRole('textbox', { name: 'Bank', exact: true }).fill('First Bank');
  await form.getByRole('textbox', { name: /^Without an IBAN/ }).fill('Account: 12345\nRouting: 021000021');
  await choose(form.getByRole('combobox', { name: 'Account currency' }), /^USD/, 'USD');
  await form.getByRole('button', { name: 'Add a bank account' }).click();
  const second = page.getByRole('group', { name: 'First Bank 12345' });
  await expect(second).toContainText('021000021');
  await second.getByRole('button', { name: 'Edit account' }).click();
  await form.getByRole('textbox', { name: 'Bank', exact: true }).fill('Second Bank');
  await form.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('group', { name: 'Second Bank 12345' }).getByRole('button', { name: 'Remove account' }).click();
  await expect(main).not.toContainText('Second Bank');
  await expect(main).toContainText('Hansekontor Bank');

  await page.getByRole('button', { name: 'Add a step' }).click();
  await choose(form.getByRole('combobox', { name: 'Currency' }), /^CHF/, 'CHF');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('region', { name: 'Steps of amounts' })).toContainText('0.05');
  await page.getByRole('button', { name: 'Remove the step of CHF' }).click();
  await expect(main).toContainText('rounded to the smallest unit');
});
