// A company of a few records, given through the same door that the screens use: enough to click on, and there in a moment.

import { existsSync, readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { newEntity } from '../../core/organization/new-entity.ts';
import type { BodyOf, CommandKind } from '../../core/use-cases.ts';
import { openEmpty } from './door-world.ts';

/** Gives a command as a screen would, and answers with the ids of what it made, by their kinds. */
export async function give<K extends CommandKind>(page: Page, kind: K, body: BodyOf<K>): Promise<Readonly<Record<string, string>>> {
  const outcome = await page.evaluate(
    async ([name, what]) => window.counterfoilWorkstation().execute(name as 'segment.create', what as BodyOf<'segment.create'>),
    [kind, body] as const,
  );
  if (!outcome.ok) throw new Error(`${kind}: ${JSON.stringify(outcome.problems)}`);
  return Object.fromEntries(outcome.value.ids.map((each) => [each.kind, each.id]));
}

export type PlanContent = BodyOf<'plan.create'>['content'];

/** One price of one fixed amount a month. */
export const monthly = (amount: string, changes: Partial<PlanContent> = {}): PlanContent => ({
  billing: { kind: 'recurring' },
  variants: [
    {
      id: 'eur-monthly',
      currency: 'EUR',
      cycle: { name: 'monthly', interval: { unit: 'month', count: 1 } },
      segment: '',
      taxInclusive: false,
      components: [
        {
          id: 'base',
          name: 'Base fee',
          quantity: { kind: 'one' },
          price: { kind: 'fixed', amount },
          timing: 'advance',
          included: '0',
          taxClass: '',
        },
      ],
      combination: { kind: 'sum' },
      minimumCommitment: null,
      maximumSpend: null,
      setupFee: null,
      ramp: null,
      chargeThreshold: null,
      minimumCharge: null,
      packs: [],
      instalmentTotal: null,
    },
  ],
  entitlements: [],
  trial: null,
  quantity: { minimum: '1', maximum: null },
  term: null,
  ...changes,
});

/** A legal entity in Hamburg that is set up for German tax: without that nothing can be put on sale. */
export const giveEntity = async (page: Page): Promise<string> => {
  const basics = {
    code: 'DE',
    legalName: 'Northwind GmbH',
    address: { lines: ['Hafenstraße 7'], city: 'Hamburg', postalCode: '20457', region: '', country: 'DE' },
    currency: 'EUR',
    zone: 'Europe/Berlin',
  } as const;
  const { entity = '' } = await give(page, 'entity.create', newEntity(basics, { isFallback: true, servesCountries: ['DE', 'FR'] }));
  const day = { from: '2025-01-01', until: null };
  await give(page, 'tax-registration.add', {
    entityId: entity,
    registration: { country: 'DE', region: '', number: 'DE136695976', ...day },
  });
  await give(page, 'tax-rate.add', {
    country: 'DE',
    region: '',
    taxClass: 'standard',
    customerType: 'any',
    component: 'MwSt.',
    percent: '19',
    ...day,
  });
  return entity;
};

/** A product on sale with a plan at an amount. */
export const givePlan = async (page: Page, productId: string, code: string, amount: string): Promise<string> => {
  const { plan = '' } = await give(page, 'plan.create', {
    productId,
    code,
    name: code.charAt(0).toUpperCase() + code.slice(1),
    description: '',
    visibility: 'public',
    restrictions: { countries: [], segments: [] },
    upgradePaths: [],
    content: monthly(amount),
  });
  await give(page, 'plan.publish', { planId: plan, version: 1, content: null });
  return plan;
};

export const giveProduct = async (page: Page, name: string, type: 'base' | 'add-on' | 'service'): Promise<string> => {
  const { product = '' } = await give(page, 'product.create', {
    name,
    code: name.toUpperCase().replaceAll(' ', '-'),
    description: '',
    groupId: null,
    type,
    features: [],
    taxClass: 'standard',
    recognition: null,
    metadata: {},
  });
  await give(page, 'product.activate', { productId: product });
  return product;
};

export const giveCustomer = async (page: Page, companyName: string): Promise<string> => {
  const { customer = '' } = await give(page, 'customer.create', {
    companyName,
    personName: '',
    externalId: '',
    email: '',
    billingAddress: { lines: ['Kai 1'], city: 'Hamburg', postalCode: '20457', region: '', country: 'DE' },
    taxIds: [],
    segments: [],
    attributes: {},
    entityId: null,
    currency: null,
    locale: null,
    netTermsDays: null,
    invoicing: 'consolidated',
    purchaseOrder: '',
    contacts: [],
    signedUpOn: '2026-01-05',
    metadata: {},
  });
  return customer;
};

/** Begins an empty company with an entity and one product on sale. */
export const beginSmall = async (page: Page): Promise<{ readonly productId: string; readonly entityId: string }> => {
  await openEmpty(page);
  return { entityId: await giveEntity(page), productId: await giveProduct(page, 'Platform', 'base') };
};

/** What stands in a file that is saved at this moment. */
export const contentOf = async (file: string): Promise<string> => {
  await expect.poll(() => existsSync(file) && readFileSync(file).byteLength > 0).toBe(true);
  return readFileSync(file, 'utf8');
};
