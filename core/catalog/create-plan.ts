import type { Static } from 'typebox';
import { type Command, created } from '../kernel/command.ts';
import { derivedId } from '../kernel/ids.ts';
import { doneUnless } from '../kernel/outcome.ts';
import { strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { idSchema } from '../organization/schema.ts';
import type { OperatingEntity } from '../organization/types.ts';
import { type CombinationProblem, wrongPairs } from './billing-combinations.ts';
import {
  codeProblems,
  type PlanProblem,
  type ProductOfPlanProblem,
  productOfPlanProblems,
  restrictionProblems,
  versionIdOf,
} from './plan-rules.ts';
import { type UpgradePathProblem, upgradePathProblems } from './plan-status.ts';
import { catalogPrerequisites, type PrerequisiteProblem } from './prerequisites.ts';
import { planFields, versionFields } from './schema.ts';
import type { Plan, PlanVersion, Product, Segment } from './types.ts';

const body = strictObject({ productId: idSchema, ...planFields, content: strictObject(versionFields) });

/** CAT-11, CAT-12: a plan of a product, with its first version in preparation. */
export type CreatePlan = Command<'plan.create', Static<typeof body>>;

export type CreatePlanProblem = PrerequisiteProblem | ProductOfPlanProblem | PlanProblem | UpgradePathProblem | CombinationProblem;

type Facts = {
  readonly product: Product | null;
  readonly plans: readonly Plan[];
  readonly segments: readonly Segment[];
  readonly entities: readonly OperatingEntity[];
};
type Source = Reads<{ product: Product; plan: Plan; segment: Segment; entity: OperatingEntity }>;

export const createPlan: UseCase<CreatePlan, Facts, CreatePlanProblem, Source> = {
  kind: 'plan.create',
  shape: body,

  gather: async (command, source) => ({
    product: await source.get('product', command.body.productId),
    plans: await source.list('plan'),
    segments: await source.list('segment'),
    entities: await source.list('entity'),
  }),

  plan: (command, facts) => {
    const { content, ...fields } = command.body;
    const id = derivedId('pln', command.id);
    const problems = [
      ...catalogPrerequisites(facts.entities),
      ...productOfPlanProblems(fields.productId, facts.product),
      ...codeProblems(id, fields.code, facts.plans),
      ...restrictionProblems(fields.restrictions, facts.segments),
      ...upgradePathProblems(id, fields.upgradePaths, facts.plans),
      ...wrongPairs(content.billing, content.variants),
    ];
    return doneUnless(problems, () => ({
      command,
      writes: [
        created<Plan>({
          id,
          kind: 'plan',
          ...fields,
          addOns: [],
          successorPlanId: null,
          currentVersion: 0,
          draftVersion: 1,
          state: 'draft',
        }),
        created<PlanVersion>({
          id: versionIdOf(id, 1),
          kind: 'plan-version',
          planId: id,
          productId: fields.productId,
          version: 1,
          ...content,
          state: { kind: 'draft' },
        }),
      ],
    }));
  },
};
