// The company that both stations work in, and what each of them does in a week without the other.

import type { Page } from '@playwright/test';
import type { BodyOf } from '../../../core/use-cases.ts';
import { goTo } from '../door-world.ts';
import { give, giveCustomer, giveEntity, givePlan, giveProduct } from '../small-company.ts';
import { expect } from '../workstation.ts';

export const shared = ['Alster AG', 'Bille KG', 'Chemnitz OHG', 'Donau GmbH', 'Elbe AG', 'Fulda KG', 'Gera OHG', 'Havel GmbH'] as const;

export type Shared = (typeof shared)[number];
type Customers = Readonly<Record<Shared, string>>;

/** One plan at 49.00 a month, billed on the first. */
export const sellTo = async (page: Page, companyName: string, startsOn: string): Promise<string> => {
  const customerId = await giveCustomer(page, companyName);
  await give(page, 'subscription.create', { customerId, plan: 'basic', cycle: 'monthly', startsOn });
  return customerId;
};

export interface Company {
  readonly entityId: string;
  readonly customers: Customers;
}

export const foundCompany = async (page: Page): Promise<Company> => {
  const entityId = await giveEntity(page);
  await givePlan(page, await giveProduct(page, 'Platform', 'base'), 'basic', '49');
  const entries: [string, string][] = [];
  for (const name of shared) entries.push([name, await sellTo(page, name, '2026-01-01')]);
  return { entityId, customers: Object.fromEntries(entries) as Customers };
};

type Fields = BodyOf<'customer.edit'>['fields'];

/** An edit as a form gives it: what it saw, and what it shall be. */
export const edit = async (page: Page, customerId: string, fields: Fields): Promise<void> => {
  await give(page, 'customer.edit', { customerId, fields, attributes: {}, metadata: {} });
};

/** The same, typed into the form. */
export const typeEdit = async (page: Page, customerId: string, field: string, value: string): Promise<void> => {
  await goTo(page, `/customers/${customerId}`);
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const form = page.getByRole('dialog', { name: 'Edit' });
  await form.getByRole('textbox', { name: field, exact: true }).fill(value);
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form).toBeHidden();
};
