import { expect, type Page } from '@playwright/test';
import { choose, openByRail } from '../steps.ts';

export interface Standing {
  readonly customer: string;
  readonly soFar: string;
  readonly costs: string;
}

/** USG-12: where a customer's running month stands. */
export const expectStanding = async (page: Page, { customer, soFar, costs }: Standing): Promise<void> => {
  await openByRail(page, 'Running totals');
  await choose(page.getByRole('combobox', { name: 'Customer' }), customer, customer);
  const card = page.getByRole('article', { name: 'API calls' });
  await expect(card).toContainText(`So far${soFar}`);
  await expect(card).toContainText(`Costs so far${costs}EUR`);
};
