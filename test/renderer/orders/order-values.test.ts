import { describe, expect, it } from 'vitest';
import { shaped } from '../../../core/kernel/shape.ts';
import { placeOrderSchema } from '../../../core/orders/place-order.ts';
import { emptyLine, emptyOrder, lastDue, lineOf, orderBodyOf } from '../../../renderer/features/orders/order-values.ts';

const order = emptyOrder('cus_1', '2026-06-10');
const workshop = { ...emptyLine('manual'), description: ' Workshop ', unitPrice: '950.00' };

describe('an order in its form', () => {
  it('[BIL-01] [INV-12] is a body that the use case takes; what was left as usual is not named', () => {
    const body = orderBodyOf({ ...order, lines: [workshop] });
    expect(body).not.toBeNull();
    expect(shaped(placeOrderSchema, body).ok).toBe(true);
    expect(body).not.toHaveProperty('currency');
    expect(body?.lines[0]?.item).toMatchObject({ kind: 'manual', description: 'Workshop', unitPrice: '950.00', productId: null });
  });

  it('[BIL-06] names the pack and the subscription that it is for', () => {
    const line = lineOf({ ...emptyLine('pack'), pack: 'sub_1|large', quantity: '2' });
    expect(line?.item).toEqual({ kind: 'pack', subscriptionId: 'sub_1', packId: 'large' });
    expect(shaped(placeOrderSchema, { customerId: 'cus_1', lines: [line] }).ok).toBe(true);
  });

  it('[BIL-01] names the day or the milestone that a line waits for', () => {
    expect(lineOf({ ...workshop, trigger: 'date', on: '2026-07-01' })?.trigger).toEqual({ kind: 'date', on: '2026-07-01' });
    expect(lineOf({ ...workshop, trigger: 'milestone', milestone: ' Go-live ' })?.trigger).toEqual({ kind: 'milestone', name: 'Go-live' });
  });

  it.each([
    ['no line', { ...order, lines: [] }],
    ['no customer', { ...order, customerId: null, lines: [workshop] }],
    ['a line that lacks its plan', { ...order, lines: [workshop, emptyLine('plan')] }],
    ['a line that lacks its day', { ...order, lines: [{ ...workshop, trigger: 'date' }] }],
    ['a quantity that is no number', { ...order, lines: [{ ...workshop, quantity: '1,5' }] }],
  ])('is not complete with %s', (_what, values) => {
    expect(orderBodyOf(values)).toBeNull();
  });

  it('is looked ahead of to its last day', () => {
    expect(lastDue({ ...order, lines: [workshop] }, '2026-06-10')).toBe('2026-06-10');
    expect(lastDue({ ...order, lines: [{ ...workshop, trigger: 'date', on: '2026-08-01' }] }, '2026-06-10')).toBe('2026-08-01');
  });
});
