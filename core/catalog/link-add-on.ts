import type { Static } from 'typebox';
import { type Command, revised } from '../kernel/command.ts';
import { sameData } from '../kernel/edit.ts';
import { doneUnless, refuse } from '../kernel/outcome.ts';
import { strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { idSchema } from '../organization/schema.ts';
import { type LinkProblem, linkProblems } from './link-rules.ts';
import type { NamedPlanProblem } from './plan-rules.ts';
import { invoicingSchema } from './schema.ts';
import type { AddOnLink, Plan, Product } from './types.ts';

const body = strictObject({ planId: idSchema, addOnPlanId: idSchema, invoicing: invoicingSchema });

/** CAT-19 to CAT-21: lets an add-on go with a base plan, and says whether it shares the invoice. A second link of the same add-on replaces the first. */
export type LinkAddOn = Command<'plan.link-add-on', Static<typeof body>>;

export type LinkAddOnProblem = NamedPlanProblem | LinkProblem;

type Facts = { readonly plans: readonly Plan[]; readonly products: readonly Product[] };

export const linkAddOn: UseCase<LinkAddOn, Facts, LinkAddOnProblem, Reads<{ plan: Plan; product: Product }>> = {
  kind: 'plan.link-add-on',
  shape: body,
  gather: async (_command, source) => ({ plans: await source.list('plan'), products: await source.list('product') }),
  plan: (command, facts) => {
    const { planId, addOnPlanId, invoicing } = command.body;
    const base = facts.plans.find((plan) => plan.id === planId);
    if (base === undefined) return refuse({ code: 'plan.missing', planId });
    if (base.state === 'archived') return refuse({ code: 'plan.state-not-allowed', planId, from: base.state, to: 'edited' });
    const archived = facts.plans.some((plan) => plan.id === addOnPlanId && plan.state === 'archived');
    const problems: readonly LinkAddOnProblem[] = [
      ...linkProblems(base, addOnPlanId, facts),
      ...(archived ? [{ code: 'add-on.archived', addOnPlanId } as const] : []),
    ];
    const link: AddOnLink = { planId: addOnPlanId, invoicing };
    const known = base.addOns.some((entry) => entry.planId === addOnPlanId);
    const addOns = known ? base.addOns.map((entry) => (entry.planId === addOnPlanId ? link : entry)) : [...base.addOns, link];
    return doneUnless(problems, () => ({ command, writes: sameData(addOns, base.addOns) ? [] : [revised(base, { ...base, addOns })] }));
  },
};
