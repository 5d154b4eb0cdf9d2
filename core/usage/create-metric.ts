import { type Command, created } from '../kernel/command.ts';
import { derivedId } from '../kernel/ids.ts';
import { doneUnless } from '../kernel/outcome.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { exact } from '../money/exact.ts';
import { type CreateMetricBody, createMetricSchema } from './schema.ts';
import type { Metric } from './types.ts';

export type CreateMetric = Command<'metric.create', CreateMetricBody>;

export type CreateMetricProblem =
  | { readonly code: 'metric.code-taken'; readonly metricCode: string; readonly metricId: string }
  /** Everything but a count reads a property; a count reads none. */
  | { readonly code: 'metric.property-needed'; readonly aggregation: string }
  | { readonly code: 'metric.property-unread'; readonly property: string }
  | { readonly code: 'metric.percent-invalid'; readonly percent: string }
  | { readonly code: 'metric.rounding-invalid'; readonly to: string }
  | { readonly code: 'metric.filter-twice'; readonly property: string }
  | { readonly code: 'metric.filter-empty'; readonly property: string };

type Facts = { readonly sharingCode: readonly Metric[] };

const formProblems = (body: CreateMetricBody): readonly CreateMetricProblem[] => {
  const { aggregation, property, rounding, filters } = body;
  const problems: CreateMetricProblem[] = [];
  if (aggregation.kind !== 'count' && property === '') problems.push({ code: 'metric.property-needed', aggregation: aggregation.kind });
  if (aggregation.kind === 'count' && property !== '') problems.push({ code: 'metric.property-unread', property });
  if (aggregation.kind === 'percentile' && exact(aggregation.percent).lte(0)) {
    problems.push({ code: 'metric.percent-invalid', percent: aggregation.percent });
  }
  if (rounding !== null && exact(rounding.to).lte(0)) problems.push({ code: 'metric.rounding-invalid', to: rounding.to });
  const seen = new Set<string>();
  for (const filter of filters) {
    if (seen.has(filter.property)) problems.push({ code: 'metric.filter-twice', property: filter.property });
    if (filter.values.length === 0) problems.push({ code: 'metric.filter-empty', property: filter.property });
    seen.add(filter.property);
  }
  return problems;
};

/** USG-07: what is measured, before the first event comes (USG-02). */
export const createMetric: UseCase<CreateMetric, Facts, CreateMetricProblem, Reads<{ metric: Metric }>> = {
  kind: 'metric.create',
  shape: createMetricSchema,

  gather: async (command, source) => ({ sharingCode: (await source.list('metric')).filter(({ code }) => code === command.body.code) }),

  plan: (command, { sharingCode }) => {
    const taken = sharingCode.map(
      ({ id }): CreateMetricProblem => ({ code: 'metric.code-taken', metricCode: command.body.code, metricId: id }),
    );
    return doneUnless([...taken, ...formProblems(command.body)], () => ({
      command,
      writes: [created<Metric>({ id: derivedId('met', command.id), kind: 'metric', ...command.body, state: 'active' })],
    }));
  },
};
