import { describe, expect, it } from 'vitest';
import { entitlement } from '../../core/entitlements/check.ts';
import { consumed, inUseSet } from '../../core/entitlements/consumption.ts';
import { downgraded } from '../../core/entitlements/plan-change.ts';
import {
  ask,
  calls,
  changeContext,
  day,
  figures,
  grantOf,
  grantsOf,
  quantityOf,
  right,
  seats,
  timeline,
  uncapped,
  until,
  use,
} from '../core/entitlements/sample.ts';
import { advanced } from '../../core/entitlements/advance.ts';

const [january, february, march] = [day('2025-01-01'), day('2025-02-01'), day('2025-03-01')];
const oneMonth = { ...calls, carryOver: { cap: { kind: 'allowances', times: '1' }, once: false } } as const;

describe('golden: entitlements', () => {
  it('[G-ENT-1] 100 calls a month with carry-over, 60 used: 40 carried, the next month starts with 140', () => {
    const next = until(use(grantsOf([uncapped]), '60', january), february);
    expect(figures(ask(next, february))).toBe('140/0/140');
    expect(grantOf(next).log.at(-1)?.facts['carried']).toBe('40');
  });

  it('[G-ENT-2] with a cap of one month, three months unused: 100, 200, 200', () => {
    const grants = grantsOf([oneMonth]);
    expect([january, february, march].map((at) => ask(until(grants, at), at).remaining)).toEqual(['100', '200', '200']);
  });

  it('[G-ENT-3] uncapped, three months unused: 100, 200, 300', () => {
    const grants = grantsOf([uncapped]);
    expect([january, february, march].map((at) => ask(until(grants, at), at).remaining)).toEqual(['100', '200', '300']);
  });

  it('[G-ENT-4] a cap of 30 units, 40 unused: the next month has 130, 10 are lost', () => {
    const grants = grantsOf([{ ...calls, carryOver: { cap: { kind: 'units', quantity: '30' }, once: false } }]);
    const next = until(use(grants, '60', january), february);
    expect(ask(next, february).remaining).toBe('130');
    expect(grantOf(next).log.at(-1)?.facts).toMatchObject({ carried: '30', lost: '10' });
  });

  it('[G-ENT-5] G-ENT-1, then 120 of 140 used: 20 left, the carried 40 were used first, and the next month has 120', () => {
    const second = use(until(use(grantsOf([uncapped]), '60', january), february), '120', day('2025-02-10'));
    expect(ask(second, day('2025-02-10')).remaining).toBe('20');
    expect(grantOf(second).allotments.map(({ source, used }) => [source, used])).toEqual([
      ['carried-over', '40'],
      ['allowance', '80'],
    ]);
    expect(ask(until(second, march), march).remaining).toBe('120');
  });

  it('[G-ENT-6] 100 consumed of 100: exhausted; one more is refused', () => {
    const grants = use(grantsOf([calls]), '100', january);
    expect(grantOf(grants).state.kind).toBe('exhausted');
    expect(consumed(grants, 'fea_calls', { key: 'extra', quantity: '1', at: january })).toEqual({
      ok: false,
      problems: [{ code: 'entitlement.limit-reached', featureId: 'fea_calls', requested: '1', remaining: '0' }],
    });
  });

  it('[G-ENT-7] a check for 5 with 4 remaining: not entitled, remaining 4', () => {
    expect(ask(use(grantsOf([calls]), '96', january), january, 'fea_calls', '5')).toMatchObject({ entitled: false, remaining: '4' });
  });

  it('[G-ENT-8] an unlimited feature: entitled, remaining null', () => {
    expect(ask(grantsOf([{ ...calls, grant: { kind: 'unlimited' } }]), january)).toMatchObject({ entitled: true, remaining: null });
  });

  it('[G-ENT-9] two subscriptions with limits 10 and 25: 25 is reported', () => {
    const families = ['10', '25'].map((quantity) => grantsOf([{ ...seats, ...quantityOf(quantity) }]));
    expect(entitlement(families, 'fea_seats', '1', january).limit).toBe('25');
  });

  it('[G-ENT-10] base 100 GB and add-on 50 GB of one subscription: 150', () => {
    const storage = { ...calls, id: 'storage', featureId: 'fea_storage' };
    const family = [...grantsOf([storage]), ...grantsOf([{ ...storage, ...quantityOf('50') }], { itemId: 'add-on' })];
    expect(ask(family, january, 'fea_storage').limit).toBe('150');
  });

  it('[G-ENT-11] 30 days from 31 Jan 2025 10:00: expires 2 Mar 2025 10:00, usable strictly before', () => {
    const relative = { ...calls, expiry: { kind: 'relative', days: 30, from: 'start', stopsWhileSuspended: true } } as const;
    const grants = grantsOf([relative], { at: '2025-01-31T10:00:00.000Z', periodEnd: null });
    expect(grantOf(grants).expiresAt).toBe('2025-03-02T10:00:00.000Z');
    expect(ask(grants, '2025-03-02T09:59:59.999Z').entitled).toBe(true);
    expect(ask(grants, '2025-03-02T10:00:00.000Z').entitled).toBe(false);
  });

  it('[G-ENT-12] extended by 30 days from 1 Jan 2025, machine off until 15 Mar: 31 Jan, 2 Mar, 1 Apr; three events, never interrupted', () => {
    const extending = { ...calls, expiry: { kind: 'fixed', at: january }, autoExtendDays: 30 } as const;
    const grants = grantsOf([extending], { at: day('2024-12-01'), periodEnd: null });
    const after = advanced(grants, day('2025-03-15'), () => timeline({ periods: [] }));
    const extensions = grantOf(after).log.filter((event) => event.kind === 'extended');
    expect(extensions).toEqual([
      { at: january, kind: 'extended', facts: { expiresAt: day('2025-01-31') } },
      { at: day('2025-01-31'), kind: 'extended', facts: { expiresAt: day('2025-03-02') } },
      { at: day('2025-03-02'), kind: 'extended', facts: { expiresAt: day('2025-04-01') } },
    ]);
    expect(grantOf(after).expiresAt).toBe(day('2025-04-01'));
    expect(grantOf(after).state.kind).toBe('active');
    expect(grantOf(after).log.map((event) => event.kind)).not.toContain('expired');
  });

  it('[G-ENT-13] automatic extension with balance 0 at expiry: not extended, expired', () => {
    const extending = { ...calls, expiry: { kind: 'fixed', at: february }, autoExtendDays: 30 } as const;
    for (const atLimit of ['block', 'warn'] as const) {
      const spent = use(grantsOf([{ ...extending, atLimit }], { periodEnd: null }), '100', january);
      expect(grantOf(until(spent, february)).state).toEqual({ kind: 'expired', at: february });
    }
  });

  it('[G-ENT-14] downgrade from 25 to 10 seats at once with 18 in use: limit 10, remaining 0, over by 8', () => {
    const taken = right(inUseSet(grantsOf([seats]), 'fea_seats', '18', january));
    const after = downgraded(taken, [{ ...seats, ...quantityOf('10') }], { ...changeContext(), newFrom: day('2025-01-10') });
    expect(ask(after, day('2025-01-10'), 'fea_seats')).toMatchObject({ limit: '10', currentUsage: '18', remaining: '0', overLimit: '8' });
  });
});
