import { describe, expect, it } from 'vitest';
import { discounts } from '../../core/offers/discounting.ts';
import { redemptionsInForce } from '../../core/offers/in-force.ts';
import type { Redemption } from '../../core/offers/types.ts';
import { redeemOffer } from '../../core/subscriptions/redeem-offer.ts';
import type { Subscription } from '../../core/subscriptions/types.ts';
import { boundary } from '../../core/time/cadence.ts';
import { command } from '../core/customers/sample.ts';
import { amount, charge, left, offer, override, percentage, redemption, terms } from '../core/offers/sample.ts';
import { subscription, worldOf } from '../core/offers/subscription-sample.ts';

const starts = Array.from({ length: 4 }, (_, index) => boundary('2026-01-01', { unit: 'month', count: 1 }, index));

/** What each of the first four monthly periods costs. */
const periods = (fullMinor: number, running: Redemption): readonly number[] =>
  starts.flatMap((periodStart) => {
    const startsSince = (from: string): number => starts.filter((start) => start >= from && start < periodStart).length;
    return left([charge('plan', fullMinor)], redemptionsInForce([running], { periodStart, startsSince }));
  });

describe('golden: discounts', () => {
  it('[G-DIS-1] £100, 20 % off for 3 periods: 80, 80, 80, then 100', () => {
    expect(periods(10_000, redemption(1, percentage('20'), { duration: { kind: 'periods', count: 3 } }))).toEqual([
      8_000, 8_000, 8_000, 10_000,
    ]);
  });

  it('[G-DIS-2] £100, stack 25 % then 10 %: £67.50', () => {
    expect(left([charge('plan', 10_000)], [redemption(1, percentage('25')), redemption(2, percentage('10'))])).toEqual([6_750]);
  });

  it('[G-DIS-3] £100, 10 % and £20 off: 100, 90, £70.00', () => {
    const both = [redemption(1, amount('20')), redemption(2, percentage('10'))];
    expect(
      discounts([charge('plan', 10_000)], both, terms)
        .get('plan')
        ?.map(({ fullMinor }) => fullMinor),
    ).toEqual([1_000, 2_000]);
    expect(left([charge('plan', 10_000)], both)).toEqual([7_000]);
  });

  it('[G-DIS-4] £15, £20 off: £0.00, nothing carried over', () => {
    expect(left([charge('plan', 1_500)], [redemption(1, amount('20'))])).toEqual([0]);
    expect(periods(1_500, redemption(1, amount('20'), { duration: { kind: 'once' } }))).toEqual([0, 1_500, 1_500, 1_500]);
  });

  it('[G-DIS-5] £100, price override £60, non-stackable 50 % also present: £50.00', () => {
    const both = [redemption(1, override('60')), redemption(2, percentage('50'), { stackable: false })];
    expect(left([charge('plan', 10_000)], both)).toEqual([5_000]);
  });

  it('[G-DIS-6] [OFR-12] 100 % for 3 periods on £40: 0, 0, 0, 40', () => {
    expect(periods(4_000, redemption(1, percentage('100'), { duration: { kind: 'periods', count: 3 } }))).toEqual([0, 0, 0, 4_000]);
  });

  it('[G-DIS-7] £10.00 over lines 33.33 / 33.33 / 33.34: 3.33 / 3.33 / 3.34', () => {
    const lines = [charge('a', 3_333), charge('b', 3_333), charge('c', 3_334)];
    const workings = discounts(lines, [redemption(1, amount('10'))], terms);
    expect(['a', 'b', 'c'].map((key) => workings.get(key)?.[0]?.fullMinor)).toEqual([333, 333, 334]);
  });

  it('[G-DIS-8] a code that expired yesterday, entered today: refused; running redemptions continue', async () => {
    const expired = offer({ redeemableThrough: '2026-11-19', duration: { kind: 'lifetime' } });
    const today = command('subscription.redeem-offer', {
      subscriptionId: 'sub_1',
      offer: { kind: 'code', code: 'AUTUMN20' } as const,
      startsOn: '2026-11-20',
    });
    const redeemedOn = async (given: typeof today) =>
      redeemOffer.plan(given, await redeemOffer.gather(given, worldOf({ subscription: [subscription()], offer: [expired] })));
    expect(await redeemedOn(today)).toEqual({
      ok: false,
      problems: [{ code: 'offer.expired', offerId: 'off_1', through: '2026-11-19', on: '2026-11-20' }],
    });
    const inTime = await redeemedOn({ ...today, at: '2026-11-19T12:00:00.000Z', body: { ...today.body, startsOn: '2026-11-19' } });
    const running = (inTime.ok ? inTime.value.writes[0]?.document : null) as Subscription;
    const later = redemptionsInForce(running.redemptions, { periodStart: '2027-06-15', startsSince: () => 6 });
    expect(left([charge('plan', 10_000)], later)).toEqual([8_000]);
  });
});
