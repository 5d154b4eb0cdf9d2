import { describe, expect, it } from 'vitest';
import { attachAddOn } from '../../../core/subscriptions/attach-add-on.ts';
import { cancelSubscription } from '../../../core/subscriptions/cancel-subscription.ts';
import { changePlan } from '../../../core/subscriptions/change-plan.ts';
import { changeQuantity } from '../../../core/subscriptions/change-quantity.ts';
import { type PauseSubscription, pauseSubscription } from '../../../core/subscriptions/pause-subscription.ts';
import { type ResumeSubscription, resumeSubscription } from '../../../core/subscriptions/resume-subscription.ts';
import { withdrawChange } from '../../../core/subscriptions/withdraw-change.ts';
import { calls, deskOf, flat, plans } from './catalog.ts';
import { type Desk, itemNamed, kinds, termsOf } from './desk.ts';
import { Till } from './till.ts';

const codes = (problems: readonly { readonly code: string }[]): readonly string[] => problems.map(({ code }) => code);
const now = { when: { kind: 'now' } } as const;

const pause = (desk: Desk, subscriptionId: string, at: string, changes: Partial<PauseSubscription['body']> = {}) =>
  desk.run(pauseSubscription, { subscriptionId, ...changes }, at);
const resume = (desk: Desk, subscriptionId: string, at: string, changes: Partial<ResumeSubscription['body']> = {}) =>
  desk.run(resumeSubscription, { subscriptionId, ...changes }, at);

/** A monthly subscription from 1 June, billed for June. */
const opened = async (desk: Desk = deskOf(), body: Parameters<Desk['create']>[0] = {}) => {
  const id = await desk.create(body, '2026-06-01');
  const till = new Till(desk, id);
  await till.run('2026-06-01');
  return { desk, id, till };
};

describe('a pause at the period’s end', () => {
  it('[SUB-09] [OR-11] is the default: what was paid is served, then billing stops until somebody asks', async () => {
    const { desk, id, till } = await opened();
    await pause(desk, id, '2026-06-10');
    expect((await desk.subscription(id)).state.kind).toBe('active');
    const paused = await desk.advance(id, '2026-07-15');
    expect(paused.state).toEqual({ kind: 'paused', since: '2026-07-01', resumesOn: null, frozen: false });
    expect(kinds(paused)).toEqual(['created', 'activated', 'change-scheduled', 'paused']);
    expect(await till.run('2026-09-30')).toEqual([]);
    await resume(desk, id, '2026-10-11');
    expect((await desk.subscription(id)).state).toEqual({ kind: 'active', since: '2026-10-11', cancelsOn: null });
  });

  it('[OR-11] resumed with the anchor kept charges the rest of the running period, and then its old days', async () => {
    const { desk, id, till } = await opened();
    await pause(desk, id, '2026-06-10');
    await desk.advance(id, '2026-07-15');
    await resume(desk, id, '2026-08-17');
    expect(await till.run('2026-08-17')).toEqual(['basic: base 2026-08-17..2026-09-01 2419']);
    await desk.advance(id, '2026-09-01');
    expect(await till.run('2026-09-01')).toEqual(['basic: base 2026-09-01..2026-10-01 5000']);
  });

  it('[OR-11] resumed with the anchor shifted begins a new period that day', async () => {
    const { desk, id, till } = await opened();
    await pause(desk, id, '2026-06-10');
    await desk.advance(id, '2026-07-15');
    await resume(desk, id, '2026-08-17', { anchor: 'shift' });
    expect(await till.run('2026-08-17')).toEqual(['basic: base 2026-08-17..2026-09-17 5000']);
    expect(itemNamed(await desk.subscription(id)).cadence.map(({ from, until }) => `${from}..${until ?? ''}`)).toEqual([
      '2026-06-01..2026-08-17',
      '2026-08-17..',
    ]);
  });

  it('[CAT-29] [OR-11] spares the paid days of an add-on with a longer cadence: its period ends later by the pause', async () => {
    const { desk, id, till } = await opened(deskOf(), { addOns: [{ plan: 'insight', cycle: 'yearly' }] });
    await pause(desk, id, '2026-06-10', { days: 40 });
    const resumed = await desk.advance(id, '2026-08-10');
    expect(resumed.state.kind).toBe('active');
    const insight = resumed.items[1];
    expect(insight?.cadence.map(({ from, until }) => `${from}..${until ?? ''}`)).toEqual(['2026-06-01..2027-07-11', '2027-07-11..']);
    expect(await till.run('2026-08-10')).toEqual(['basic: base 2026-08-10..2026-09-01 3548']);
    expect(await till.run('2026-08-10')).toEqual([]);
  });

  it('[SUB-13] is withdrawn before it lands', async () => {
    const { desk, id } = await opened();
    await pause(desk, id, '2026-06-10');
    await desk.run(withdrawChange, { subscriptionId: id, changeId: (await desk.subscription(id)).planned[0]?.id ?? '' }, '2026-06-20');
    expect((await desk.advance(id, '2026-07-02')).state.kind).toBe('active');
  });
});

