import { describe, expect, it } from 'vitest';
import { attachAddOn } from '../../../core/subscriptions/attach-add-on.ts';
import { changePlan } from '../../../core/subscriptions/change-plan.ts';
import { changeQuantity } from '../../../core/subscriptions/change-quantity.ts';
import { pauseSubscription } from '../../../core/subscriptions/pause-subscription.ts';
import { resumeSubscription } from '../../../core/subscriptions/resume-subscription.ts';
import { deskOf, plans } from './catalog.ts';
import { type Desk, termsOf } from './desk.ts';
import { Till } from './till.ts';

const on = (date: string) => ({ when: { kind: 'on', date } }) as const;
const toPro = (subscriptionId: string, date: string) => ({ subscriptionId, plan: { from: 'basic', to: 'pro' }, ...on(date) });
const ask = (desk: Desk, id: string, date: string, at = '2026-08-20') => desk.refused(changePlan, toPro(id, date), at);

describe('[SUB-29] a change that took effect before it was entered', () => {
  it('corrects every period since, and billing it again gives nothing', async () => {
    const desk = deskOf();
    const id = await desk.create({}, '2026-06-01');
    const till = new Till(desk, id);
    await till.run('2026-06-01');
    await desk.advance(id, '2026-07-01');
    await till.run('2026-07-01');
    await desk.run(changePlan, toPro(id, '2026-06-16'), '2026-07-10');
    expect(termsOf(await desk.subscription(id))).toEqual(['2026-06-01..2026-06-16 basic x1', '2026-06-16.. pro x1']);
    expect(await till.run('2026-07-10')).toEqual([
      'basic: base 2026-06-16..2026-07-01 -2500',
      'basic: base 2026-07-01..2026-08-01 -5000',
      'pro: base 2026-06-16..2026-07-01 5000',
      'pro: base 2026-07-01..2026-08-01 10000',
    ]);
    expect(await till.run('2026-07-10')).toEqual([]);
    expect((await desk.subscription(id)).history.at(-1)).toMatchObject({
      kind: 'upgraded',
      on: '2026-06-16',
      at: '2026-07-10T09:00:00.000Z',
    });
  });

  it('raises entitlements when it is entered: nobody could have used them before', async () => {
    const desk = deskOf();
    const id = await desk.create({}, '2026-06-01');
    await desk.run(changePlan, toPro(id, '2026-06-16'), '2026-07-10');
    const { grants } = await desk.subscription(id);
    expect(grants[0]).toMatchObject({ limit: '1000', resetsAt: '2026-07-31T23:00:00.000Z' });
    expect(grants[0]?.log.at(-1)).toMatchObject({ kind: 'changed', at: '2026-07-10T09:00:00.000Z' });
  });

  it('lies inside open books', async () => {
    const desk = deskOf(plans(), { booksLockedBefore: '2026-07-01' });
    const id = await desk.create({}, '2026-07-01');
    desk.put({ ...(await desk.subscription(id)), startsOn: '2026-06-01' });
    expect(await ask(desk, id, '2026-06-30')).toEqual([
      { code: 'books.locked', entityId: 'ent_uk', on: '2026-06-30', lockedBefore: '2026-07-01' },
    ]);
    expect(await ask(desk, id, '2026-07-01')).toEqual([]);
  });

  it('lies after the subscription’s start and after the last thing that happened to the item, which is named', async () => {
    const desk = deskOf();
    const id = await desk.create({}, '2026-06-01');
    expect(await ask(desk, id, '2026-05-31')).toEqual([
      { code: 'subscription.not-served-then', on: '2026-05-31', servedFrom: '2026-06-01' },
    ]);
    await desk.run(changeQuantity, { subscriptionId: id, quantity: { from: '1', to: '2' } }, '2026-06-20');
    expect(await ask(desk, id, '2026-06-19')).toEqual([
      { code: 'subscription.later-change', on: '2026-06-19', laterOn: '2026-06-20', kind: 'quantity-changed' },
    ]);
    expect(await ask(desk, id, '2026-06-20')).toEqual([]);
    await desk.run(pauseSubscription, { subscriptionId: id, when: { kind: 'now' }, billing: 'keep-anchor' }, '2026-07-02');
    await desk.run(resumeSubscription, { subscriptionId: id }, '2026-07-12');
    expect(await ask(desk, id, '2026-07-05')).toEqual([
      { code: 'subscription.later-change', on: '2026-07-05', laterOn: '2026-07-12', kind: 'resumed' },
    ]);
  });

  it('does not stumble over the later end of a frozen period, nor over renewals', async () => {
    const desk = deskOf();
    const id = await desk.create({}, '2026-06-01');
    await desk.run(pauseSubscription, { subscriptionId: id, when: { kind: 'now' }, days: 20 }, '2026-06-11');
    await desk.advance(id, '2026-07-02');
    expect(await ask(desk, id, '2026-07-01', '2026-07-05')).toEqual([]);
    expect(await ask(desk, id, '2026-08-22', '2026-09-25')).toEqual([]);
  });

  it('does not look at what happened to other items', async () => {
    const desk = deskOf();
    const id = await desk.create({}, '2026-06-01');
    await desk.run(attachAddOn, { subscriptionId: id, addOn: { plan: 'storage', cycle: 'monthly' } }, '2026-07-01');
    expect(await ask(desk, id, '2026-06-20')).toEqual([]);
  });
});

describe('[SUB-29] a change for a day ahead', () => {
  it('waits for it, inside a period too, and is prorated from there', async () => {
    const desk = deskOf();
    const id = await desk.create({}, '2026-06-01');
    const till = new Till(desk, id);
    await till.run('2026-06-01');
    await desk.run(changePlan, toPro(id, '2026-06-16'), '2026-06-05');
    expect(await desk.subscription(id)).toMatchObject({ planned: [{ on: '2026-06-16' }] });
    await desk.advance(id, '2026-06-18');
    expect(await till.run('2026-06-18')).toEqual(['basic: base 2026-06-16..2026-07-01 -2500', 'pro: base 2026-06-16..2026-07-01 5000']);
  });

  it('may lie past the running period', async () => {
    const desk = deskOf();
    const id = await desk.create({}, '2026-06-01');
    await desk.run(changePlan, toPro(id, '2026-09-01'), '2026-06-05');
    expect(termsOf(await desk.advance(id, '2026-09-02'))).toEqual(['2026-06-01..2026-09-01 basic x1', '2026-09-01.. pro x1']);
  });
});
