// What a person does again and again on the screens, for the specs.

import { expect, type Locator, type Page } from '@playwright/test';

/** Entries of the rail, as they read. */
type RailEntry =
  | 'Home'
  | 'Customers'
  | 'Subscriptions'
  | 'Events'
  | 'Running totals'
  | 'Metrics'
  | 'Billing runs'
  | 'Invoices'
  | 'Credit notes'
  | 'Payments'
  | 'Catalog'
  | 'Offers'
  | 'Settings'
  | 'Audit';

const main = (page: Page): Locator => page.getByRole('navigation', { name: 'Main' });

/** Goes to a page by the rail. */
export const openByRail = async (page: Page, entry: RailEntry): Promise<void> => {
  await main(page).getByRole('link', { name: entry, exact: true }).click();
};

/** Fills the demo company and waits for its home. */
export const openDemo = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Open the demo' }).click();
  await expect(main(page)).toBeVisible({ timeout: 120_000 });
};

/** Searches the list that is open and opens the first row that is found. */
export const openFirstFound = async (page: Page, text: string): Promise<void> => {
  await page.getByRole('searchbox', { name: 'Search this list' }).fill(text);
  // Fewer than all: what was found stands there, and no row moves any more.
  await expect(page.getByRole('status').filter({ hasText: /^([1-9]\d*) of (?!\1$)\d+$/ })).toBeVisible();
  await page.getByRole('row').filter({ hasText: text }).first().getByText(text).click();
};

/** Picks from a list of choices; `typed` finds it where the list is long. */
export const choose = async (field: Locator, option: string | RegExp, typed?: string): Promise<void> => {
  if (typed === undefined) await field.click();
  else await field.fill(typed);
  const choice = field.page().getByRole('option', typeof option === 'string' ? { name: option, exact: true } : { name: option });
  await choice.first().click();
};

/** Moves the workstation's clock, as its test door allows. */
export const setClock = async (page: Page, moment: string): Promise<void> => {
  await page.evaluate((at) => {
    (globalThis as unknown as { counterfoilClock: { set(moment: string): void } }).counterfoilClock.set(at);
  }, moment);
};