describe('a pause at once', () => {
  it('[OR-11] freezes the period: its unused paid days are given back by moving the next billing date', async () => {
    const { desk, id, till } = await opened();
    await pause(desk, id, '2026-06-11', now);
    expect((await desk.subscription(id)).state).toEqual({ kind: 'paused', since: '2026-06-11', resumesOn: null, frozen: true });
    expect(await till.run('2026-07-15')).toEqual([]);
    await resume(desk, id, '2026-07-26');
    await desk.advance(id, '2026-08-14');
    expect(await till.run('2026-08-14')).toEqual([]);
    await desk.advance(id, '2026-08-15');
    // Frozen from 11 June to 26 July: 45 days later than 1 July.
    expect(await till.run('2026-08-15')).toEqual(['basic: base 2026-08-15..2026-09-15 5000']);
    expect(kinds(await desk.subscription(id))).toEqual(['created', 'activated', 'paused', 'resumed', 'renewed']);
  });

  it('[OR-11] with the anchor kept gives nothing back, and charges the rest of the period in which it resumes', async () => {
    const { desk, id, till } = await opened();
    await pause(desk, id, '2026-06-11', { ...now, billing: 'keep-anchor' });
    await resume(desk, id, '2026-06-21');
    expect(await till.run('2026-06-30')).toEqual([]);
    await pause(desk, id, '2026-06-25', { ...now, billing: 'keep-anchor' });
    await desk.advance(id, '2026-07-02');
    expect(await till.run('2026-07-02')).toEqual([]);
    await resume(desk, id, '2026-07-17');
    expect(await till.run('2026-07-17')).toEqual(['basic: base 2026-07-17..2026-08-01 2419']);
  });

  it('[OR-11] a kept anchor takes an agreed freeze back, a shifted one may begin anew inside the paid period', async () => {
    const kept = await opened();
    await pause(kept.desk, kept.id, '2026-06-11', now);
    await resume(kept.desk, kept.id, '2026-06-21', { anchor: 'keep' });
    await kept.desk.advance(kept.id, '2026-07-01');
    expect(await kept.till.run('2026-07-01')).toEqual(['basic: base 2026-07-01..2026-08-01 5000']);
    const shifted = await opened();
    await pause(shifted.desk, shifted.id, '2026-06-11', { ...now, billing: 'keep-anchor' });
    await resume(shifted.desk, shifted.id, '2026-06-21', { anchor: 'shift' });
    expect(await shifted.till.run('2026-06-21')).toEqual([
      'basic: base 2026-06-21..2026-07-01 -1667',
      'basic: base 2026-06-21..2026-07-21 5000',
    ]);
  });

  it('[OR-11] twice in one period adds up', async () => {
    const { desk, id } = await opened();
    await pause(desk, id, '2026-06-11', { ...now, days: 10 });
    await desk.advance(id, '2026-06-21');
    await pause(desk, id, '2026-06-25', { ...now, days: 5 });
    const after = await desk.advance(id, '2026-06-30');
    expect(itemNamed(after).cadence.map(({ from, until }) => `${from}..${until ?? ''}`)).toEqual([
      '2026-06-01..2026-07-16',
      '2026-07-16..',
    ]);
  });

  it('[SUB-27] a cycle change inside a frozen period closes that period', async () => {
    const { desk, id, till } = await opened();
    await pause(desk, id, '2026-06-11', { ...now, days: 10 });
    await desk.run(changePlan, { subscriptionId: id, plan: { from: 'basic', to: 'basic' }, cycle: 'yearly' }, '2026-07-06');
    // 30 paid days, 10 frozen: five of them are left on 6 July.
    const lines = await till.run('2026-07-06');
    expect(lines.map((line) => Number(line.split(' ').at(-1)))).toEqual([-833, 50_000]);
  });

  it('on the first day of a period leaves that period unbilled: it begins with the resume, or what is left of it is charged', async () => {
    for (const [anchor, line] of [
      ['shift', 'basic: base 2026-07-11..2026-08-11 5000'],
      ['keep', 'basic: base 2026-07-11..2026-08-01 3387'],
    ] as const) {
      const { desk, id, till } = await opened();
      await pause(desk, id, '2026-07-01', now);
      expect(await till.run('2026-07-10')).toEqual([]);
      await resume(desk, id, '2026-07-11', { anchor });
      expect(await till.run('2026-07-11')).toEqual([line]);
    }
  });

  it('[CAT-29] freezes every item, and charges nothing that would begin meanwhile', async () => {
    const { desk, id, till } = await opened();
    await desk.run(attachAddOn, { subscriptionId: id, addOn: { plan: 'storage', cycle: 'monthly', anchor: 'own' } }, '2026-06-11');
    await pause(desk, id, '2026-06-11', { ...now, days: 30 });
    expect(await till.run('2026-06-11')).toEqual([]);
    const resumed = await desk.advance(id, '2026-07-11');
    expect(resumed.items.map(({ cadence }) => cadence.at(-1)?.from)).toEqual(['2026-07-31', '2026-07-11']);
    expect(await till.run('2026-07-11')).toEqual(['storage: base 2026-07-11..2026-08-11 500']);
  });
});

