import { describe, expect, it } from 'vitest';
import { rampProblems } from '../../../core/catalog/ramp-problems.ts';
import type { PriceComponent, Ramp } from '../../../core/catalog/types.ts';

const components: readonly Pick<PriceComponent, 'id' | 'price'>[] = [
  { id: 'base', price: { kind: 'fixed', amount: '500' } },
  { id: 'seats', price: { kind: 'per-unit', unitPrice: '5' } },
  { id: 'calls', price: { kind: 'volume', bands: [{ upTo: null, unitPrice: '1', flat: '0' }] } },
];
type Steps = Ramp['steps'];
const codes = (steps: Steps, componentId = 'base'): readonly string[] =>
  rampProblems({ componentId, steps }, components).map(({ code }) => code);
const at = (index: number, price = '1'): Steps[number] => ({ from: { kind: 'period', index }, price });
const on = (day: string, price = '1'): Steps[number] => ({ from: { kind: 'date', on: day }, price });

describe('what a ramp must be', () => {
  it('[OFR-14] [OFR-15] ascending offsets of one kind on an amount or a unit price', () => {
    expect(codes([at(0, '500'), at(3, '750'), at(6, '1000.123456789012')])).toEqual([]);
    expect(codes([on('2026-01-01'), on('2026-06-01', '0')], 'seats')).toEqual([]);
  });

  it.each<[string, Steps, string, string]>([
    ['no steps', [], 'base', 'ramp.no-steps'],
    ['steps by period and by date', [at(0), on('2026-06-01')], 'base', 'ramp.mixed-offsets'],
    ['the same period twice', [at(3), at(3)], 'base', 'ramp.not-ascending'],
    ['dates that go back', [on('2026-06-01'), on('2026-01-01')], 'base', 'ramp.not-ascending'],
    ['a negative period', [at(-1)], 'base', 'ramp.step-invalid'],
    ['half a period', [at(1.5)], 'base', 'ramp.step-invalid'],
    ['31 February', [on('2026-02-31')], 'base', 'ramp.step-invalid'],
    ['a negative price', [at(0, '-1')], 'base', 'ramp.price-invalid'],
    ['no number', [at(0, 'NaN')], 'base', 'ramp.price-invalid'],
    ['13 decimals', [at(0, '0.1234567890123')], 'base', 'ramp.price-invalid'],
    ['a component that is not there', [at(0)], 'other', 'ramp.component-missing'],
    ['a price with bands', [at(0)], 'calls', 'ramp.component-has-no-single-price'],
  ])('[OFR-15] refuses %s', (_, steps, componentId, code) => {
    expect(codes(steps, componentId)).toEqual([code]);
  });
});
