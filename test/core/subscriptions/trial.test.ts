import { describe, expect, it } from 'vitest';
import type { TrialSettings } from '../../../core/catalog/types.ts';
import { trialReminderOn } from '../../../core/offers/trial.ts';
import { cancelSubscription } from '../../../core/subscriptions/cancel-subscription.ts';
import { confirmTrial } from '../../../core/subscriptions/confirm-trial.ts';
import { createSubscription } from '../../../core/subscriptions/create-subscription.ts';
import { negotiatePrice } from '../../../core/subscriptions/negotiate-price.ts';
import { pauseSubscription } from '../../../core/subscriptions/pause-subscription.ts';
import { resumeSubscription } from '../../../core/subscriptions/resume-subscription.ts';
import { updateSubscription } from '../../../core/subscriptions/update-subscription.ts';
import { withdrawChange } from '../../../core/subscriptions/withdraw-change.ts';
import { bill, linesOf, worldOf } from '../../support/billing-world.ts';
import { calls, deskOf, flat, plans, trialOf } from './catalog.ts';
import { type Desk, itemNamed, kinds, termsOf } from './desk.ts';

const trying = (changes: Partial<TrialSettings> = {}) =>
  flat('trying', '50', '500', { entitlements: [calls('100', { trialQuantity: '10' })], trial: trialOf(changes) });
const deskWith = (changes: Partial<TrialSettings> = {}): Desk =>
  deskOf([trying(changes), ...plans().filter(({ plan }) => plan.id !== 'trying')]);
const codes = (problems: readonly { readonly code: string }[]): readonly string[] => problems.map(({ code }) => code);

/** What is billed of a subscription up to a day. */
const billedBy = async (desk: Desk, id: string, before: string): Promise<readonly string[]> =>
  linesOf(bill(worldOf([trying()], { subscriptions: [await desk.subscription(id)] }), '2026-06-01', before));