describe('a fixed pause', () => {
  it('[SUB-09] [G-PAU-1] resumes by itself when its days ran out, however late anybody looks', async () => {
    const { desk, id, till } = await opened();
    await pause(desk, id, '2026-06-10', { ...now, days: 30 });
    expect((await desk.subscription(id)).state).toMatchObject({ resumesOn: '2026-07-10' });
    expect((await desk.advance(id, '2026-07-09')).state.kind).toBe('paused');
    expect(await till.run('2026-07-09')).toEqual([]);
    const resumed = await desk.advance(id, '2026-12-01');
    expect(resumed.history.find(({ kind }) => kind === 'resumed')?.on).toBe('2026-07-10');
    expect(resumed.history.filter(({ kind }) => kind === 'renewed').map(({ on }) => on)).toEqual([
      '2026-07-31',
      '2026-08-31',
      '2026-09-30',
      '2026-10-31',
      '2026-11-30',
    ]);
  });

  it('is ended early by a request, today or on a day before it runs out', async () => {
    const { desk, id } = await opened();
    await pause(desk, id, '2026-06-10', { ...now, days: 30 });
    expect(await desk.refused(resumeSubscription, { subscriptionId: id, when: { kind: 'on', date: '2026-07-11' } }, '2026-06-12')).toEqual([
      { code: 'subscription.resumes-before', on: '2026-07-11', resumesOn: '2026-07-10' },
    ]);
    await resume(desk, id, '2026-06-12', { when: { kind: 'on', date: '2026-06-20' } });
    expect((await desk.subscription(id)).planned).toMatchObject([{ on: '2026-06-20', change: { kind: 'resume', anchor: 'shift' } }]);
    const resumed = await desk.advance(id, '2026-06-25');
    expect(resumed).toMatchObject({ state: { kind: 'active', since: '2026-06-20' }, planned: [] });
    expect(itemNamed(resumed).cadence.at(-1)?.from).toBe('2026-07-11');
  });

  it('[OR-11] shifts or keeps the billing dates when it runs out, as was asked', async () => {
    for (const [resumeAnchor, line] of [
      ['shift', 'basic: base 2026-07-11..2026-08-11 5000'],
      ['keep', 'basic: base 2026-07-11..2026-08-01 3387'],
    ] as const) {
      const { desk, id, till } = await opened();
      await pause(desk, id, '2026-06-10', { days: 10, resumeAnchor });
      await desk.advance(id, '2026-07-11');
      expect(await till.run('2026-07-11')).toEqual([line]);
    }
  });

  it('cannot begin where another is planned or an end is scheduled', async () => {
    const { desk, id } = await opened();
    await pause(desk, id, '2026-06-10');
    expect(await desk.refused(pauseSubscription, { subscriptionId: id, ...now }, '2026-06-11')).toMatchObject([
      { code: 'subscription.change-conflicts', kind: 'pause' },
    ]);
    expect(await desk.refused(cancelSubscription, { subscriptionId: id, reason: 'other' }, '2026-06-11')).toMatchObject([
      { code: 'subscription.change-conflicts', kind: 'pause' },
    ]);
    const leaving = await opened();
    await leaving.desk.run(cancelSubscription, { subscriptionId: leaving.id, reason: 'other' }, '2026-06-10');
    expect(await leaving.desk.refused(pauseSubscription, { subscriptionId: leaving.id, ...now }, '2026-06-11')).toMatchObject([
      { code: 'subscription.change-conflicts', kind: 'cancel' },
    ]);
  });
});

