import { describe, expect, it } from 'vitest';
import type { Ramp } from '../../../core/catalog/types.ts';
import { rampsOf, rampValuesOf } from '../../../renderer/features/subscriptions/ramps/ramp-values.ts';

const byPeriod: Ramp = {
  componentId: 'base',
  steps: [
    { from: { kind: 'period', index: 3 }, price: '90' },
    { from: { kind: 'period', index: 12 }, price: '100.50' },
  ],
};
const byDay: Ramp = { componentId: 'seats', steps: [{ from: { kind: 'date', on: '2027-01-01' }, price: '7' }] };

describe('[OFR-14] an agreed ramp in the form', () => {
  it('comes back as it went in; people count periods from one', () => {
    const values = rampValuesOf([byPeriod, byDay], ['base', 'seats', 'setup']);
    expect(values['base']?.steps.map(({ period }) => period)).toEqual(['4', '13']);
    expect(values['seats']).toEqual({ by: 'date', steps: [{ period: '', on: '2027-01-01', price: '7' }] });
    expect(values['setup']?.steps).toEqual([]);
    expect(rampsOf(values)).toEqual([byPeriod, byDay]);
  });

  it.each([
    ['no price', { period: '2', on: null, price: '' }],
    ['no period', { period: '', on: null, price: '5' }],
    ['period nought', { period: '0', on: null, price: '5' }],
  ])('is not complete with %s', (_what, step) => {
    expect(rampsOf({ base: { by: 'period', steps: [step] } })).toBeNull();
  });

  it('is not complete without its day, and nothing without steps', () => {
    expect(rampsOf({ base: { by: 'date', steps: [{ period: '2', on: null, price: '5' }] } })).toBeNull();
    expect(rampsOf({ base: { by: 'period', steps: [] }, other: undefined })).toEqual([]);
  });
});
