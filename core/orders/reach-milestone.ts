import { type Static, Type } from 'typebox';
import { type Command, revised } from '../kernel/command.ts';
import { done, refuse } from '../kernel/outcome.ts';
import { strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { idSchema } from '../organization/schema.ts';
import type { PlainDate } from '../time/plain-date.ts';
import { countedDateSchema } from '../time/schema.ts';
import { gatherOrder, openLine, openOrder, type OrderFacts, type OrderProblem, type OrderReads, withLine } from './order-facts.ts';
import type { Order } from './types.ts';

export const reachMilestoneSchema = strictObject({
  orderId: idSchema,
  lineId: idSchema,
  /** Default: today. */
  on: Type.Optional(countedDateSchema),
});

export type ReachMilestone = Command<'order.reach-milestone', Static<typeof reachMilestoneSchema>>;

export type ReachMilestoneProblem =
  | OrderProblem
  | { readonly code: 'order.no-milestone'; readonly lineId: string }
  | { readonly code: 'order.milestone-reached'; readonly lineId: string; readonly on: PlainDate };

/** BIL-01: what a line waits for has happened: from that day on it can be billed. */
export const reachMilestone: UseCase<ReachMilestone, OrderFacts, ReachMilestoneProblem, Reads<OrderReads>> = {
  kind: 'order.reach-milestone',
  shape: reachMilestoneSchema,
  gather: (command, source) => gatherOrder(source, command.body.orderId),

  plan: (command, facts) => {
    const { orderId, lineId } = command.body;
    const open = openOrder(facts, orderId, command.at, command.body.on);
    if (!open.ok) return open;
    const { order, on } = open.value;
    const line = openLine(order, lineId);
    if (!line.ok) return line;
    const { trigger } = line.value;
    if (trigger.kind !== 'milestone') return refuse({ code: 'order.no-milestone', lineId });
    if (trigger.reachedOn !== null) return refuse({ code: 'order.milestone-reached', lineId, on: trigger.reachedOn });
    return done({ command, writes: [revised<Order>(order, withLine(order, { ...line.value, trigger: { ...trigger, reachedOn: on } }))] });
  },
};