describe('entitlements of a pause', () => {
  const withCalls = (onPause: 'suspend' | 'retain') => deskOf([flat('basic', '50', '500', { entitlements: [calls('100', { onPause })] })]);

  it('[ENT-26] are suspended or retained, as the pause says or as each definition does', async () => {
    for (const [choice, onPause, state] of [
      ['suspend', 'retain', 'suspended'],
      ['retain', 'suspend', 'active'],
      ['by-definition', 'suspend', 'suspended'],
      ['by-definition', 'retain', 'active'],
    ] as const) {
      const { desk, id } = await opened(withCalls(onPause));
      await pause(desk, id, '2026-06-11', { ...now, entitlements: choice });
      expect((await desk.subscription(id)).grants[0]?.state.kind).toBe(state);
    }
  });

  it('[ENT-26] a frozen balance goes on with the resume, until the later end of its period', async () => {
    const { desk, id } = await opened();
    await pause(desk, id, '2026-06-11', { ...now, days: 10 });
    const resumed = await desk.advance(id, '2026-06-22');
    expect(resumed.grants[0]).toMatchObject({ state: { kind: 'active' }, resetsAt: '2026-07-10T23:00:00.000Z' });
    expect(resumed.grants[0]?.log.map(({ kind }) => kind)).toEqual(['provisioned', 'suspended', 'resumed']);
    expect((await desk.advance(id, '2026-07-11')).grants[0]?.log.at(-1)?.kind).toBe('renewed');
  });

  it('[ENT-26] a period that began meanwhile is a new allowance, given once', async () => {
    const { desk, id } = await opened();
    await pause(desk, id, '2026-06-11', { days: 40 });
    const resumed = await desk.advance(id, '2026-08-20');
    expect(resumed.grants[0]).toMatchObject({ state: { kind: 'active' }, resetsAt: '2026-08-31T23:00:00.000Z' });
    expect(resumed.grants[0]?.log.map(({ kind }) => kind)).toEqual(['provisioned', 'suspended', 'resumed', 'renewed']);
  });

  it('[ENT-26] what is retained is not renewed while nothing is billed', async () => {
    const { desk, id } = await opened(withCalls('retain'));
    await pause(desk, id, '2026-06-11');
    const paused = await desk.advance(id, '2026-09-15');
    expect(paused.grants[0]?.log.filter(({ kind }) => kind === 'renewed')).toEqual([]);
    expect(paused.grants[0]?.state.kind).toBe('active');
  });
});

