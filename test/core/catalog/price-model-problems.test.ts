import { describe, expect, it } from 'vitest';
import type { Condition, PriceModel, Step } from '../../../core/catalog/price-model.ts';
import { priceModelProblems } from '../../../core/catalog/price-model-problems.ts';
import { priceModelSchema } from '../../../core/catalog/version-schema.ts';
import { shaped } from '../../../core/kernel/shape.ts';
import { bandsB, rule, stepsS } from '../rating/questions.ts';

const found = (model: PriceModel): readonly string[] => priceModelProblems(model, '/price').map(({ code, path }) => `${code} ${path}`);
const banded = (...bounds: readonly (string | null)[]): PriceModel => ({
  kind: 'graduated',
  bands: bounds.map((upTo) => ({ upTo, unitPrice: '1', flat: '0' })),
});
const stepped = (...bounds: readonly (string | null)[]): PriceModel => ({
  kind: 'stair-step',
  steps: bounds.map((upTo): Step => ({ upTo, price: '1' })),
});
const dynamic = (...when: readonly Condition[]): PriceModel => ({
  kind: 'dynamic',
  yields: 'unit-price',
  rules: [rule('only', '1', when)],
  fallback: rule('fallback', '1'),
});

describe('a price model that may be published', () => {
  it('[PRC-12] every kind, sound', () => {
    const sound: readonly PriceModel[] = [
      { kind: 'fixed', amount: '0' },
      { kind: 'per-unit', unitPrice: '0.000000000001' },
      { kind: 'volume', bands: bandsB },
      { kind: 'graduated', bands: bandsB },
      { kind: 'stair-step', steps: stepsS },
      stepped('0', '10', null),
      dynamic(
        { kind: 'hours', from: '22:00', until: '06:00' },
        { kind: 'external', name: 'spot', compare: 'below', value: '-3.1234567890123' },
      ),
      { kind: 'package', size: '0.5', price: '1' },
      { kind: 'percentage', percent: '100', perEvent: '0', minimumPerEvent: '1', maximumPerEvent: '1' },
    ];
    expect(sound.flatMap(found)).toEqual([]);
  });
});

