import type { Page } from '@playwright/test';
import type { Currency } from '../../core/money/currency.ts';
import { type EntityBasics, newEntity } from '../../core/organization/new-entity.ts';
import type { BodyOf, CommandKind } from '../../core/use-cases.ts';
import { expect } from './workstation.ts';

/** Gives a command through the window's own door; answers the id of the document of a kind that it wrote. */
async function give<K extends CommandKind>(page: Page, kind: K, body: BodyOf<K>, wanted: string): Promise<string> {
  const order: { readonly kind: string; readonly body: unknown } = { kind, body };
  const outcome = await page.evaluate(
    (asked) => window.counterfoilWorkstation().execute(asked.kind as 'customer.create', asked.body as BodyOf<'customer.create'>),
    order,
  );
  expect(outcome, kind).toMatchObject({ ok: true });
  return outcome.ok ? (outcome.value.ids.find((each) => each.kind === wanted)?.id ?? '') : '';
}

export interface Party {
  readonly entityId: string;
  readonly customerId: string;
}

const place = (country: string, city: string) => ({ lines: ['1 Main Street'], city, postalCode: '10115', region: '', country });

/** An entity of a country with one customer there. The first one bills wherever no other does. */
export async function party(page: Page, basics: EntityBasics, customer: string, isFallback: boolean): Promise<Party> {
  const entityId = await give(page, 'entity.create', newEntity(basics, { isFallback }), 'entity');
  const { country, city } = basics.address;
  const customerId = await give(
    page,
    'customer.create',
    {
      companyName: customer,
      personName: '',
      email: '',
      billingAddress: place(country, city),
      currency: basics.currency,
      locale: null,
      entityId: null,
      netTermsDays: null,
      invoicing: 'consolidated',
      purchaseOrder: '',
      externalId: '',
      segments: [],
      taxIds: [],
      contacts: [],
      attributes: {},
      metadata: {},
      signedUpOn: '2026-01-01',
    },
    'customer',
  );
  return { entityId, customerId };
}

/** Three entities on three clocks, whose currencies have two, no and three decimals (A17). */
export const seats = {
  DE: { code: 'DE', legalName: 'Falkenstein GmbH', address: place('DE', 'Berlin'), currency: 'EUR', zone: 'Europe/Berlin' },
  JP: { code: 'JP', legalName: 'Takao KK', address: place('JP', 'Tokyo'), currency: 'JPY', zone: 'Asia/Tokyo' },
  KW: { code: 'KW', legalName: 'Failaka WLL', address: place('KW', 'Kuwait City'), currency: 'KWD', zone: 'Asia/Kuwait' },
} as const satisfies Record<string, EntityBasics>;

/** A draft with one line; issued where it is asked for. */
export async function invoice(
  page: Page,
  { entityId, customerId }: Party,
  currency: Currency,
  unitPrice: string,
  isIssued: boolean,
): Promise<string> {
  const price = { kind: 'agreed' as const, unitPrice, taxClass: 'standard', taxInclusive: false, productId: null };
  const lines = [{ description: 'Workshop', quantity: '1', period: null, tax: null, price }];
  const id = await give(page, 'invoice.create-manual', { customerId, entityId, currency, netTermsDays: 14, note: '', lines }, 'invoice');
  if (isIssued) await give(page, 'invoice.post-draft', { invoiceId: id, on: null }, 'invoice');
  return id;
}