describe('what was planned before a pause', () => {
  it('waits, and follows the end of the frozen period', async () => {
    const { desk, id, till } = await opened(deskOf(), { plan: 'pro' });
    await desk.run(changePlan, { subscriptionId: id, plan: { from: 'pro', to: 'basic' }, when: { kind: 'period-end' } }, '2026-06-05');
    await pause(desk, id, '2026-06-11', { ...now, days: 30 });
    expect(termsOf(await desk.advance(id, '2026-07-08'))).toEqual(['2026-06-01.. pro x1']);
    const resumed = await desk.advance(id, '2026-07-12');
    expect(resumed.planned).toMatchObject([{ on: '2026-07-31' }]);
    expect(termsOf(await desk.advance(id, '2026-07-31'))).toEqual(['2026-06-01..2026-07-31 pro x1', '2026-07-31.. basic x1']);
    expect(await till.run('2026-07-31')).toEqual(['basic: base 2026-07-31..2026-08-31 5000']);
  });

  it('happens with the resume where its day went by, and on its day where that lies ahead', async () => {
    const { desk, id } = await opened(deskOf(), { plan: 'team', quantity: '3' });
    await desk.run(
      changeQuantity,
      { subscriptionId: id, quantity: { from: '3', to: '5' }, when: { kind: 'on', date: '2026-07-10' } },
      '2026-06-05',
    );
    await pause(desk, id, '2026-06-11', { ...now, billing: 'keep-anchor' });
    await desk.advance(id, '2026-07-15');
    await resume(desk, id, '2026-07-20');
    expect(termsOf(await desk.subscription(id))).toEqual(['2026-06-01..2026-07-20 team x3', '2026-07-20.. team x5']);
    const other = await opened(deskOf(), { plan: 'team', quantity: '3' });
    await other.desk.run(
      changeQuantity,
      { subscriptionId: other.id, quantity: { from: '3', to: '5' }, when: { kind: 'on', date: '2026-09-10' } },
      '2026-06-05',
    );
    await pause(other.desk, other.id, '2026-06-11', { ...now, days: 10 });
    expect((await other.desk.advance(other.id, '2026-06-30')).planned).toMatchObject([{ on: '2026-09-10' }]);
  });

  it('a change for the end of the period comes with the resume that begins a new one', async () => {
    const { desk, id } = await opened(deskOf(), { plan: 'pro' });
    await desk.run(changePlan, { subscriptionId: id, plan: { from: 'pro', to: 'basic' }, when: { kind: 'period-end' } }, '2026-06-05');
    await pause(desk, id, '2026-06-11', { ...now, billing: 'keep-anchor' });
    await resume(desk, id, '2026-06-21', { anchor: 'shift' });
    expect(termsOf(await desk.subscription(id))).toEqual(['2026-06-01..2026-06-21 pro x1', '2026-06-21.. basic x1']);
  });

  it('[SUB-13] can be withdrawn while it waits', async () => {
    const { desk, id } = await opened(deskOf(), { plan: 'pro' });
    await desk.run(changePlan, { subscriptionId: id, plan: { from: 'pro', to: 'basic' }, when: { kind: 'period-end' } }, '2026-06-05');
    await pause(desk, id, '2026-06-11', now);
    await desk.run(withdrawChange, { subscriptionId: id, changeId: (await desk.subscription(id)).planned[0]?.id ?? '' }, '2026-08-01');
    await resume(desk, id, '2026-08-02');
    expect(termsOf(await desk.advance(id, '2026-12-01'))).toEqual(['2026-06-01.. pro x1']);
  });
});