describe('a price model that may not be published', () => {
  it.each<[string, PriceModel, readonly string[]]>([
    ['no band at all', banded(), ['bands.none /price/bands']],
    ['no step at all', stepped(), ['bands.none /price/steps']],
    ['overlapping bands', banded('100', '50', null), ['bands.not-ascending /price/bands/1/upTo']],
    ['two bands with one bound', banded('100', '100.0', null), ['bands.not-ascending /price/bands/1/upTo']],
    ['a first band up to nothing', banded('0', null), ['bands.not-ascending /price/bands/0/upTo']],
    ['bands compared as text', banded('9', '10', null), []],
    ['an open band before the last', banded(null, '100', null), ['bands.open-before-last /price/bands/0/upTo']],
    ['a closed last band', banded('100', '500'), ['bands.last-not-open /price/bands/1/upTo']],
    ['descending steps', stepped('100', '50'), ['bands.not-ascending /price/steps/1/upTo']],
    ['a bound that is no number', banded('ten', null), ['number.not-decimal /price/bands/0/upTo']],
    ['a negative bound', banded('-1', null), ['number.negative /price/bands/0/upTo']],
    [
      'a negative unit price',
      { kind: 'volume', bands: [{ upTo: null, unitPrice: '-1', flat: '0' }] },
      ['number.negative /price/bands/0/unitPrice'],
    ],
    [
      'a negative flat part',
      { kind: 'volume', bands: [{ upTo: null, unitPrice: '1', flat: '-0.01' }] },
      ['number.negative /price/bands/0/flat'],
    ],
    ['a negative step', { kind: 'stair-step', steps: [{ upTo: null, price: '-1' }] }, ['number.negative /price/steps/0/price']],
    ['a negative amount', { kind: 'fixed', amount: '-49' }, ['number.negative /price/amount']],
    ['thirteen decimals', { kind: 'per-unit', unitPrice: '0.0000000000001' }, ['number.too-many-decimals /price/unitPrice']],
    ['not a number', { kind: 'per-unit', unitPrice: 'NaN' }, ['number.not-decimal /price/unitPrice']],
    ['an exponent', { kind: 'per-unit', unitPrice: '1e3' }, ['number.not-decimal /price/unitPrice']],
    ['infinity', { kind: 'per-unit', unitPrice: 'Infinity' }, ['number.not-decimal /price/unitPrice']],
    ['an empty price', { kind: 'fixed', amount: '' }, ['number.not-decimal /price/amount']],
    ['a comma', { kind: 'fixed', amount: '1,50' }, ['number.not-decimal /price/amount']],
    ['10^30', { kind: 'fixed', amount: `1${'0'.repeat(30)}` }, ['number.not-decimal /price/amount']],
    ['10^15', { kind: 'fixed', amount: `1${'0'.repeat(15)}` }, ['number.too-great /price/amount']],
    ['a package of nothing', { kind: 'package', size: '0', price: '1' }, ['number.not-positive /price/size']],
    [
      'more than a hundred per cent',
      { kind: 'percentage', percent: '100.1', perEvent: '0', minimumPerEvent: null, maximumPerEvent: null },
      ['percentage.above-hundred /price/percent'],
    ],
    [
      'a minimum above the maximum',
      { kind: 'percentage', percent: '1', perEvent: '0', minimumPerEvent: '2', maximumPerEvent: '1' },
      ['percentage.minimum-above-maximum /price'],
    ],
  ])('[PRC-12] %s', (_, model, expected) => {
    expect(found(model)).toEqual(expected);
  });

  it.each<[string, Condition, readonly string[]]>([
    ['hours that are no time', { kind: 'hours', from: '7:00', until: '19:00' }, ['condition.hours /price/rules/0/when/0']],
    ["25 o'clock", { kind: 'hours', from: '07:00', until: '25:00' }, ['condition.hours /price/rules/0/when/0']],
    ['24:00 as a start', { kind: 'hours', from: '24:00', until: '06:00' }, ['condition.hours /price/rules/0/when/0']],
    ['hours that never pass', { kind: 'hours', from: '07:00', until: '07:00' }, ['condition.hours /price/rules/0/when/0']],
    ['an eighth weekday', { kind: 'weekday', oneOf: [1, 8] }, ['condition.weekday /price/rules/0/when/0']],
    ['half a weekday', { kind: 'weekday', oneOf: [1.5] }, ['condition.weekday /price/rules/0/when/0']],
    ['no weekday', { kind: 'weekday', oneOf: [] }, ['condition.nothing-to-match /price/rules/0/when/0']],
    ['no segment', { kind: 'segment', oneOf: [] }, ['condition.nothing-to-match /price/rules/0/when/0']],
    ['no region', { kind: 'region', oneOf: [] }, ['condition.nothing-to-match /price/rules/0/when/0']],
    ['no country', { kind: 'country', oneOf: [] }, ['condition.nothing-to-match /price/rules/0/when/0']],
    ['an attribute without a name', { kind: 'attribute', name: '', oneOf: ['a'] }, ['condition.nothing-to-match /price/rules/0/when/0']],
    ['a country by its name', { kind: 'country', oneOf: ['France'] }, ['condition.country /price/rules/0/when/0']],
    [
      'an outside value without a name',
      { kind: 'external', name: '', compare: 'below', value: '1' },
      ['condition.nothing-to-match /price/rules/0/when/0'],
    ],
    [
      'an outside value that is no number',
      { kind: 'external', name: 'spot', compare: 'below', value: 'low' },
      ['number.not-decimal /price/rules/0/when/0/value'],
    ],
  ])('[PRC-12] [PRC-16] a rule that asks for %s', (_, condition, expected) => {
    expect(found(dynamic(condition))).toEqual(expected);
  });

  it('[PRC-16] rules have ids of their own, each but the fallback asks for something', () => {
    const model: PriceModel = {
      kind: 'dynamic',
      yields: 'total',
      rules: [rule('a', '1', [{ kind: 'country', oneOf: ['GB'] }]), rule('a', '-1', [{ kind: 'country', oneOf: ['FR'] }]), rule('b', '1')],
      fallback: rule('b', '1', [{ kind: 'country', oneOf: ['DE'] }]),
    };
    expect(found(model)).toEqual([
      'dynamic.rule-id-taken /price/rules/1',
      'number.negative /price/rules/1/price',
      'dynamic.rule-without-condition /price/rules/2',
      'dynamic.rule-id-taken /price/fallback',
      'dynamic.fallback-has-conditions /price/fallback',
    ]);
  });

  it('[PRC-16] without a fallback it does not even have the form of one', () => {
    const { fallback: _, ...without } = dynamic({ kind: 'country', oneOf: ['GB'] }) as Extract<PriceModel, { kind: 'dynamic' }>;
    expect(shaped(priceModelSchema, without).ok).toBe(false);
    expect(shaped(priceModelSchema, dynamic({ kind: 'country', oneOf: ['GB'] })).ok).toBe(true);
  });
});
