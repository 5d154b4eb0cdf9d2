import { type Static, Type } from 'typebox';
import { type Command, revised } from '../kernel/command.ts';
import { type Digest, digestOf } from '../kernel/digest.ts';
import { doneUnless, refuse } from '../kernel/outcome.ts';
import { strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { idSchema } from '../organization/schema.ts';
import type { OperatingEntity } from '../organization/types.ts';
import type { Metric } from '../usage/types.ts';
import { type LinkProblem, linkProblems } from './link-rules.ts';
import {
  contentOf,
  draftProblems,
  type NamedPlanProblem,
  type NamedVersionProblem,
  type ProductOfPlanProblem,
  productOfPlanProblems,
  type VersionContent,
  versionIdOf,
} from './plan-rules.ts';
import { type UpgradePathProblem, upgradePathProblems } from './plan-status.ts';
import { catalogPrerequisites, type PrerequisiteProblem } from './prerequisites.ts';
import { versionNumberSchema } from './schema.ts';
import type { Plan, PlanId, PlanVersion, Product, Segment } from './types.ts';
import { orNull } from './version-schema.ts';
import { type VersionProblem, versionProblems } from './version-problems.ts';

const body = strictObject({
  planId: idSchema,
  version: versionNumberSchema,
  /** `contentDigest` of what the author saw; `null` publishes what there is. */
  content: orNull(Type.String({ pattern: '^[0-9a-f]{64}$', maxLength: 64 })),
});

/**
 * CAT-13, CAT-27, PRC-12, BIL-13: makes the version in preparation the one that is sold, for ever unchanged. The first one makes the plan active. Live
 * subscriptions keep the version that they were sold.
 */
export type PublishPlan = Command<'plan.publish', Static<typeof body>>;

export type PublishPlanProblem =
  | NamedPlanProblem
  | NamedVersionProblem
  | ProductOfPlanProblem
  | PrerequisiteProblem
  | VersionProblem
  | LinkProblem
  | UpgradePathProblem
  /** Somebody changed the draft after the author saw it: prices that nobody looked at are not published. */
  | { readonly code: 'plan-version.changed'; readonly planId: PlanId; readonly version: number };

type Facts = {
  readonly plan: Plan | null;
  readonly version: PlanVersion | null;
  readonly products: readonly Product[];
  readonly plans: readonly Plan[];
  readonly segments: readonly Segment[];
  readonly metrics: readonly Metric[];
  readonly entities: readonly OperatingEntity[];
};
type Source = Reads<{
  plan: Plan;
  'plan-version': PlanVersion;
  product: Product;
  segment: Segment;
  metric: Metric;
  entity: OperatingEntity;
}>;

/** What an author has seen of a draft. */
export const contentDigest = (version: VersionContent): Digest => digestOf(contentOf(version));

export const publishPlan: UseCase<PublishPlan, Facts, PublishPlanProblem, Source> = {
  kind: 'plan.publish',
  shape: body,

  gather: async (command, source) => ({
    plan: await source.get('plan', command.body.planId),
    version: await source.get('plan-version', versionIdOf(command.body.planId, command.body.version)),
    products: await source.list('product'),
    plans: await source.list('plan'),
    segments: await source.list('segment'),
    metrics: await source.list('metric'),
    entities: await source.list('entity'),
  }),

  plan: (command, facts) => {
    const { plan, version } = facts;
    const { planId, content } = command.body;
    const number = command.body.version;
    if (plan === null) return refuse({ code: 'plan.missing', planId });
    const closed = draftProblems(plan, number, version);
    if (version === null || closed.length > 0) return { ok: false, problems: closed };
    if (plan.state === 'grandfathered' || plan.state === 'archived') {
      return refuse({ code: 'plan.state-not-allowed', planId, from: plan.state, to: 'active' });
    }
    if (content !== null && content !== contentDigest(version)) return refuse({ code: 'plan-version.changed', planId, version: number });
    const product = facts.products.find((entry) => entry.id === plan.productId) ?? null;
    const missing = productOfPlanProblems(plan.productId, product);
    if (product === null || missing.length > 0) return { ok: false, problems: missing };
    const problems: readonly PublishPlanProblem[] = [
      ...catalogPrerequisites(facts.entities),
      ...versionProblems(version, { product, segments: facts.segments, metrics: facts.metrics, on: command.at.slice(0, 10) }),
      ...plan.addOns.flatMap((link) => linkProblems(plan, link.planId, facts)),
      ...upgradePathProblems(planId, plan.upgradePaths, facts.plans),
    ];
    return doneUnless(problems, () => ({
      command,
      writes: [
        revised(plan, { ...plan, currentVersion: number, draftVersion: null, state: plan.state === 'draft' ? 'active' : plan.state }),
        revised(version, { ...version, state: { kind: 'published', at: command.at } }),
      ],
    }));
  },
};
