import { type Static, Type } from 'typebox';
import { type Command, revised } from '../kernel/command.ts';
import { done } from '../kernel/outcome.ts';
import { strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { idSchema } from '../organization/schema.ts';
import { countedDateSchema } from '../time/schema.ts';
import { gatherOrder, openLine, openOrder, type OrderFacts, type OrderProblem, type OrderReads, withLine } from './order-facts.ts';
import { reasonSchema } from './schema.ts';
import type { Order } from './types.ts';

export const cancelOrderLineSchema = strictObject({
  orderId: idSchema,
  lineId: idSchema,
  reason: reasonSchema,
  /** Default: today. */
  on: Type.Optional(countedDateSchema),
});

export type CancelOrderLine = Command<'order.cancel-line', Static<typeof cancelOrderLineSchema>>;

/** BIL-01: a line is sold no longer; what was billed of it is credited by the next run. With its last line the order is cancelled. */
export const cancelOrderLine: UseCase<CancelOrderLine, OrderFacts, OrderProblem, Reads<OrderReads>> = {
  kind: 'order.cancel-line',
  shape: cancelOrderLineSchema,
  gather: (command, source) => gatherOrder(source, command.body.orderId),

  plan: (command, facts) => {
    const { orderId, lineId, reason } = command.body;
    const open = openOrder(facts, orderId, command.at, command.body.on);
    if (!open.ok) return open;
    const { order, on } = open.value;
    const line = openLine(order, lineId);
    if (!line.ok) return line;
    const after = withLine(order, { ...line.value, cancelled: { on, reason } });
    const isLast = after.lines.every(({ cancelled }) => cancelled !== null);
    return done({ command, writes: [revised<Order>(order, isLast ? { ...after, state: { kind: 'cancelled', on, reason } } : after)] });
  },
};
