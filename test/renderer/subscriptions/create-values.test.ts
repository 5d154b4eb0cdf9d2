import { describe, expect, it } from 'vitest';
import { createBodySchema } from '../../../core/subscriptions/create-body.ts';
import { shaped } from '../../../core/kernel/shape.ts';
import { createBodyOf, emptyCreate, isComplete, variantIn } from '../../../renderer/features/subscriptions/create-values.ts';
import { plans } from '../../core/subscriptions/catalog.ts';

const filled = { ...emptyCreate('cus_1', '2026-06-10'), plan: 'pln_1', cycle: '1-month' };

describe('a new subscription in its form', () => {
  it('[SUB-02] is a body that the use case takes, with nothing named that is left as usual', () => {
    const body = createBodyOf(filled);
    expect(shaped(createBodySchema, body).ok).toBe(true);
    expect(body).not.toHaveProperty('negotiated');
    expect(body).not.toHaveProperty('addOns');
    expect(body).not.toHaveProperty('currency');
    expect(body.trial).toEqual({ kind: 'plan' });
  });

  it('[SUB-17] [SUB-19] [SUB-04] names agreed prices, the anchor and the trial where they are given', () => {
    const body = createBodyOf({
      ...filled,
      prices: { seats: '9.5', base: '', other: undefined },
      anchor: 'day-of-month',
      anchorDay: '15',
      trial: 'days',
      trialDays: '30',
      trialAtEnd: 'ask',
    });
    expect(body.negotiated).toEqual([{ componentId: 'seats', price: '9.5' }]);
    expect(body.anchor).toEqual({ kind: 'day-of-month', day: 15 });
    expect(body.trial).toEqual({ kind: 'days', days: 30, atEnd: 'ask' });
    expect(shaped(createBodySchema, body).ok).toBe(true);
  });

  it('asks for no preview while something is missing or is no number', () => {
    expect(isComplete(filled)).toBe(true);
    expect(isComplete({ ...filled, plan: null })).toBe(false);
    expect(isComplete({ ...filled, quantity: '1,5' })).toBe(false);
    expect(isComplete({ ...filled, trial: 'days', trialDays: '0' })).toBe(false);
    expect(isComplete({ ...filled, addOns: [{ plan: null, cycle: null, quantity: '1', invoicing: 'link' }] })).toBe(false);
  });

  it('[CAT-16] shows the price of the customer’s segment before the general one', () => {
    const version = plans()[0]?.version;
    if (version === undefined) throw new Error('no plan');
    const general = version.variants[0];
    if (general === undefined) throw new Error('no variant');
    const own = { ...general, id: 'own', segment: 'partner' };
    const both = { ...version, variants: [general, own] };
    expect(variantIn(both, '1-month', general.currency, ['partner'])?.id).toBe('own');
    expect(variantIn(both, '1-month', general.currency, [])?.id).toBe(general.id);
    expect(variantIn(both, '9-year', general.currency, [])).toBeNull();
  });
});
