import { derivedId } from '../../../core/kernel/ids.ts';
import { sortedBy } from '../../../core/kernel/order.ts';
import { placeOrder, type PlaceOrderLine } from '../../../core/orders/place-order.ts';
import { reachMilestone } from '../../../core/orders/reach-milestone.ts';
import type { Source } from '../../../core/sources.ts';
import type { ImportSource } from './import-source.ts';
import type { Mapping } from './header.ts';
import { type Days, momentOf } from './lifecycle.ts';
import { lookup } from './lookups.ts';
import { date, decimal, oneOf, text } from './readers.ts';
import { rowsOf } from './rows.ts';
import { type Entry, importedId, refusal, type Step, step, type Steps } from './step.ts';
import { referenceKey } from './subscriptions.ts';
import { maybe, needed, type ReadRow, type RowOf, type Table } from './table.ts';

export const orderTable = {
  name: 'orders',
  columns: {
    order: needed(text(120), 'order id', 'order no'),
    customer: needed(text(120), 'customer id', 'account'),
    placed: needed(date, 'placed on', 'date'),
    plan: maybe(text(64), ''),
    pack: maybe(text(64), ''),
    subscription: maybe(text(120), ''),
    quantity: maybe(decimal({ from: '0' }), '1'),
    trigger: maybe(oneOf('order', 'date', 'milestone'), 'order' as const),
    due: maybe(date, null, 'due on'),
    milestone: maybe(text(120), ''),
    reached: maybe(date, null, 'reached on'),
    description: maybe(text(200), ''),
    unit_price: maybe(decimal(), null),
    tax_class: maybe(text(60), 'standard'),
    note: maybe(text(1000), ''),
  },
} satisfies Table<object>;

type Row = RowOf<typeof orderTable>;

/** What happens on one day: an order is placed, or the milestone of one is reached. */
type Event = { readonly on: string; readonly kind: 'placed' | 'reached'; readonly read: ReadRow<Row> };

const eventsOf = (read: ReadRow<Row>): readonly Event[] => [
  { on: read.row.placed, kind: 'placed', read },
  ...(read.row.reached === null ? [] : [{ on: read.row.reached, kind: 'reached', read } as const]),
];

/** Orders of one line each, placed on their days, and their milestones on the days on which they are reached. */
export const orderSteps = (file: ImportSource, by: Entry['by'], days: Days, mapping: Mapping = {}): Steps =>
  async function* (source, skip) {
    const events: Event[] = [];
    for await (const { rows, ...rest } of rowsOf<Row>(file, orderTable, mapping)) {
      const mine = rows.flatMap(eventsOf).filter(({ on }) => on >= days.from && on < days.before);
      yield { ...rest, rows: mine.length + rest.badLines };
      events.push(...mine.filter(({ read }) => !skip.has(read.line)));
    }
    for (const event of sortedBy(events, ({ on, kind }) => `${on}|${kind}`)) {
      const entry: Entry = { at: momentOf(event.on), by };
      yield event.kind === 'placed' ? await placeStep(event.read, entry, source) : reachStep(event.read, entry);
    }
  };

const placeStep = async ({ row, line }: ReadRow<Row>, entry: Entry, source: Source): Promise<Step> => {
  const customer = await lookup(source, 'customer', ({ externalId }) => externalId)(row.customer);
  const item = await itemOf(row, source);
  if (customer === null) return refusal(line, { code: 'customer.missing' });
  if ('missing' in item) return refusal(line, { code: item.missing });
  const trigger = triggerOf(row);
  if (trigger === null) return refusal(line, { code: 'order.trigger-incomplete' });
  const body = { customerId: customer.id, placedOn: row.placed, note: row.note, lines: [{ item, quantity: row.quantity, trigger }] };
  return step(entry, placeOrder, { key: row.order, line, body });
};

const itemOf = async (row: Row, source: Source): Promise<PlaceOrderLine['item'] | { readonly missing: string }> => {
  if (row.pack !== '') {
    const subscription = await lookup(source, 'subscription', ({ metadata }) => metadata[referenceKey] ?? '')(row.subscription);
    return subscription === null
      ? { missing: 'subscription.missing' }
      : { kind: 'pack', subscriptionId: subscription.id, packId: row.pack };
  }
  if (row.plan !== '') return { kind: 'plan', plan: row.plan };
  if (row.unit_price === null || row.description === '') return { missing: 'order.nothing-sold' };
  return {
    kind: 'manual',
    description: row.description,
    unitPrice: row.unit_price,
    taxClass: row.tax_class,
    taxInclusive: false,
    productId: null,
  };
};

const triggerOf = ({ trigger, due, milestone }: Row): NonNullable<PlaceOrderLine['trigger']> | null => {
  if (trigger === 'date') return due === null ? null : { kind: 'date', on: due };
  if (trigger === 'milestone') return milestone === '' ? null : { kind: 'milestone', name: milestone };
  return { kind: 'order' };
};

/** An order has no name of its own in the engine; its id follows from the command that placed it. */
const orderIdOf = (order: string): string => derivedId('ord', importedId(placeOrder.kind, order));

const reachStep = ({ row, line }: ReadRow<Row>, entry: Entry): Step =>
  step(entry, reachMilestone, {
    key: row.order,
    line,
    body: { orderId: orderIdOf(row.order), lineId: '1', on: row.reached ?? row.placed },
  });