describe('a trial', () => {
  it('[SUB-04] [OFR-18] provisions at once, bills nothing before its end, and converts by itself', async () => {
    const desk = deskWith();
    const id = await desk.create({ plan: 'trying' }, '2026-06-01T15:30:00.000Z');
    const trial = await desk.subscription(id);
    expect(trial.state).toEqual({ kind: 'trial', since: '2026-06-01', endsAt: '2026-06-15T15:30:00.000Z', endsOn: '2026-06-15' });
    expect(trial.grants).toHaveLength(1);
    expect(await billedBy(desk, id, '2026-06-15')).toEqual([]);
    expect((await desk.advance(id, '2026-06-15T15:29:59.000Z')).state.kind).toBe('trial');
    const active = await desk.advance(id, '2026-06-15T15:30:00.000Z');
    expect(active.state).toEqual({ kind: 'active', since: '2026-06-15', cancelsOn: null });
    expect(kinds(active)).toEqual(['created', 'trial-started', 'activated']);
    expect(await billedBy(desk, id, '2026-06-16')).toEqual(['trying: base 2026-06-15..2026-07-15 5000']);
  });

  it('[OR-27] lasts exactly N times 24 hours, or ends as a day begins where it started with one or is set so', async () => {
    const desk = deskWith();
    const exact = await desk.subscription(await desk.create({ plan: 'trying' }, '2026-10-20T22:30:00.000Z'));
    expect(exact.state).toMatchObject({ endsAt: '2026-11-03T22:30:00.000Z', endsOn: '2026-11-03' });
    const withDay = await desk.subscription(
      await desk.create({ plan: 'trying', trialEnds: 'with-day', repeatTrial: true }, '2026-10-20T22:30:00.000Z'),
    );
    expect(withDay.state).toMatchObject({ endsAt: '2026-11-03T00:00:00.000Z', endsOn: '2026-11-03' });
    const later = await desk.create({ plan: 'trying', startsOn: '2026-10-20', repeatTrial: true }, '2026-10-01');
    expect((await desk.advance(later, '2026-10-21')).state).toEqual({
      kind: 'trial',
      since: '2026-10-20',
      endsAt: '2026-11-03T00:00:00.000Z',
      endsOn: '2026-11-03',
    });
  });

  it('[SUB-22] moves the anchor to its end, unless the anchor is fixed', async () => {
    const desk = deskWith();
    const own = await desk.subscription(await desk.create({ plan: 'trying' }, '2026-06-01'));
    expect(itemNamed(own).cadence).toMatchObject([{ from: '2026-06-15', anchor: '2026-06-15' }]);
    const fixed = await desk.subscription(
      await desk.create({ plan: 'trying', repeatTrial: true, anchor: { kind: 'day-of-month', day: 1 } }, '2026-06-01'),
    );
    expect(itemNamed(fixed).cadence).toMatchObject([{ from: '2026-06-15', anchor: '2026-07-01', stub: 'prorated' }]);
  });

  it('[SUB-04] has the length that was agreed, or does not happen', async () => {
    const desk = deskWith();
    expect(
      (await desk.subscription(await desk.create({ plan: 'trying', trial: { kind: 'days', days: 3 } }, '2026-06-01'))).state,
    ).toMatchObject({ endsOn: '2026-06-04' });
    expect((await desk.subscription(await desk.create({ plan: 'trying', trial: { kind: 'none' } }, '2026-06-01'))).state.kind).toBe(
      'active',
    );
    expect(
      (await desk.subscription(await desk.create({ trial: { kind: 'days', days: 3 }, repeatTrial: true }, '2026-06-01'))).state.kind,
    ).toBe('trial');
  });

  it('[ENT-30] gives the restricted or the full level, and rises to full with the trial’s use forgotten', async () => {
    const restricted = deskWith({ entitlements: 'restricted' });
    const id = await restricted.create({ plan: 'trying' }, '2026-06-01');
    expect((await restricted.subscription(id)).grants[0]?.limit).toBe('10');
    const active = await restricted.advance(id, '2026-06-16');
    expect(active.grants[0]).toMatchObject({
      limit: '100',
      resetsAt: '2026-07-14T23:00:00.000Z',
      allotments: [{ source: 'allowance', granted: '100', used: '0' }],
    });
    const full = deskWith();
    expect((await full.subscription(await full.create({ plan: 'trying' }, '2026-06-01'))).grants[0]?.limit).toBe('100');
  });

  it('[CF-6] asks where it is set to, and ends without an answer', async () => {
    const desk = deskWith({ atEnd: 'ask' });
    const id = await desk.create({ plan: 'trying' }, '2026-06-01');
    const [question] = (await desk.subscription(id)).planned;
    expect(question).toMatchObject({ on: '2026-06-15', change: { kind: 'cancel', reason: 'trial_ended' } });
    expect(codes(await desk.refused(withdrawChange, { subscriptionId: id, changeId: question?.id ?? '' }, '2026-06-05'))).toEqual([
      'subscription.trial-asks',
    ]);
    const over = await desk.advance(id, '2026-06-20');
    expect(over.state).toEqual({ kind: 'cancelled', on: '2026-06-15', reason: 'trial_ended', note: 'not-confirmed' });
    expect(over.grants[0]?.state.kind).toBe('revoked');
    expect(await billedBy(desk, id, '2026-09-01')).toEqual([]);
  });

  it('[CF-6] a confirmed one converts when it ends, or at once with the anchor moved there', async () => {
    const desk = deskWith({ atEnd: 'ask' });
    const patient = await desk.create({ plan: 'trying' }, '2026-06-01');
    await desk.run(confirmTrial, { subscriptionId: patient, when: 'trial-end' }, '2026-06-05');
    expect(await desk.subscription(patient)).toMatchObject({ state: { kind: 'trial' }, planned: [] });
    expect((await desk.advance(patient, '2026-06-20')).state).toMatchObject({ kind: 'active', since: '2026-06-15' });
    const eager = await desk.create({ plan: 'trying', repeatTrial: true, contract: { periods: 2, autoRenew: false } }, '2026-06-01');
    await desk.run(confirmTrial, { subscriptionId: eager }, '2026-06-05');
    const active = await desk.subscription(eager);
    expect(active).toMatchObject({ state: { kind: 'active', since: '2026-06-05' }, planned: [], contract: { endsOn: '2026-08-05' } });
    expect(itemNamed(active).cadence).toMatchObject([{ from: '2026-06-05', anchor: '2026-06-05' }]);
    expect(kinds(active).slice(-2)).toEqual(['trial-confirmed', 'activated']);
  });

  it('[CF-6] [CAT-20] an early start takes the add-ons along, in step where they were', async () => {
    const desk = deskOf([
      flat('trying', '50', '500', { trial: trialOf() }, { addOns: plans()[0]?.plan.addOns ?? [] }),
      ...plans().filter(({ plan }) => plan.id !== 'trying'),
    ]);
    const addOns = [
      { plan: 'storage', cycle: 'monthly' },
      { plan: 'insight', cycle: 'yearly' },
    ];
    const id = await desk.create({ plan: 'trying', addOns, anchor: { kind: 'day-of-month', day: 1 } }, '2026-06-10');
    await desk.run(confirmTrial, { subscriptionId: id }, '2026-06-12');
    const { items } = await desk.subscription(id);
    expect(items.map(({ cadence }) => cadence.map(({ from, anchor }) => `${from} ${anchor}`))).toEqual([
      ['2026-06-12 2026-07-01'],
      ['2026-06-12 2026-07-01'],
      ['2026-06-12 2026-07-01'],
    ]);
  });

  it('[CF-6] what converts by itself need not be confirmed for its end, and one that is leaving is not converted', async () => {
    const desk = deskWith();
    const id = await desk.create({ plan: 'trying' }, '2026-06-01');
    expect(codes(await desk.refused(confirmTrial, { subscriptionId: id, when: 'trial-end' }, '2026-06-05'))).toEqual([
      'subscription.trial-converts',
    ]);
    await desk.run(cancelSubscription, { subscriptionId: id, reason: 'customer_request' }, '2026-06-05');
    expect(codes(await desk.refused(confirmTrial, { subscriptionId: id }, '2026-06-06'))).toEqual(['subscription.change-conflicts']);
  });

  it.each([
    { outcome: 'cancel', state: { kind: 'cancelled', on: '2026-06-15', reason: 'trial_ended', note: 'no-payment-method' }, lines: [] },
    { outcome: 'pause', state: { kind: 'paused', since: '2026-06-15', resumesOn: null, frozen: false }, lines: [] },
    {
      outcome: 'invoice',
      state: { kind: 'active', since: '2026-06-15', cancelsOn: null },
      lines: ['trying: base 2026-06-15..2026-07-15 5000'],
    },
  ] as const)('[OR-28] without a payment method at its end: $outcome', async ({ outcome, state, lines }) => {
    const desk = deskWith({ withoutPaymentMethod: outcome });
    const id = await desk.create({ plan: 'trying' }, '2026-06-01');
    expect((await desk.advance(id, '2026-06-20', true)).state).toEqual(state);
    expect(await billedBy(desk, id, '2026-07-10')).toEqual(lines);
    const charged = await desk.create({ plan: 'trying', repeatTrial: true }, '2026-06-01');
    expect((await desk.advance(charged, '2026-06-20')).state.kind).toBe('active');
  });

  it('[OR-28] one that waits for a payment method is billed from the day on which it goes on', async () => {
    const desk = deskWith({ withoutPaymentMethod: 'pause', entitlements: 'restricted' });
    const id = await desk.create({ plan: 'trying' }, '2026-06-01');
    expect((await desk.advance(id, '2026-06-20', true)).grants[0]?.state.kind).toBe('suspended');
    await desk.run(resumeSubscription, { subscriptionId: id }, '2026-08-03');
    expect(await billedBy(desk, id, '2026-08-04')).toEqual(['trying: base 2026-08-03..2026-09-03 5000']);
    expect((await desk.subscription(id)).grants[0]).toMatchObject({
      limit: '100',
      state: { kind: 'active' },
      resetsAt: '2026-09-02T23:00:00.000Z',
    });
  });

  it('[OR-28] nobody but who knows decides about a payment method: a person’s command leaves an ended trial as it is', async () => {
    const desk = deskWith();
    const id = await desk.create({ plan: 'trying' }, '2026-06-01');
    await desk.run(updateSubscription, { subscriptionId: id, metadata: { seen: { from: null, to: 'yes' } } }, '2026-06-20');
    expect((await desk.subscription(id)).state.kind).toBe('trial');
    expect(codes(await desk.refused(pauseSubscription, { subscriptionId: id }, '2026-06-20'))).toEqual(['subscription.transition-refused']);
    await desk.run(cancelSubscription, { subscriptionId: id, reason: 'customer_request', when: { kind: 'now' } }, '2026-06-20');
    expect((await desk.subscription(id)).state).toMatchObject({ kind: 'cancelled', on: '2026-06-15' });
    expect(await billedBy(desk, id, '2026-09-01')).toEqual([]);
    const confirmed = await desk.create({ plan: 'trying', repeatTrial: true }, '2026-06-01');
    await desk.run(confirmTrial, { subscriptionId: confirmed }, '2026-06-20');
    expect((await desk.subscription(confirmed)).state).toMatchObject({ kind: 'active', since: '2026-06-15' });
  });

  it('[OFR-18] asks for a payment method at the start only where the plan says so', async () => {
    const body = { customerId: 'cus_1', plan: 'trying', cycle: 'monthly', collection: 'gateway-without-method' } as const;
    expect(await deskWith().refused(createSubscription, body, '2026-06-01')).toEqual([]);
    expect(await deskWith({ paymentMethodRequired: true }).refused(createSubscription, body, '2026-06-01')).toEqual([
      { code: 'prerequisite.missing', missing: 'payment-method', wanted: 'cus_1' },
    ]);
  });

  it('[OFR-19] a customer has one trial, unless a further one is agreed; and is reminded three days before its end', async () => {
    const desk = deskWith();
    const first = await desk.create({ plan: 'trying' }, '2026-06-01');
    const again = { customerId: 'cus_1', plan: 'trying', cycle: 'monthly' };
    expect(await desk.refused(createSubscription, again, '2026-08-01')).toEqual([
      { code: 'trial.already-had', subscriptionId: first, startedOn: '2026-06-01' },
    ]);
    expect(await desk.refused(createSubscription, { ...again, repeatTrial: true }, '2026-08-01')).toEqual([]);
    expect(await desk.refused(createSubscription, { ...again, trial: { kind: 'none' } }, '2026-08-01')).toEqual([]);
    const { state } = await desk.subscription(first);
    expect(state.kind === 'trial' ? trialReminderOn({ startsOn: state.since, endsOn: state.endsOn }) : '').toBe('2026-06-12');
  });

  it('[SUB-10] [SUB-04] cancelled on trial it costs nothing, at once or when it ends', async () => {
    const desk = deskWith();
    const now = await desk.create({ plan: 'trying' }, '2026-06-01');
    await desk.run(
      cancelSubscription,
      { subscriptionId: now, reason: 'customer_request', when: { kind: 'now' }, credit: 'none' },
      '2026-06-05',
    );
    expect(await desk.subscription(now)).toMatchObject({ state: { kind: 'cancelled', on: '2026-06-05' } });
    expect(termsOf(await desk.subscription(now))).toEqual(['2026-06-01..2026-06-05 trying x1']);
    expect(await billedBy(desk, now, '2026-12-01')).toEqual([]);
    const later = await desk.create({ plan: 'trying', repeatTrial: true }, '2026-06-01');
    await desk.run(cancelSubscription, { subscriptionId: later, reason: 'customer_request' }, '2026-06-05');
    expect((await desk.subscription(later)).planned).toMatchObject([{ on: '2026-06-15', change: { kind: 'cancel' } }]);
    expect((await desk.advance(later, '2026-06-15T08:59:00.000Z')).state.kind).toBe('trial');
    expect((await desk.advance(later, '2026-06-15T09:00:00.000Z')).state).toMatchObject({ kind: 'cancelled', on: '2026-06-15' });
    expect(await billedBy(desk, later, '2026-12-01')).toEqual([]);
  });

  it('[SUB-17] a price may be agreed while it runs', async () => {
    const desk = deskWith();
    const id = await desk.create({ plan: 'trying' }, '2026-06-01');
    await desk.run(negotiatePrice, { subscriptionId: id, prices: { from: [], to: [{ componentId: 'base', price: '40' }] } }, '2026-06-05');
    await desk.advance(id, '2026-06-20');
    expect(await billedBy(desk, id, '2026-06-20')).toEqual(['trying: base 2026-06-15..2026-07-15 4000']);
  });
});
