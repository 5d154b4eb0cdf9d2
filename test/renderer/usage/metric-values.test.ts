import { describe, expect, it } from 'vitest';
import { shaped } from '../../../core/kernel/shape.ts';
import { createMetricSchema } from '../../../core/usage/schema.ts';
import { emptyMetric, metricBodyOf } from '../../../renderer/features/usage/metric-values.ts';

const filled = { ...emptyMetric, name: 'Calls', code: 'API.Calls', eventName: 'api.call', property: 'n' };

describe('a metric in its form', () => {
  it('[USG-07] is a body that the use case takes', () => {
    expect(shaped(createMetricSchema, metricBodyOf(filled)).ok).toBe(true);
    expect(metricBodyOf(filled).code).toBe('api.calls');
  });

  it('[USG-06] reads no property where it only counts', () => {
    expect(metricBodyOf({ ...filled, aggregation: 'count' }).property).toBe('');
  });

  it('[USG-06] takes the settings of the aggregation that was chosen, and no others', () => {
    expect(metricBodyOf({ ...filled, aggregation: 'percentile', percent: '99' }).aggregation).toEqual({
      kind: 'percentile',
      percent: '99',
    });
    expect(metricBodyOf({ ...filled, aggregation: 'last', continuous: true }).aggregation).toEqual({ kind: 'last', continuous: true });
    expect(metricBodyOf({ ...filled, aggregation: 'time-weighted', each: 'change' }).aggregation).toEqual({
      kind: 'time-weighted',
      each: 'change',
      continuous: false,
    });
  });

  it('[USG-07] reads the values of a filter between commas and leaves an empty filter out', () => {
    const { filters } = metricBodyOf({
      ...filled,
      filters: [
        { property: 'region', values: 'eu, us ,' },
        { property: ' ', values: 'x' },
      ],
    });
    expect(filters).toEqual([{ property: 'region', values: ['eu', 'us'] }]);
  });
});
