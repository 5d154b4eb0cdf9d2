import { expect, type Page } from '@playwright/test';
import { choose, openByRail, openFirstFound } from '../steps.ts';

/** INV-16: gives back an amount of the open invoice; ends on the credit note. */
export const credit = async (page: Page, gross: string, net: string): Promise<void> => {
  await page.getByRole('button', { name: 'Credit', exact: true }).click();
  await page.getByText('An amount', { exact: true }).click();
  await page.getByRole('textbox', { name: 'Amount with tax' }).fill(gross);
  await expect(page.getByRole('region', { name: 'Credit note' })).toContainText(`Net${net}`);
  await page.getByRole('button', { name: 'Issue credit note' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^NWC-/);
};

/** SUB-05, SUB-23: moves the only subscription of a customer to another plan at once; what it will be billed is in sight before. */
export const upgrade = async (page: Page, customer: string, plan: string, quantity: string, billed: readonly string[]): Promise<void> => {
  await openByRail(page, 'Subscriptions');
  await openFirstFound(page, customer);
  await page.getByRole('button', { name: /^Actions for / }).click();
  await page.getByRole('menuitem', { name: 'Change plan' }).click();
  const drawer = page.getByRole('dialog', { name: 'Change plan' });
  await choose(drawer.getByRole('combobox', { name: 'New plan' }), plan);
  await drawer.getByRole('textbox', { name: 'Quantity' }).fill(quantity);
  const documents = drawer.getByRole('region', { name: 'What will be billed' });
  for (const amount of billed) await expect(documents).toContainText(amount);
  await drawer.getByRole('button', { name: 'Change plan' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(plan);
};
