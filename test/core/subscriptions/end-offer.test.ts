import { describe, expect, it } from 'vitest';
import { automaticRedemptions } from '../../../core/offers/automatic.ts';
import { redemptionsInForce } from '../../../core/offers/in-force.ts';
import type { Redemption } from '../../../core/offers/types.ts';
import { endOffer } from '../../../core/subscriptions/end-offer.ts';
import { automaticFactsOf } from '../../../core/subscriptions/redeem-offer.ts';
import type { Subscription } from '../../../core/subscriptions/types.ts';
import { command, customer, entity } from '../customers/sample.ts';
import { offer, percentage, redemption } from '../offers/sample.ts';
import { subscription, worldOf } from '../offers/subscription-sample.ts';

type World = Parameters<typeof worldOf>[0];

const end = async (world: World, redemptionId = 'red_1', endsOn = '2026-12-01') => {
  const given = command('subscription.end-offer', { subscriptionId: 'sub_1', redemptionId, endsOn });
  return endOffer.plan(given, await endOffer.gather(given, worldOf(world)));
};
const codes = async (world: World, endsOn?: string): Promise<readonly string[]> => {
  const outcome = await end(world, 'red_1', endsOn);
  return outcome.ok ? [] : outcome.problems.map(({ code }) => code);
};
const after = async (...given: Parameters<typeof end>): Promise<Subscription> => {
  const outcome = await end(...given);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.value.writes[0]?.document as Subscription;
};
const running = (changes: Partial<Redemption> = {}): World => ({
  subscription: [subscription({ redemptions: [redemption(1, percentage('20'), changes), redemption(2, percentage('5'))] })],
});

describe('subscription.end-offer', () => {
  it('[OFR-05] ends one redemption and leaves the others', async () => {
    const ended = await after(running());
    expect(ended.redemptions.map(({ id, endsOn }) => [id, endsOn])).toEqual([
      ['red_1', '2026-12-01'],
      ['red_2', null],
    ]);
    expect(ended.history).toMatchObject([{ kind: 'offer-ended', on: '2026-12-01', facts: { offerId: 'off_1', redemptionId: 'red_1' } }]);
  });

  it('[OFR-05] an end may be moved to an earlier day, never to a later one', async () => {
    expect((await after(running({ endsOn: '2027-01-01' }))).redemptions[0]?.endsOn).toBe('2026-12-01');
    expect(await codes(running({ endsOn: '2026-12-01' }))).toEqual(['redemption.ended']);
    expect(await codes(running({ endsOn: '2026-08-01' }))).toEqual(['redemption.ended']);
  });

  it('[OFR-02] ends what applies by itself: written down, it stands for the derived one', async () => {
    const automatic = offer({ reach: { kind: 'automatic' }, duration: { kind: 'lifetime' } });
    const sold = subscription();
    const derived = automaticRedemptions([automatic], automaticFactsOf(sold, customer(), true));
    const ended = await after({ subscription: [sold], offer: [automatic] }, derived[0]?.id);
    expect(ended.redemptions).toEqual([{ ...derived[0], endsOn: '2026-12-01' }]);
    const inForce = (periodStart: string): number =>
      redemptionsInForce([...ended.redemptions, ...derived], { periodStart, startsSince: () => 0 }).length;
    expect(['2026-11-15', '2026-12-15'].map(inForce)).toEqual([1, 0]);
  });

  it('[SUB-29] refuses what is not there, and locked books', async () => {
    expect(await codes({ subscription: [subscription()] })).toEqual(['redemption.missing']);
    expect(await codes({ subscription: [subscription()], customer: [] })).toEqual(['redemption.missing']);
    expect(await codes({})).toEqual(['subscription.missing']);
    expect(await codes({ ...running(), entity: [entity('uk', { booksLockedBefore: '2026-12-02' })] })).toEqual(['books.locked']);
  });
});
