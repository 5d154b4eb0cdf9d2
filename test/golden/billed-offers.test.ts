import { describe, expect, it } from 'vitest';
import type { Offer } from '../../core/offers/types.ts';
import { redeemOffer } from '../../core/subscriptions/redeem-offer.ts';
import { monthsAfter } from '../../core/time/plain-date.ts';
import { amount, offer, override, percentage } from '../core/offers/sample.ts';
import { deskOf, plans } from '../core/subscriptions/catalog.ts';
import { Till } from '../core/subscriptions/till.ts';

const start = '2026-01-01';
const lifetime = { kind: 'lifetime' } as const;

/** Sells a plan at `price` a month, redeems the offers on its first day in the given order, and bills; answers each month in pence. */
const months = async (price: string, count: number, ...given: readonly Partial<Offer>[]): Promise<readonly number[]> => {
  const offers = given.map((changes, index) =>
    offer({ id: `off_${index + 1}`, reach: { kind: 'code', code: `CODE${index + 1}` }, ...changes }),
  );
  const desk = deskOf(plans(), {}, ...offers);
  const id = await desk.create({ negotiated: [{ componentId: 'base', price }] }, start);
  for (const { id: offerId } of offers) {
    await desk.run(redeemOffer, { subscriptionId: id, offer: { kind: 'offer', offerId }, startsOn: start }, start);
  }
  const till = new Till(desk, id);
  const amounts: number[] = [];
  for (let month = 0; month < count; month += 1) {
    const day = monthsAfter(start, month);
    await desk.advance(id, day);
    amounts.push((await till.run(day)).reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0));
  }
  return amounts;
};

describe('golden: discounts on invoices', () => {
  it('[G-DIS-1] £100, 20 % off for 3 periods: 80, 80, 80, then 100', async () => {
    expect(await months('100', 4, { value: percentage('20'), duration: { kind: 'periods', count: 3 } })).toEqual([
      8000, 8000, 8000, 10_000,
    ]);
  });

  it('[G-DIS-2] £100, stack 25 % then 10 %: £67.50', async () => {
    expect(await months('100', 1, { value: percentage('25') }, { value: percentage('10') })).toEqual([6750]);
  });

  it('[G-DIS-3] £100, 10 % and £20 off: £70.00, whichever was redeemed first', async () => {
    const [tenth, twenty] = [{ value: percentage('10') }, { value: amount('20') }];
    expect(await months('100', 1, tenth, twenty)).toEqual([7000]);
    expect(await months('100', 1, twenty, tenth)).toEqual([7000]);
  });

  it('[G-DIS-4] £15, £20 off: £0.00, and nothing is carried over', async () => {
    expect(await months('15', 2, { value: amount('20'), duration: { kind: 'once' } })).toEqual([0, 1500]);
  });

  it('[G-DIS-5] £100, price override £60, non-stackable 50 % also present: £50.00', async () => {
    const half = { value: percentage('50'), stackable: false, duration: lifetime };
    expect(await months('100', 1, { value: override('60'), duration: lifetime }, half)).toEqual([5000]);
  });

  it('[G-DIS-6] 100 % for 3 periods on £40: 0, 0, 0, 40', async () => {
    expect(await months('40', 4, { value: percentage('100'), duration: { kind: 'periods', count: 3 } })).toEqual([0, 0, 0, 4000]);
  });
});
