import { describe, expect, it } from 'vitest';
import { cancelOrder } from '../../../core/orders/cancel-order.ts';
import { cancelOrderLine } from '../../../core/orders/cancel-order-line.ts';
import { type PlaceOrder, placeOrder } from '../../../core/orders/place-order.ts';
import { reachMilestone } from '../../../core/orders/reach-milestone.ts';
import type { Order } from '../../../core/orders/types.ts';
import type { OperatingEntity } from '../../../core/organization/types.ts';
import { daysAfter } from '../../../core/time/plain-date.ts';
import {
  bill,
  component,
  fixedPrice,
  linesOf,
  perUnit,
  sampleCustomer,
  sampleEntity,
  soldPlan,
  variantOf,
  type World,
  worldOf,
} from '../../support/billing-world.ts';
import { documentsOf } from '../subscriptions/catalog.ts';
import { Desk } from '../subscriptions/desk.ts';

type Body = PlaceOrder['body'];
type Line = Body['lines'][number];

const once = (id: string, trigger: 'order' | 'date' | 'milestone', variants = [variantOf([component('base', fixedPrice('300'))])]) =>
  soldPlan(id, variants, { kind: 'one-off', trigger }, { type: 'service' });
const packs = [{ id: 'small', name: '100 credits', price: '20', credit: '100', expiresAfter: null }];
const prepaid = soldPlan(
  'prepaid',
  [variantOf([component('calls', perUnit('1'), { quantity: { kind: 'usage', metricId: 'met_calls' } })], { packs })],
  { kind: 'prepaid', unit: 'units', atZero: 'block' },
);
const sold = [
  once('setup', 'order'),
  once('workshop', 'date'),
  once('delivery', 'milestone'),
  soldPlan('monthly', [variantOf([component('base', fixedPrice('50'))])]),
  prepaid,
];

const deskOf = (entity: Partial<OperatingEntity> = {}): Desk => new Desk([sampleEntity(entity), sampleCustomer(), ...documentsOf(sold)]);
const wanted = (lines: readonly Line[], changes: Partial<Body> = {}): Body => ({ customerId: 'cus_1', lines, ...changes });
const plan = (name: string, changes: Partial<Line> = {}): Line => ({ item: { kind: 'plan', plan: name }, ...changes });
const manual: Line = {
  item: { kind: 'manual', description: 'Travel', unitPrice: '80.50', taxClass: 'standard', taxInclusive: false, productId: null },
};
const codes = (problems: readonly { readonly code: string }[]): readonly string[] => problems.map(({ code }) => code);

const placed = async (desk: Desk, lines: readonly Line[], at = '2026-06-10', changes: Partial<Body> = {}): Promise<string> => {
  const change = await desk.run(placeOrder, wanted(lines, changes), at);
  return change.writes[0]?.document.id ?? '';
};
const orderOf = async (desk: Desk, id: string): Promise<Order> => (await desk.source.get('order', id)) ?? never();

/** What a run on a day bills of an order; what was billed stays in the world. */
const billedOn = async (world: World, desk: Desk, id: string, day: string): Promise<readonly string[]> => {
  world.record = { ...world.record, orders: [await orderOf(desk, id)] };
  return [...linesOf(bill(world, day, daysAfter(day, 1)))].sort();
};

