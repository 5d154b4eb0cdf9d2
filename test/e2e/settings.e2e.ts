import { openByRail } from './steps.ts';
import { expect, test } from './workstation.ts';

test('[PHS-01, PHS-02, OPE-04, TAX-04, A20] an empty company is set up: entity, registration, rates, policy; the guide and the log follow', async ({
  workstation,
}) => {
  const { page } = workstation;
  await page.getByRole('button', { name: 'Start', exact: true }).click();

  const guide = page.getByRole('region', { name: 'Set-up guide' });
  await expect(guide).toContainText('First needs a legal entity.');
  await guide.getByRole('link', { name: 'Do it: Set up a legal entity' }).click();
  const form = page.getByRole('dialog', { name: 'New legal entity' });
  await form.getByRole('textbox', { name: 'Legal name' }).fill('Northwind GmbH');
  await form.getByRole('textbox', { name: /^Code/ }).fill('DE');
  await form.getByRole('combobox', { name: 'Country' }).fill('Germany');
  await page.getByRole('option', { name: 'Germany', exact: true }).click();
  await form.getByRole('textbox', { name: /^IBAN/ }).fill('DE00 1234');
  await form.getByRole('button', { name: 'Create entity' }).click();
  await expect(form.getByText('This is no IBAN')).toBeVisible();
  await form.getByRole('textbox', { name: /^IBAN/ }).fill('DE89 3704 0044 0532 0130 00');
  await form.getByRole('button', { name: 'Create entity' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Northwind GmbH');

  await page.getByRole('tab', { name: 'Tax' }).click();
  await page.getByRole('button', { name: 'Add registration' }).click();
  const registration = page.getByRole('dialog', { name: 'Add registration' });
  await registration.getByRole('textbox', { name: 'Tax number' }).fill('DE123456789');
  await registration.getByRole('button', { name: 'Add registration' }).click();
  await expect(registration.getByRole('textbox', { name: 'Tax number' })).toHaveAttribute('aria-invalid', 'true');
  await registration.getByRole('textbox', { name: 'Tax number' }).fill('DE136695976');
  await registration.getByRole('button', { name: 'Add registration' }).click();
  await expect(page.getByText('No rate')).toBeVisible();

  await page.getByRole('tab', { name: 'Policies' }).click();
  await page.getByRole('radio', { name: 'Once for the document' }).check();
  await page.getByRole('button', { name: 'Save policies' }).click();
  await expect(page.getByText('Policies saved')).toBeVisible();

  await openByRail(page, 'Settings');
  await page.getByRole('tab', { name: 'Tax rates' }).click();
  await page.getByRole('button', { name: 'Set up a country' }).first().click();
  const rates = page.getByRole('dialog', { name: 'Set up a country' });
  await expect(rates.getByRole('table', { name: 'Rates to add' })).toContainText('19');
  await rates.getByRole('button', { name: 'Add these rates' }).click();
  await expect(page.getByText('1 rate added')).toBeVisible();

  await openByRail(page, 'Home');
  await expect(guide).toContainText('3 of 3');

  await openByRail(page, 'Audit');
  const log = page.getByRole('list', { name: 'Audit' });
  await expect(log).toContainText('Northwind GmbH');
  await page.getByRole('combobox', { name: 'What happened' }).fill('Policies');
  await page
    .getByRole('option', { name: /Policies/ })
    .first()
    .click();
  await expect(log.getByRole('listitem')).toHaveCount(1);
  await log.getByRole('button', { name: /^What changed by/ }).click();
  await expect(log.getByRole('table')).toContainText('document');
});
