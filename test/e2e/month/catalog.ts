// The catalog as somebody enters it: one product, and a plan for each of the eight pricing models.

import { expect, type Locator, type Page } from '@playwright/test';
import { choose, openByRail } from '../steps.ts';

/** The first part of a plan, and the part that is added to it. */
type FillPart = (part: Locator) => Promise<void>;

interface PlanSheet {
  readonly name: string;
  readonly code: string;
  readonly billing?: 'Usage in arrears' | 'Recurring and usage';
  /** The part that a recurring plan begins with. */
  readonly first?: FillPart;
  /** One more part. */
  readonly added?: FillPart;
  /** What the preview beside the form comes to, at these quantities. */
  readonly previews: { readonly quantity?: string; readonly total: string };
}

const select = (part: Locator, name: string): Locator => part.getByRole('combobox', { name, exact: true });
const number = (part: Locator, name: string | RegExp): Locator => part.getByRole('textbox', { name });

const bySeats = async (part: Locator, model: string): Promise<void> => {
  await choose(select(part, 'Pricing model'), model);
  await choose(select(part, 'Quantity'), 'Subscription’s quantity');
};

/** Every row of bands or steps but the open one, then the price of each. */
const rows = async (
  part: Locator,
  add: 'Add a band' | 'Add a step',
  price: 'price per unit' | 'price',
  bands: readonly (readonly [upTo: string, price: string])[],
): Promise<void> => {
  for (let row = 2; row < bands.length; row += 1) await part.getByRole('button', { name: add }).click();
  for (const [at, [upTo, amount]] of bands.entries()) {
    if (upTo !== '') await number(part, `Row ${at + 1}: up to`).fill(upTo);
    await part.getByRole('textbox', { name: `Row ${at + 1}: ${price}`, exact: true }).fill(amount);
  }
};

const seatBands = [
  ['100', '1'],
  ['500', '0.80'],
  ['', '0.60'],
] as const;

const ofUsage = async (part: Locator, included: string): Promise<void> => {
  await choose(select(part, 'Quantity'), 'Usage');
  await choose(select(part, 'Usage metric'), 'API calls');
  await number(part, 'Included').fill(included);
};

const plans: readonly PlanSheet[] = [
  {
    name: 'Basic',
    code: 'basic',
    first: async (part) => number(part, 'Amount').fill('49'),
    previews: { total: '49.00' },
  },
  {
    name: 'Team',
    code: 'team',
    first: async (part) => {
      await bySeats(part, 'Per unit');
      await number(part, 'Price per unit').fill('12.50');
    },
    previews: { quantity: '8', total: '100.00' },
  },
  {
    name: 'Volume',
    code: 'volume',
    first: async (part) => {
      await bySeats(part, 'Volume');
      await rows(part, 'Add a band', 'price per unit', seatBands);
    },
    previews: { quantity: '200', total: '160.00' },
  },
  {
    name: 'Graduated',
    code: 'graduated',
    first: async (part) => {
      await bySeats(part, 'Graduated');
      await rows(part, 'Add a band', 'price per unit', seatBands);
    },
    previews: { quantity: '600', total: '480.00' },
  },
  {
    name: 'Steps',
    code: 'steps',
    first: async (part) => {
      await bySeats(part, 'Stair-step');
      await rows(part, 'Add a step', 'price', [
        ['100', '100'],
        ['500', '300'],
        ['', '450'],
      ]);
    },
    previews: { quantity: '101', total: '300.00' },
  },
  {
    name: 'Dynamic',
    code: 'dynamic',
    first: async (part) => {
      await bySeats(part, 'Dynamic rules');
      await part.getByRole('button', { name: 'Add a rule' }).click();
      const rule = part.getByRole('group', { name: 'Rule 1' });
      await number(rule, 'Name').fill('France');
      await number(rule, 'Price').fill('8');
      await rule.getByRole('button', { name: 'Country' }).click();
      await choose(rule.getByRole('combobox', { name: 'One of' }), 'France', 'France');
      await part.page().keyboard.press('Escape');
      await number(part, 'Price where no rule holds').fill('10');
    },
    previews: { quantity: '6', total: '60.00' },
  },
  {
    name: 'Metered',
    code: 'metered',
    billing: 'Usage in arrears',
    added: async (part) => {
      await ofUsage(part, '0');
      await choose(select(part, 'Pricing model'), 'Graduated');
      await rows(part, 'Add a band', 'price per unit', [
        ['10000', '0.02'],
        ['', '0.01'],
      ]);
    },
    previews: { quantity: '12345', total: '223.45' },
  },
  {
    name: 'Hybrid',
    code: 'hybrid',
    billing: 'Recurring and usage',
    first: async (part) => number(part, 'Amount').fill('99'),
    added: async (part) => {
      await ofUsage(part, '1000');
      await choose(select(part, 'Pricing model'), 'Per unit');
      await number(part, 'Price per unit').fill('0.05');
    },
    previews: { quantity: '1500', total: '124.00' },
  },
];

