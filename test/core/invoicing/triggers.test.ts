import { describe, expect, it } from 'vitest';
import type { AnyDocument } from '../../../core/collections.ts';
import { cancelSubscription } from '../../../core/subscriptions/cancel-subscription.ts';
import { createSubscription } from '../../../core/subscriptions/create-subscription.ts';
import { recordUsage } from '../../../core/usage/record-usage.ts';
import { component, countMetric, fixedPrice, perUnit, soldPlan, type SoldPlan, variantOf } from '../../support/billing-world.ts';
import { Books, line } from './books.ts';

const documentsOf = ({ product, plan, version }: SoldPlan): readonly AnyDocument[] => [product, plan, version];
const monthly = documentsOf(soldPlan('basic', [variantOf([component('fee', fixedPrice('30'))])]));
const metered = documentsOf(
  soldPlan(
    'calls',
    [variantOf([component('calls', perUnit('0.10'), { quantity: { kind: 'usage', metricId: 'calls' }, timing: 'arrears' })])],
    {
      kind: 'usage',
      graceDays: 0,
    },
  ),
);

const opened = async (plan: 'basic' | 'calls'): Promise<{ readonly books: Books; readonly id: string }> => {
  const books = new Books({}, [...monthly, ...metered, countMetric('calls')]);
  const [subscription] = await books.wrote(createSubscription, { customerId: 'cus_1', plan, cycle: 'monthly' });
  return { books, id: subscription?.id ?? '' };
};

const read = (books: Books) =>
  [...books.all('invoice'), ...books.all('credit-note')].map(
    ({ kind, origin, issuedOn, number, totals }) => `${kind} ${origin} ${issuedOn} ${number === null ? '' : 'numbered '}${totals.netMinor}`,
  );

describe('what makes an invoice', () => {
  it('[INV-01] [BIL-10] events of a subscription: its start on that day, and its end with what comes back', async () => {
    const { books, id } = await opened('basic');
    await books.bills('2026-11-20', '2026-11-21');
    expect(read(books)).toEqual(['invoice run 2026-11-20 numbered 3000']);
    books.day = '2026-12-05';
    await books.wrote(cancelSubscription, { subscriptionId: id, reason: 'customer_request', when: { kind: 'now' } });
    await books.bills('2026-12-05', '2026-12-06');
    // 15 of 30 days from 20 November to 20 December come back.
    expect(read(books)).toEqual(['invoice run 2026-11-20 numbered 3000', 'credit-note run 2026-12-05 numbered -1500']);
  });

  it('[INV-01] [BIL-10] the close of a period: what was used in it, and nothing before', async () => {
    const { books } = await opened('calls');
    const event = { customerId: 'cus_1', subscriptionId: '', name: 'calls', idempotencyKey: 'k', supersedes: null };
    await books.wrote(recordUsage, { events: [{ ...event, at: '2026-11-20T08:00:00.000Z', properties: { amount: '70' } }] });
    await books.bills('2026-11-20', '2026-12-20');
    expect(read(books)).toEqual([]);
    books.day = '2026-12-20';
    await books.bills('2026-12-20', '2026-12-21');
    expect(read(books)).toEqual(['invoice run 2026-12-20 numbered 700']);
  });

  it('[INV-01] [BIL-10] somebody who asks for it, on any day; a run neither waits for that nor repeats it', async () => {
    const { books } = await opened('basic');
    books.day = '2026-11-27';
    await books.posted([line('80')]);
    expect(read(books)).toEqual(['invoice manual 2026-11-27 numbered 8000']);
    await books.bills('2026-11-27', '2026-11-28');
    expect(read(books)).toEqual(['invoice manual 2026-11-27 numbered 8000', 'invoice run 2026-11-27 numbered 3000']);
  });
});
