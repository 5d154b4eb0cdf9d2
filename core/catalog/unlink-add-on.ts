import type { Static } from 'typebox';
import { type Command, revised } from '../kernel/command.ts';
import { done, refuse } from '../kernel/outcome.ts';
import { strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { idSchema } from '../organization/schema.ts';
import type { NamedPlanProblem } from './plan-rules.ts';
import type { Plan } from './types.ts';

const body = strictObject({ planId: idSchema, addOnPlanId: idSchema });

/** CAT-19: the add-on can no longer be attached; subscriptions that have it keep it. */
export type UnlinkAddOn = Command<'plan.unlink-add-on', Static<typeof body>>;

type Facts = { readonly plan: Plan | null };

export const unlinkAddOn: UseCase<UnlinkAddOn, Facts, NamedPlanProblem, Reads<{ plan: Plan }>> = {
  kind: 'plan.unlink-add-on',
  shape: body,
  gather: async (command, source) => ({ plan: await source.get('plan', command.body.planId) }),
  plan: (command, { plan }) => {
    const { planId, addOnPlanId } = command.body;
    if (plan === null) return refuse({ code: 'plan.missing', planId });
    const addOns = plan.addOns.filter((link) => link.planId !== addOnPlanId);
    return done({ command, writes: addOns.length === plan.addOns.length ? [] : [revised(plan, { ...plan, addOns })] });
  },
};
