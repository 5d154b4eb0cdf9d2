import { done, type Outcome, refuse } from '../kernel/outcome.ts';
import type { Reads } from '../kernel/use-case.ts';
import type { EntityId, OperatingEntity } from '../organization/types.ts';
import type { Instant } from '../time/instant.ts';
import type { PlainDate } from '../time/plain-date.ts';
import { dateIn } from '../time/zone.ts';
import type { Order, OrderLine } from './types.ts';

export type OrderFacts = { readonly order: Order | null; readonly entity: OperatingEntity | null };

export type OrderReads = { order: Order; entity: OperatingEntity };

export const gatherOrder = async (source: Reads<OrderReads>, orderId: string): Promise<OrderFacts> => {
  const order = await source.get('order', orderId);
  return { order, entity: order === null ? null : await source.get('entity', order.entityId) };
};

export type OrderProblem =
  | { readonly code: 'order.missing'; readonly orderId: string }
  | { readonly code: 'entity.missing'; readonly entityId: EntityId }
  | { readonly code: 'order.cancelled'; readonly orderId: string; readonly on: PlainDate }
  | { readonly code: 'order.line-missing'; readonly orderId: string; readonly lineId: string }
  | { readonly code: 'order.line-cancelled'; readonly lineId: string; readonly on: PlainDate }
  /** REV-13 */
  | { readonly code: 'books.locked'; readonly entityId: EntityId; readonly on: PlainDate; readonly lockedBefore: PlainDate }
  | { readonly code: 'order.in-future'; readonly on: PlainDate; readonly today: PlainDate }
  | { readonly code: 'order.before-placed'; readonly on: PlainDate; readonly placedOn: PlainDate };

export type OpenOrder = { readonly order: Order; readonly on: PlainDate };

/** A placed order and the day on which something happens to it (default today): not ahead, not before it was placed, not inside closed books. */
export const openOrder = (
  { order, entity }: OrderFacts,
  orderId: string,
  at: Instant,
  wantedOn: PlainDate | undefined,
): Outcome<OpenOrder, OrderProblem> => {
  if (order === null) return refuse({ code: 'order.missing', orderId });
  if (entity === null) return refuse({ code: 'entity.missing', entityId: order.entityId });
  if (order.state.kind === 'cancelled') return refuse({ code: 'order.cancelled', orderId, on: order.state.on });
  const today = dateIn(at, entity.zone);
  const on = wantedOn ?? today;
  const lockedBefore = entity.booksLockedBefore;
  if (on > today) return refuse({ code: 'order.in-future', on, today });
  if (on < order.placedOn) return refuse({ code: 'order.before-placed', on, placedOn: order.placedOn });
  if (lockedBefore !== null && on < lockedBefore) return refuse({ code: 'books.locked', entityId: entity.id, on, lockedBefore });
  return done({ order, on });
};

/** A line that is still in force. */
export const openLine = (order: Order, lineId: string): Outcome<OrderLine, OrderProblem> => {
  const line = order.lines.find(({ id }) => id === lineId);
  if (line === undefined) return refuse({ code: 'order.line-missing', orderId: order.id, lineId });
  return line.cancelled === null ? done(line) : refuse({ code: 'order.line-cancelled', lineId, on: line.cancelled.on });
};

export const withLine = (order: Order, line: OrderLine): Order => ({
  ...order,
  lines: order.lines.map((entry) => (entry.id === line.id ? line : entry)),
});
