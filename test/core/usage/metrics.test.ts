import { describe, expect, it } from 'vitest';
import type { AnyDocument } from '../../../core/collections.ts';
import { shaped } from '../../../core/kernel/shape.ts';
import { archiveMetric } from '../../../core/usage/archive-metric.ts';
import { createMetric } from '../../../core/usage/create-metric.ts';
import { createMetricSchema, type CreateMetricBody, metricSchema } from '../../../core/usage/schema.ts';
import type { Metric } from '../../../core/usage/types.ts';
import { component, perUnit, soldPlan, variantOf } from '../../support/billing-world.ts';
import { planned, refusals, written } from '../../support/held-documents.ts';
import { metricOf } from './sample.ts';

const body: CreateMetricBody = {
  code: 'eu-tokens',
  name: 'Tokens in Europe',
  eventName: 'llm.call',
  property: 'tokens',
  aggregation: { kind: 'sum' },
  filters: [{ property: 'region', values: ['eu', 'uk'] }],
  unit: 'token',
  rounding: { direction: 'up', to: '1000' },
};
const create = (changes: Partial<CreateMetricBody> = {}, documents: readonly AnyDocument[] = []) =>
  planned(createMetric, { ...body, ...changes }, documents);

describe('metrics', () => {
  it('[USG-07] links an event name, a property, an aggregation, filters and a unit', async () => {
    const [metric] = written(await create()) as readonly Metric[];
    expect(metric).toEqual({ ...body, id: metric?.id, kind: 'metric', rev: 1, state: 'active' });
    expect(shaped(metricSchema, metric).ok).toBe(true);
  });

  it('[USG-07] refuses what could not be measured', async () => {
    const codes = async (changes: Partial<CreateMetricBody>, documents: readonly AnyDocument[] = []) =>
      refusals(await create(changes, documents));
    expect(await codes({ property: '' })).toEqual(['metric.property-needed']);
    expect(await codes({ aggregation: { kind: 'count' } })).toEqual(['metric.property-unread']);
    expect(await codes({ aggregation: { kind: 'percentile', percent: '0.0' } })).toEqual(['metric.percent-invalid']);
    expect(await codes({ rounding: { direction: 'up', to: '0' } })).toEqual(['metric.rounding-invalid']);
    expect(
      await codes({
        filters: [
          { property: 'a', values: [] },
          { property: 'a', values: ['1'] },
        ],
      }),
    ).toEqual(['metric.filter-empty', 'metric.filter-twice']);
    expect(await codes({}, [metricOf({ kind: 'sum' }, { code: 'eu-tokens' })])).toEqual(['metric.code-taken']);
    expect(await codes({ aggregation: { kind: 'count' }, property: '' })).toEqual([]);
  });

  it.each([
    ['an upper-case code', { code: 'Tokens' }],
    ['a percentile above 100', { aggregation: { kind: 'percentile', percent: '101' } }],
    ['an unknown aggregation', { aggregation: { kind: 'median' } }],
    ['a negative rounding', { rounding: { direction: 'up', to: '-1' } }],
    ['no name', { name: '' }],
  ])('the body refuses %s', (_what, changes) => {
    expect(shaped(createMetricSchema, { ...body, ...changes }).ok).toBe(false);
    expect(shaped(createMetricSchema, body).ok).toBe(true);
  });

  it('[USG-02] is archived once, and not while a plan prices it', async () => {
    const metric = metricOf({ kind: 'count' });
    const archive = (documents: readonly AnyDocument[]) => planned(archiveMetric, { metricId: metric.id }, documents);
    const [archived] = written(await archive([metric])) as readonly Metric[];
    expect([archived?.state, archived?.rev]).toEqual(['archived', 2]);
    expect(refusals(await archive(archived === undefined ? [] : [archived]))).toEqual(['metric.archived']);
    expect(refusals(await archive([]))).toEqual(['metric.missing']);
    const calls = component('calls', perUnit('0.01'), { quantity: { kind: 'usage', metricId: metric.id } });
    const { plan, version } = soldPlan('pro', [variantOf([calls])], { kind: 'usage', graceDays: 0 });
    expect(await archive([metric, plan, version])).toEqual({
      ok: false,
      problems: [{ code: 'metric.in-use', metricId: metric.id, planIds: [plan.id] }],
    });
    expect(refusals(await archive([metric, { ...plan, state: 'archived' }, version]))).toEqual([]);
  });
});
