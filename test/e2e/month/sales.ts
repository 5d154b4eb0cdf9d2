import { expect, type Page } from '@playwright/test';
import { choose, openByRail } from '../steps.ts';

export interface Sale {
  readonly customer: string;
  readonly plan: string;
  readonly quantity?: string;
  /** Net, tax and total of the first bill as the preview must show it; absent where the first month costs nothing. */
  readonly firstBill?: readonly [net: string, tax: string, total: string];
}

/** SUB-14: sells a plan on the screen; the bill is in sight before. */
export const sell = async (page: Page, { customer, plan, quantity, firstBill }: Sale): Promise<void> => {
  await openByRail(page, 'Subscriptions');
  await page.getByRole('button', { name: 'New subscription' }).first().click();
  await choose(page.getByRole('combobox', { name: 'Customer' }), customer, customer);
  await choose(page.getByRole('combobox', { name: 'Plan', exact: true }), `Platform · ${plan}`);
  if (quantity !== undefined) await page.getByRole('textbox', { name: /^Quantity/ }).fill(quantity);
  if (firstBill !== undefined) await expectFirstBill(page, firstBill);
  await page.getByRole('button', { name: 'Create subscription' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(plan);
};

const expectFirstBill = async (page: Page, [net, tax, total]: readonly [string, string, string]): Promise<void> => {
  const bill = page.getByRole('complementary', { name: 'Preview' }).getByRole('article').first();
  await expect(bill.getByRole('row').filter({ hasText: /^Net/ }).last()).toHaveText(`Net${net}EUR`);
  await expect(bill.getByRole('row').filter({ hasText: /^Tax/ })).toHaveText(`Tax${tax}EUR`);
  await expect(bill.getByRole('row').filter({ hasText: /^Total/ })).toHaveText(`Total${total}EUR`);
};
