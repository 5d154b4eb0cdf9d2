import { describe, expect, it } from 'vitest';
import { missingFor, type SetupCounts, setupGuide, type SetupStepId } from '../../../core/views/setup-phases.ts';

const nothing: SetupCounts = {
  entities: 0,
  untaxedEntities: 0,
  taxRegistrations: 0,
  placesWithoutRate: 0,
  taxRates: 0,
  bankAccounts: 0,
  products: 0,
  activePlans: 0,
  features: 0,
  offers: 0,
  customers: 0,
  subscriptions: 0,
  lifecycleEvents: 0,
  usageEvents: 0,
  invoices: 0,
  payments: 0,
  creditNotes: 0,
  finishedRuns: 0,
};

const step = (id: SetupStepId, counts: SetupCounts) =>
  setupGuide(counts)
    .phases.flatMap(({ steps }) => steps)
    .find((each) => each.id === id)?.state;

describe('the set-up guide', () => {
  it('[PHS-01] has six phases, and in an empty company nothing is done', () => {
    const guide = setupGuide(nothing);
    expect(guide.phases.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(guide.done).toBe(0);
    expect(guide.next).toBe('entity');
    expect(guide.phases.every(({ done, of }) => done === 0 && of > 0)).toBe(true);
  });

  it('[PHS-02] a step is locked, naming what is missing, until that exists', () => {
    expect(step('product', nothing)).toEqual({ kind: 'locked', missing: ['entity'] });
    expect(step('product', { ...nothing, entities: 1 })).toEqual({ kind: 'open' });
    expect(step('plan', { ...nothing, entities: 1 })).toEqual({ kind: 'locked', missing: ['product'] });
    expect(step('plan', { ...nothing, entities: 1, products: 1, activePlans: 1 })).toEqual({ kind: 'done' });
  });

  it('[PHS-02] a step whose data exists is done, also where what it needs is gone', () => {
    expect(step('subscription', { ...nothing, subscriptions: 3 })).toEqual({ kind: 'done' });
  });

  it('[PHS-02] tax is done where every entity that charges it is registered, and rates where every place has one', () => {
    const begun = { ...nothing, entities: 2, untaxedEntities: 1 };
    expect(step('tax', begun)).toEqual({ kind: 'open' });
    expect(step('tax-rates', begun)).toEqual({ kind: 'locked', missing: ['tax'] });
    const registered = { ...nothing, entities: 2, taxRegistrations: 2, placesWithoutRate: 1, taxRates: 1 };
    expect(step('tax', registered)).toEqual({ kind: 'done' });
    expect(step('tax-rates', registered)).toEqual({ kind: 'open' });
    expect(step('tax-rates', { ...registered, placesWithoutRate: 0 })).toEqual({ kind: 'done' });
    // An entity that charges no tax needs neither.
    expect(step('tax-rates', { ...nothing, entities: 1 })).toEqual({ kind: 'done' });
  });

  it('[PHS-03] a subscription needs a product, a plan and a customer', () => {
    const counts = { ...nothing, entities: 1 };
    expect(missingFor('subscription', counts)).toEqual(['product', 'plan', 'customer']);
    expect(missingFor('subscription', { ...counts, products: 1, customers: 1 })).toEqual(['plan']);
    expect(missingFor('subscription', { ...counts, products: 1, customers: 1, activePlans: 1 })).toEqual([]);
  });

  it('[PHS-01] goes through to the end: every next step can be done, and doing it moves on', () => {
    const doing: Partial<Record<SetupStepId, Partial<SetupCounts>>> = {
      entity: { entities: 1, untaxedEntities: 1 },
      tax: { untaxedEntities: 0, taxRegistrations: 1, placesWithoutRate: 1 },
      'tax-rates': { taxRates: 1, placesWithoutRate: 0 },
      product: { products: 1 },
      plan: { activePlans: 1 },
      customer: { customers: 1 },
      subscription: { subscriptions: 1 },
      run: { finishedRuns: 1, invoices: 1 },
      payment: { payments: 1 },
      reconcile: { finishedRuns: 2 },
    };
    let counts = nothing;
    const way: SetupStepId[] = [];
    for (let next = setupGuide(counts).next; next !== null; next = setupGuide(counts).next) {
      expect(way).not.toContain(next);
      way.push(next);
      counts = { ...counts, ...doing[next] };
    }
    expect(way).toEqual(Object.keys(doing));
    const { done, of } = setupGuide(counts);
    expect(done).toBe(of);
  });
});
