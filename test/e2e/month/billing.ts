import { expect, type Page } from '@playwright/test';
import { openByRail, openFirstFound } from '../steps.ts';

export interface RunSums {
  readonly invoices: string;
  readonly creditNotes: string;
  readonly net: string;
  readonly tax: string;
  readonly gross: string;
}

const expectSums = async (page: Page, { invoices, creditNotes, net, tax, gross }: RunSums): Promise<void> => {
  const row = page.getByRole('table', { name: 'Totals by entity and currency' }).getByRole('row').nth(1);
  await expect(row.getByRole('cell')).toHaveText(['Northwind GmbH', invoices, creditNotes, `${net}EUR`, `${tax}EUR`, `${gross}EUR`]);
};

const preview = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Preview', exact: true }).click();
};

/** Looks at what is owed, and it is nothing. */
export const owesNothing = async (page: Page): Promise<void> => {
  await openByRail(page, 'Billing runs');
  await page.getByRole('button', { name: 'New billing run' }).first().click();
  await preview(page);
  await expect(page.getByText('Nothing is owed', { exact: true })).toBeVisible();
};

/** F3: looks at what is owed, bills it, and looks again: nothing is owed any more. */
export const bill = async (page: Page, documents: number, sums: RunSums): Promise<void> => {
  await openByRail(page, 'Billing runs');
  await page.getByRole('button', { name: 'New billing run' }).first().click();
  await preview(page);
  await expectSums(page, sums);
  await page.getByRole('button', { name: `Issue ${documents} documents` }).click();
  const question = page.getByRole('dialog', { name: 'Issue these documents?' });
  await expect(question).toContainText(`${documents} records`);
  await expect(question).toContainText(`${sums.gross}EUR`);
  await question.getByRole('button', { name: 'Issue', exact: true }).click();
  const result = page.getByRole('status').filter({ hasText: 'Billed' });
  await expect(result).toContainText(`${documents} documents were issued.`);
  await expectSums(page, sums);
  await page.getByRole('button', { name: 'Another run' }).click();
  await preview(page);
  await expect(page.getByText('Nothing is owed', { exact: true })).toBeVisible();
};

/** Opens the newest document of a customer from its list. */
export const openDocumentOf = async (page: Page, list: 'Invoices' | 'Credit notes', customer: string): Promise<void> => {
  await openByRail(page, list);
  await openFirstFound(page, customer);
  await expect(page.getByRole('region', { name: 'Billed to' })).toContainText(customer);
};
