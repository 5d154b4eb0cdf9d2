import { describe, expect, it } from 'vitest';
import { createSubscription } from '../../../core/subscriptions/create-subscription.ts';
import { createPlan } from '../../../core/catalog/create-plan.ts';
import { sampleCustomer, sampleEntity } from '../../support/billing-world.ts';
import { refusals, planned } from '../../support/held-documents.ts';
import { Books, line } from '../invoicing/books.ts';
import { postManualInvoice } from '../../../core/invoicing/post-manual-invoice.ts';
import { deskOf, documentsOf, plans } from './catalog.ts';

const wanted = { customerId: 'cus_1', plan: 'basic', cycle: 'monthly' } as const;
const catalog = documentsOf(plans());
const company = [sampleEntity(), sampleCustomer()];

describe('what must be there before anything is billed', () => {
  it('[BIL-12] products and their plans: each that is missing is named', async () => {
    const sale = (documents: Parameters<typeof planned>[2]) => planned(createSubscription, wanted, documents);
    expect(refusals(await sale([...company, ...catalog]))).toEqual([]);
    expect(await sale(company)).toMatchObject({ problems: [{ code: 'prerequisite.missing', missing: 'plan', wanted: 'basic' }] });
    const withoutProducts = catalog.filter(({ kind }) => kind !== 'product');
    expect(await sale([...company, ...withoutProducts])).toMatchObject({
      problems: [{ code: 'prerequisite.missing', missing: 'product' }],
    });
    const plan = {
      productId: 'prd_none',
      code: 'new',
      name: 'New',
      description: '',
      visibility: 'public',
      restrictions: { countries: [], segments: [] },
      upgradePaths: [],
      content: {
        billing: { kind: 'recurring' },
        variants: [],
        entitlements: [],
        trial: null,
        quantity: { minimum: '1', maximum: null },
        term: null,
      },
    } as const;
    expect(refusals(await planned(createPlan, plan, company))).toEqual(['product.missing']);
  });

  it('[BIL-12] an entity, and for another currency than its own a rate', async () => {
    const [, customer] = company;
    if (customer === undefined) throw new Error('no customer');
    expect(await planned(createSubscription, wanted, [customer, ...catalog])).toMatchObject({
      problems: [{ code: 'prerequisite.missing', missing: 'entity' }],
    });
    const books = new Books();
    const { id: invoiceId } = await books.draft([line('10')], { currency: 'EUR' });
    expect(await books.refused(postManualInvoice, { invoiceId, on: null })).toEqual([
      { code: 'exchange-rate.missing', from: 'EUR', to: 'GBP', on: '2026-11-20' },
    ]);
  });

  it('[BIL-12] a gateway for money that is collected by itself; payments by transfer need none', async () => {
    const sale = async (collection: 'manual' | 'gateway' | 'gateway-without-method' | 'none') =>
      deskOf().refused(createSubscription, { ...wanted, collection }, '2026-11-20');
    expect(await sale('manual')).toEqual([]);
    expect(await sale('gateway')).toEqual([]);
    expect(await sale('none')).toEqual([{ code: 'prerequisite.missing', missing: 'gateway', wanted: 'basic' }]);
    expect(await sale('gateway-without-method')).toEqual([{ code: 'prerequisite.missing', missing: 'payment-method', wanted: 'cus_1' }]);
  });
});