describe('an order', () => {
  it('[BIL-01] sells a one-off plan once, pinned to its version, and never as a subscription', async () => {
    const desk = deskOf();
    const id = await placed(desk, [plan('setup', { quantity: '2' }), manual], '2026-06-10', { netTermsDays: 7, note: 'thanks' });
    const order = await orderOf(desk, id);
    expect(order).toMatchObject({
      customerId: 'cus_1',
      entityId: 'ent_uk',
      currency: 'GBP',
      placedOn: '2026-06-10',
      netTermsDays: 7,
      note: 'thanks',
      rounding: { mode: 'half-away-from-zero', increment: 1 },
      state: { kind: 'placed' },
    });
    expect(order.lines.map(({ id: line, item, trigger }) => [line, item.kind, trigger.kind])).toEqual([
      ['1', 'plan', 'order'],
      ['2', 'manual', 'order'],
    ]);
    const world = worldOf(sold, {});
    expect(await billedOn(world, desk, id, '2026-06-10')).toEqual(['Travel 2026-06-10.. 8050', 'setup 2026-06-10.. 60000']);
    expect(await billedOn(world, desk, id, '2027-06-10')).toEqual([]);
  });

  it('[BIL-01] waits for its day or its milestone, as the plan says', async () => {
    const desk = deskOf();
    const id = await placed(desk, [
      plan('workshop', { trigger: { kind: 'date', on: '2026-07-01' } }),
      plan('delivery', { trigger: { kind: 'milestone', name: 'signed off' } }),
    ]);
    const world = worldOf(sold, {});
    expect(await billedOn(world, desk, id, '2026-06-30')).toEqual([]);
    expect(await billedOn(world, desk, id, '2026-07-01')).toEqual(['workshop 2026-07-01.. 30000']);
    await desk.run(reachMilestone, { orderId: id, lineId: '2' }, '2026-08-15');
    expect(await billedOn(world, desk, id, '2026-08-15')).toEqual(['delivery 2026-08-15.. 30000']);
    expect(codes(await desk.refused(reachMilestone, { orderId: id, lineId: '2' }, '2026-08-16'))).toEqual(['order.milestone-reached']);
    expect(codes(await desk.refused(reachMilestone, { orderId: id, lineId: '1' }, '2026-08-16'))).toEqual(['order.no-milestone']);
    expect(
      await desk.refused(placeOrder, wanted([plan('workshop'), plan('delivery', { trigger: { kind: 'order' } })]), '2026-06-10'),
    ).toEqual([
      { code: 'order.trigger-needed', line: 1, trigger: 'date' },
      { code: 'order.trigger-needed', line: 2, trigger: 'milestone' },
    ]);
  });

  it('[INV-12] a charge agreed by hand may wait for anything', async () => {
    const desk = deskOf();
    const id = await placed(desk, [{ ...manual, trigger: { kind: 'date', on: '2026-09-01' }, quantity: '2' }]);
    const world = worldOf(sold, {});
    expect(await billedOn(world, desk, id, '2026-08-31')).toEqual([]);
    expect(await billedOn(world, desk, id, '2026-09-01')).toEqual(['Travel 2026-09-01.. 16100']);
  });

  it('[BIL-06] buys a pack for a pre-paid subscription of the customer, at the price of the version that it was sold', async () => {
    const desk = deskOf();
    const subscriptionId = await desk.create({ plan: 'prepaid' }, '2026-06-01');
    const pack = (packId: string, of = subscriptionId): Line => ({ item: { kind: 'pack', subscriptionId: of, packId }, quantity: '3' });
    const id = await placed(desk, [pack('small')]);
    expect((await orderOf(desk, id)).lines[0]?.item).toEqual({
      kind: 'pack',
      planId: 'prepaid',
      planVersion: 1,
      variantId: 'gbp',
      packId: 'small',
      subscriptionId,
    });
    expect(await desk.refused(placeOrder, wanted([pack('large'), pack('small', 'sub_x')]), '2026-06-10')).toEqual([
      { code: 'pack.missing', line: 1, packId: 'large', offered: ['small'] },
      { code: 'pack.no-subscription', line: 2, subscriptionId: 'sub_x' },
    ]);
    expect(codes(await desk.refused(placeOrder, wanted([pack('small')], { currency: 'EUR' }), '2026-06-10'))).toEqual([
      'pack.other-currency',
    ]);
  });

  it('[PHS-02] names everything that is missing or not for sale', async () => {
    const desk = deskOf();
    expect(
      codes(await desk.refused(placeOrder, wanted([plan('monthly'), plan('nothing'), { ...manual, quantity: '0' }]), '2026-06-10')),
    ).toEqual(['plan.not-sold-once', 'prerequisite.missing', 'order.quantity-zero']);
    expect(codes(await desk.refused(placeOrder, wanted([plan('setup')], { currency: 'EUR' }), '2026-06-10'))).toEqual(['variant.no-match']);
    expect(await new Desk([]).refused(placeOrder, wanted([manual]), '2026-06-10')).toEqual([
      { code: 'prerequisite.missing', missing: 'customer', wanted: 'cus_1' },
      { code: 'prerequisite.missing', missing: 'entity', wanted: '' },
    ]);
    desk.put(sampleCustomer({ state: 'archived' }));
    expect(codes(await desk.refused(placeOrder, wanted([manual], { entityId: 'ent_x' }), '2026-06-10'))).toEqual([
      'customer.archived',
      'entity.missing',
    ]);
    const [setup] = sold;
    if (setup === undefined) return never();
    const bounded = deskOf();
    bounded.put(
      { ...setup.version, quantity: { minimum: '1', maximum: '2' } },
      { ...setup.plan, restrictions: { countries: ['FR'], segments: [] } },
    );
    expect(codes(await bounded.refused(placeOrder, wanted([plan('setup', { quantity: '3' })]), '2026-06-10'))).toEqual([
      'plan.not-in-country',
      'quantity.out-of-bounds',
    ]);
  });

  it('[SUB-29] may be placed for a day before it is entered, not inside closed books', async () => {
    const desk = deskOf({ booksLockedBefore: '2026-06-01' });
    expect((await orderOf(desk, await placed(desk, [manual], '2026-06-10', { placedOn: '2026-06-02' }))).placedOn).toBe('2026-06-02');
    expect(codes(await desk.refused(placeOrder, wanted([manual], { placedOn: '2026-05-31' }), '2026-06-10'))).toEqual(['books.locked']);
  });

  it('names a cycle where its plan has several', async () => {
    const two = once('two', 'order', [
      variantOf([component('base', fixedPrice('300'))]),
      variantOf([component('base', fixedPrice('500'))], { id: 'gbp-y', cycle: { name: 'yearly', interval: { unit: 'year', count: 1 } } }),
    ]);
    const desk = deskOf();
    desk.put(...documentsOf([two]));
    expect(codes(await desk.refused(placeOrder, wanted([plan('two')]), '2026-06-10'))).toEqual(['variant.no-match']);
    const id = await placed(desk, [{ item: { kind: 'plan', plan: 'two', cycle: 'yearly' } }]);
    expect((await orderOf(desk, id)).lines[0]?.item).toMatchObject({ variantId: 'gbp-y' });
  });
});

