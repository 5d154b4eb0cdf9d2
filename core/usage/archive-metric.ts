import { type Command, revised } from '../kernel/command.ts';
import { done, refuse } from '../kernel/outcome.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { type ArchiveMetricBody, archiveMetricSchema } from './schema.ts';
import type { Metric } from './types.ts';

export type ArchiveMetric = Command<'metric.archive', ArchiveMetricBody>;

export type ArchiveMetricProblem =
  | { readonly code: 'metric.missing'; readonly metricId: string }
  | { readonly code: 'metric.archived'; readonly metricId: string }
  /** Plans still price it: without its events they would bill nothing. */
  | { readonly code: 'metric.in-use'; readonly metricId: string; readonly planIds: readonly string[] };

/** What this rule needs of plans, in its own words: the catalog stands above usage. */
type PlanState = { readonly id: string; readonly state: string };
type PricedPlan = {
  readonly planId: string;
  readonly variants: readonly {
    readonly components: readonly { readonly quantity: { readonly kind: string; readonly metricId?: string } }[];
  }[];
};

type Facts = { readonly metric: Metric | null; readonly pricing: readonly string[] };

const prices = (plan: PricedPlan, metricId: string): boolean =>
  plan.variants.some(({ components }) => components.some(({ quantity }) => quantity.metricId === metricId));

/** Takes a metric out of service: events of its name are refused from now on, unless another active metric has the name (USG-02). Past events stay. */
export const archiveMetric: UseCase<
  ArchiveMetric,
  Facts,
  ArchiveMetricProblem,
  Reads<{ metric: Metric; plan: PlanState; 'plan-version': PricedPlan }>
> = {
  kind: 'metric.archive',
  shape: archiveMetricSchema,

  gather: async (command, source) => {
    const { metricId } = command.body;
    const archived = new Set((await source.list('plan')).filter(({ state }) => state === 'archived').map(({ id }) => id));
    const versions = (await source.list('plan-version')).filter((version) => !archived.has(version.planId) && prices(version, metricId));
    return { metric: await source.get('metric', metricId), pricing: [...new Set(versions.map(({ planId }) => planId))].sort() };
  },

  plan: (command, { metric, pricing }) => {
    const { metricId } = command.body;
    if (metric === null) return refuse({ code: 'metric.missing', metricId });
    if (metric.state === 'archived') return refuse({ code: 'metric.archived', metricId });
    if (pricing.length > 0) return refuse({ code: 'metric.in-use', metricId, planIds: pricing });
    return done({ command, writes: [revised<Metric>(metric, { ...metric, state: 'archived' })] });
  },
};
