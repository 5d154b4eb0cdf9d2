import type { BodyOf } from '../../../core/use-cases.ts';
import type { Aggregation } from '../../../core/usage/types.ts';

/** A metric as the form holds it. */
export type MetricValues = {
  name: string;
  code: string;
  eventName: string;
  aggregation: string;
  property: string;
  percent: string;
  each: string;
  continuous: boolean;
  unit: string;
  rounding: string;
  roundingTo: string;
  filters: { property: string; values: string }[];
};

export const emptyMetric: MetricValues = {
  name: '',
  code: '',
  eventName: '',
  aggregation: 'sum',
  property: '',
  percent: '95',
  each: 'level',
  continuous: false,
  unit: '',
  rounding: 'none',
  roundingTo: '1',
  filters: [],
};

const aggregationOf = ({ aggregation, percent, each, continuous }: MetricValues): Aggregation => {
  switch (aggregation) {
    case 'count':
    case 'max':
    case 'unique':
      return { kind: aggregation };
    case 'last':
      return { kind: 'last', continuous };
    case 'percentile':
      return { kind: 'percentile', percent };
    case 'time-weighted':
      return { kind: 'time-weighted', each: each === 'change' ? 'change' : 'level', continuous };
    default:
      return { kind: 'sum' };
  }
};

/** The command's body. A count reads no property, whatever still stands in the hidden field. Values of a filter stand between commas. */
export const metricBodyOf = (values: MetricValues): BodyOf<'metric.create'> => ({
  name: values.name.trim(),
  code: values.code.trim().toLowerCase(),
  eventName: values.eventName.trim(),
  property: values.aggregation === 'count' ? '' : values.property.trim(),
  aggregation: aggregationOf(values),
  unit: values.unit.trim(),
  rounding: values.rounding === 'none' ? null : { direction: values.rounding as 'up' | 'down' | 'nearest', to: values.roundingTo },
  filters: values.filters
    .filter(({ property }) => property.trim() !== '')
    .map(({ property, values: list }) => ({
      property: property.trim(),
      values: list
        .split(',')
        .map((value) => value.trim())
        .filter((value) => value !== ''),
    })),
});
