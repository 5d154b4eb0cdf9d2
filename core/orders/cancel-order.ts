import { type Static, Type } from 'typebox';
import { type Command, revised } from '../kernel/command.ts';
import { done } from '../kernel/outcome.ts';
import { strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { idSchema } from '../organization/schema.ts';
import { countedDateSchema } from '../time/schema.ts';
import { gatherOrder, openOrder, type OrderFacts, type OrderProblem, type OrderReads } from './order-facts.ts';
import { reasonSchema } from './schema.ts';
import type { Order } from './types.ts';

export const cancelOrderSchema = strictObject({
  orderId: idSchema,
  reason: reasonSchema,
  /** Default: today. */
  on: Type.Optional(countedDateSchema),
});

export type CancelOrder = Command<'order.cancel', Static<typeof cancelOrderSchema>>;

/** BIL-01: nothing of the order is owed any more; what was billed is credited by the next run. */
export const cancelOrder: UseCase<CancelOrder, OrderFacts, OrderProblem, Reads<OrderReads>> = {
  kind: 'order.cancel',
  shape: cancelOrderSchema,
  gather: (command, source) => gatherOrder(source, command.body.orderId),

  plan: (command, facts) => {
    const { orderId, reason } = command.body;
    const open = openOrder(facts, orderId, command.at, command.body.on);
    if (!open.ok) return open;
    const { order, on } = open.value;
    const lines = order.lines.map((line) => (line.cancelled === null ? { ...line, cancelled: { on, reason } } : line));
    return done({ command, writes: [revised<Order>(order, { ...order, lines, state: { kind: 'cancelled', on, reason } })] });
  },
};