describe('the contract of a paused subscription', () => {
  it('[BIL-02] [OR-11] moves with the frozen days, keeping the periods that were left of it', async () => {
    const { desk, id } = await opened(deskOf(), { contract: { periods: 6, autoRenew: false } });
    expect((await desk.subscription(id)).contract?.endsOn).toBe('2026-12-01');
    await pause(desk, id, '2026-06-11', { ...now, days: 45 });
    const resumed = await desk.advance(id, '2026-08-01');
    expect(itemNamed(resumed).cadence.at(-1)?.from).toBe('2026-08-15');
    expect(resumed.contract?.endsOn).toBe('2027-01-15');
    expect((await desk.advance(id, '2027-01-16')).state).toEqual({
      kind: 'cancelled',
      on: '2027-01-15',
      reason: 'other',
      note: 'contract-end',
    });
  });

  it('[BIL-02] moves with a shifted resume, stays with a kept anchor, and ends while it is paused', async () => {
    const shifted = await opened(deskOf(), { contract: { periods: 6, autoRenew: false } });
    await pause(shifted.desk, shifted.id, '2026-06-11');
    await shifted.desk.advance(shifted.id, '2026-07-15');
    await resume(shifted.desk, shifted.id, '2026-08-10', { anchor: 'shift' });
    // Paused on 1 July with five periods left.
    expect((await shifted.desk.subscription(shifted.id)).contract?.endsOn).toBe('2027-01-10');
    const kept = await opened(deskOf(), { contract: { periods: 6, autoRenew: false } });
    await pause(kept.desk, kept.id, '2026-06-11');
    await kept.desk.advance(kept.id, '2026-07-15');
    await resume(kept.desk, kept.id, '2026-08-10', { anchor: 'keep' });
    expect((await kept.desk.subscription(kept.id)).contract?.endsOn).toBe('2026-12-01');
    const ended = await opened(deskOf(), { contract: { periods: 2, autoRenew: false } });
    await pause(ended.desk, ended.id, '2026-06-11');
    expect((await ended.desk.advance(ended.id, '2026-09-01')).state).toMatchObject({ kind: 'cancelled', on: '2026-08-01' });
    const renewed = await opened(deskOf(), { contract: { periods: 2, autoRenew: true } });
    await pause(renewed.desk, renewed.id, '2026-06-11');
    expect(await renewed.desk.advance(renewed.id, '2026-09-01')).toMatchObject({
      state: { kind: 'paused' },
      contract: { endsOn: '2026-10-01' },
    });
  });
});

describe('a resume', () => {
  it('on the very day of the pause leaves no trace in billing', async () => {
    const { desk, id, till } = await opened();
    await pause(desk, id, '2026-06-11', now);
    await resume(desk, id, '2026-06-11');
    const after = await desk.advance(id, '2026-07-01');
    expect(after.pauses).toEqual([]);
    expect(itemNamed(after).cadence).toMatchObject([{ from: '2026-06-01', until: null, frozen: [] }]);
    expect(await till.run('2026-07-01')).toEqual(['basic: base 2026-07-01..2026-08-01 5000']);
  });

  it('[SUB-29] may have happened before it was entered, but not before the pause nor inside closed books', async () => {
    const desk = deskOf(plans(), { booksLockedBefore: '2026-06-15' });
    const id = await desk.create({}, '2026-06-20');
    await pause(desk, id, '2026-06-25', now);
    await resume(desk, id, '2026-07-10', { when: { kind: 'on', date: '2026-07-05' } });
    expect((await desk.subscription(id)).state).toMatchObject({ kind: 'active', since: '2026-07-05' });
    await pause(desk, id, '2026-07-20', now);
    expect(
      codes(await desk.refused(resumeSubscription, { subscriptionId: id, when: { kind: 'on', date: '2026-07-19' } }, '2026-07-25')),
    ).toEqual(['subscription.later-change']);
    desk.put({ ...((await desk.source.get('entity', 'ent_uk')) ?? never()), booksLockedBefore: '2026-07-22' });
    expect(
      codes(await desk.refused(resumeSubscription, { subscriptionId: id, when: { kind: 'on', date: '2026-07-21' } }, '2026-07-25')),
    ).toEqual(['books.locked']);
  });
});

function never(): never {
  throw new Error('the sample has it');
}
