import { expect, type Page } from '@playwright/test';
import { choose, openByRail } from '../steps.ts';

/** The company with its tax, its rates and the way in which its documents are numbered. */
export const setUpCompany = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  const guide = page.getByRole('region', { name: 'Set-up guide' });
  await guide.getByRole('link', { name: 'Do it: Set up a legal entity' }).click();

  const form = page.getByRole('dialog', { name: 'New legal entity' });
  await form.getByRole('textbox', { name: 'Legal name' }).fill('Northwind GmbH');
  await form.getByRole('textbox', { name: /^Code/ }).fill('DE');
  await form.getByRole('textbox', { name: 'Street and number' }).fill('Hafenstraße 7');
  await form.getByRole('textbox', { name: 'Postal code' }).fill('20457');
  await form.getByRole('textbox', { name: 'City' }).fill('Hamburg');
  await choose(form.getByRole('combobox', { name: 'Country' }), 'Germany', 'Germany');
  // The subsidiary that will not be: this company bills its customers in France, too.
  await choose(form.getByRole('combobox', { name: /^Bills customers in/ }), 'Germany', 'Germany');
  await choose(form.getByRole('combobox', { name: /^Bills customers in/ }), 'France', 'France');
  await page.keyboard.press('Escape');
  await form.getByRole('textbox', { name: /^IBAN/ }).fill('DE89 3704 0044 0532 0130 00');
  await form.getByRole('textbox', { name: /^Invoice prefix/ }).fill('NW');
  await form.getByRole('textbox', { name: /^Credit note prefix/ }).fill('NWC');
  await form.getByRole('button', { name: 'Create entity' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Northwind GmbH');

  await page.getByRole('tab', { name: 'Tax' }).click();
  await page.getByRole('button', { name: 'Add registration' }).click();
  const registration = page.getByRole('dialog', { name: 'Add registration' });
  await registration.getByRole('textbox', { name: 'Tax number' }).fill('DE136695976');
  await registration.getByRole('button', { name: 'Add registration' }).click();
  await expect(page.getByText('No rate')).toBeVisible();

  await openByRail(page, 'Settings');
  await page.getByRole('tab', { name: 'Tax rates' }).click();
  await page.getByRole('button', { name: 'Set up a country' }).first().click();
  const rates = page.getByRole('dialog', { name: 'Set up a country' });
  await expect(rates.getByRole('table', { name: 'Rates to add' })).toContainText('19');
  await rates.getByRole('button', { name: 'Add these rates' }).click();
  await expect(page.getByText('1 rate added')).toBeVisible();
};
