import { describe, expect, it } from 'vitest';
import { postManualInvoice } from '../../../core/invoicing/post-manual-invoice.ts';
import { planBillingRun } from '../../../core/invoicing/run-plan.ts';
import type { ExchangeRateTable } from '../../../core/organization/types.ts';
import { component, fixedPrice, item, sampleSubscription, soldPlan, term, variantOf } from '../../support/billing-world.ts';
import { Books, line } from './books.ts';

const slip: ExchangeRateTable = {
  id: 'rates_1',
  kind: 'rate-table',
  rev: 1,
  entityId: 'ent_uk',
  rates: [{ from: 'EUR', to: 'GBP', on: '2026-01-01', rate: '850000000', source: 'a slip of the pen' }],
};
const refusal = { code: 'exchange-rate.amount-out-of-range', from: 'EUR', to: 'GBP', rate: '850000000' };

describe('a rate at which a document comes to more than there is', () => {
  it('[CUR-02] keeps an invoice a draft, and says which rate it is', async () => {
    const books = new Books({}, [slip]);
    const { id: invoiceId } = await books.draft([line('900000')], { currency: 'EUR' });
    expect(await books.refused(postManualInvoice, { invoiceId, on: null })).toEqual([{ ...refusal, on: '2026-11-20' }]);
  });

  it('[CUR-02] is an exception of a billing run, which bills everybody else', async () => {
    const { product, plan, version } = soldPlan('dear', [variantOf([component('fee', fixedPrice('900000'))], { currency: 'EUR' })]);
    const subscription = sampleSubscription([item([term('dear', '2026-11-01')])], { currency: 'EUR' });
    const books = new Books({}, [slip, product, plan, version, subscription]);
    const run = await planBillingRun(books.source, {
      period: { start: '2026-11-01', end: '2026-11-02' },
      entityIds: ['ent_uk'],
      customerIds: null,
      at: '2026-11-20T09:00:00.000Z',
      by: { user: 'ada', station: 'A7' },
      issuer: 'station',
    });
    expect(run?.documents).toEqual([]);
    expect(run?.exceptions).toMatchObject([{ customerId: 'cus_1', code: refusal.code, facts: { rate: refusal.rate } }]);
  });
});
