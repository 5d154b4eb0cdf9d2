import { type Static, Type } from 'typebox';
import { choice } from '../catalog/version-schema.ts';
import type { Command } from '../kernel/command.ts';
import type { EditConflict } from '../kernel/edit.ts';
import { done, refuse } from '../kernel/outcome.ts';
import { strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { unsignedDecimalSchema } from '../money/schema.ts';
import { idSchema, textSchema } from '../organization/schema.ts';
import type { EffectProblem } from './effective.ts';
import { moved } from './move.ts';
import { gatherMove, type MoveFacts, type MoveProblem, type MoveReads } from './move-target.ts';
import { type ItemProblem, liveItem } from './place-change.ts';
import type { ChangeConflict } from './planned.ts';
import { negotiatedSchema, prorationSchema, rampsSchema, whenSchema } from './schema.ts';
import { readyFor, type ReadyProblem, subscriptionChange } from './subscription-facts.ts';
import { baseItemId } from './timeline.ts';

export const changePlanSchema = strictObject({
  subscriptionId: idSchema,
  /** Default: the base plan. */
  itemId: Type.Optional(idSchema),
  /** `from` is the id of the plan that it is on; `to` an id or a code. The same plan takes its newest published version, or another cycle. */
  plan: strictObject({ from: idSchema, to: textSchema(120, 1) }),
  /** A cycle's name or id; default: the name of the present one. */
  cycle: Type.Optional(textSchema(120, 1)),
  /** Default: the present quantity. */
  quantity: Type.Optional(unsignedDecimalSchema),
  /** SUB-17, OFR-14: agreed for the new plan; what was agreed for the old one ends with it. */
  negotiated: Type.Optional(negotiatedSchema),
  ramps: Type.Optional(rampsSchema),
  /** SUB-05, SUB-06; default: now. */
  when: Type.Optional(whenSchema),
  /** Default: prorate. */
  proration: Type.Optional(prorationSchema),
  /** CF-7, OR-12: when entitlements of a scheduled change follow; default: upgrades at once, downgrades with the change. */
  entitlements: Type.Optional(choice('now', 'with-change')),
  /** CAT-19: what becomes of add-ons that do not go with the new base plan; default: refuse. */
  unlinkedAddOns: Type.Optional(choice('refuse', 'detach')),
});

export type ChangePlan = Command<'subscription.change-plan', Static<typeof changePlanSchema>>;

export type ChangePlanProblem = ReadyProblem | ItemProblem | EffectProblem | ChangeConflict | EditConflict | MoveProblem;

/** SUB-05 to SUB-08, SUB-27, OFR-21: moves an item to another plan, or to another cycle or version of its own, now or with its next period. */
export const changePlan: UseCase<ChangePlan, MoveFacts, ChangePlanProblem, Reads<MoveReads>> = {
  kind: 'subscription.change-plan',
  shape: changePlanSchema,

  gather: (command, source) => gatherMove(source, command.body.subscriptionId, command.body.itemId ?? baseItemId, command.body.plan.to),

  plan: (command, facts) => {
    const { subscriptionId, itemId = baseItemId, plan, when = { kind: 'now' }, ...wishes } = command.body;
    const ready = readyFor(facts, subscriptionId, command, 'change-plan');
    if (!ready.ok) return ready;
    const live = liveItem(ready.value.subscription, itemId);
    if (!live.ok) return live;
    if (live.value.term.planId !== plan.from) {
      return refuse({ code: 'edit.conflict', path: `/items/${itemId}/planId`, expected: plan.from, found: live.value.term.planId });
    }
    const after = moved(command, ready.value, live.value, facts, { ...wishes, when, migrationId: '' });
    if (!after.ok) return after;
    const { subscription, versions } = after.value;
    return done(subscriptionChange(command, { ...ready.value, versions }, subscription));
  },
};