const createMetric = async (page: Page): Promise<void> => {
  await openByRail(page, 'Metrics');
  await page.getByRole('button', { name: 'New metric' }).first().click();
  const form = page.getByRole('dialog', { name: 'New metric' });
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill('API calls');
  await form.getByRole('textbox', { name: 'Code' }).fill('api-calls');
  await form.getByRole('textbox', { name: 'Event name' }).fill('api-call');
  await form.getByRole('textbox', { name: 'Unit' }).fill('call');
  await form.getByRole('textbox', { name: 'Property' }).fill('calls');
  await form.getByRole('button', { name: 'Create metric' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('API calls');
};

const createProduct = async (page: Page): Promise<void> => {
  await openByRail(page, 'Catalog');
  await page.getByRole('tab', { name: 'Products' }).click();
  await page.getByRole('button', { name: 'New product' }).first().click();
  const form = page.getByRole('dialog', { name: 'New product' });
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill('Platform');
  await form.getByRole('textbox', { name: /^SKU/ }).fill('PLATFORM');
  await form.getByRole('button', { name: 'Create product' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Platform');
  await page.getByRole('button', { name: 'Actions', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Activate' }).click();
  await expect(page.getByText('Active', { exact: true }).first()).toBeVisible();
};

const createPlan = async (page: Page, { name, code, billing, first, added, previews }: PlanSheet): Promise<void> => {
  await page.getByRole('button', { name: 'New plan' }).click();
  const form = page.getByRole('dialog', { name: 'New plan' });
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await form.getByRole('textbox', { name: /^Code/ }).fill(code);
  if (billing !== undefined) await choose(select(form, 'Billing model'), billing);
  await form.getByRole('button', { name: 'Create plan' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Draft of version 1');

  if (first !== undefined) await first(page.getByRole('group', { name: 'Base fee' }));
  if (added !== undefined) {
    await page.getByRole('button', { name: 'Add a part' }).click();
    await added(page.getByRole('group', { name: 'New part' }));
  }
  const preview = page.getByRole('complementary', { name: 'Preview' });
  if (previews.quantity !== undefined) await preview.getByRole('textbox', { name: /: quantity$/ }).fill(previews.quantity);
  await expect(preview).toContainText(`For a period, before discounts and tax${previews.total}`);

  await page.getByRole('button', { name: 'Publish …' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
};

/** A metric, a product, and the eight plans, each published. */
export const makeCatalog = async (page: Page): Promise<void> => {
  await createMetric(page);
  await createProduct(page);
  for (const plan of plans) {
    await createPlan(page, plan);
    await page.getByRole('link', { name: 'Platform' }).click();
  }
  await expect(page.getByRole('table', { name: 'Plans' }).getByRole('row')).toHaveCount(1 + plans.length);
};