describe('what is cancelled', () => {
  it('[BIL-01] a line is credited where it was billed, and stays on the order', async () => {
    const desk = deskOf();
    const id = await placed(desk, [plan('setup'), manual]);
    const world = worldOf(sold, {});
    await billedOn(world, desk, id, '2026-06-10');
    await desk.run(cancelOrderLine, { orderId: id, lineId: '2', reason: 'not needed' }, '2026-06-12');
    expect(await billedOn(world, desk, id, '2026-06-12')).toEqual(['Travel 2026-06-10.. -8050']);
    const order = await orderOf(desk, id);
    expect(order.lines[1]?.cancelled).toEqual({ on: '2026-06-12', reason: 'not needed' });
    expect(order.state).toEqual({ kind: 'placed' });
    expect(codes(await desk.refused(cancelOrderLine, { orderId: id, lineId: '2', reason: 'x' }, '2026-06-13'))).toEqual([
      'order.line-cancelled',
    ]);
    expect(codes(await desk.refused(cancelOrderLine, { orderId: id, lineId: '9', reason: 'x' }, '2026-06-13'))).toEqual([
      'order.line-missing',
    ]);
  });

  it('[BIL-01] with its last line the order is, and then nothing more can be done to it', async () => {
    const desk = deskOf();
    const id = await placed(desk, [plan('setup'), plan('delivery', { trigger: { kind: 'milestone', name: 'done' } })]);
    const world = worldOf(sold, {});
    await billedOn(world, desk, id, '2026-06-10');
    await desk.run(cancelOrderLine, { orderId: id, lineId: '1', reason: 'a' }, '2026-06-12');
    await desk.run(cancelOrderLine, { orderId: id, lineId: '2', reason: 'b' }, '2026-06-13');
    expect((await orderOf(desk, id)).state).toEqual({ kind: 'cancelled', on: '2026-06-13', reason: 'b' });
    expect(await billedOn(world, desk, id, '2026-06-13')).toEqual(['setup 2026-06-10.. -30000']);
    expect(await desk.refused(reachMilestone, { orderId: id, lineId: '2' }, '2026-06-14')).toEqual([
      { code: 'order.cancelled', orderId: id, on: '2026-06-13' },
    ]);
  });

  it('[BIL-01] a whole order at once, on a day that is allowed', async () => {
    const desk = deskOf({ booksLockedBefore: '2026-06-11' });
    const id = await placed(desk, [manual, manual], '2026-06-12');
    const ask = (on: string) => desk.refused(cancelOrder, { orderId: id, reason: 'x', on }, '2026-06-20');
    expect(codes(await ask('2026-06-21'))).toEqual(['order.in-future']);
    expect(codes(await ask('2026-06-11'))).toEqual(['order.before-placed']);
    desk.put({ ...sampleEntity({ booksLockedBefore: '2026-06-15' }) });
    expect(codes(await ask('2026-06-14'))).toEqual(['books.locked']);
    await desk.run(cancelOrder, { orderId: id, reason: 'x' }, '2026-06-20');
    expect(await orderOf(desk, id)).toMatchObject({
      state: { kind: 'cancelled', on: '2026-06-20' },
      lines: [{ cancelled: { on: '2026-06-20' } }, { cancelled: { on: '2026-06-20' } }],
    });
    expect(codes(await desk.refused(cancelOrder, { orderId: 'ord_x', reason: 'x' }, '2026-06-20'))).toEqual(['order.missing']);
  });
});

function never(): never {
  throw new Error('it is there');
}
