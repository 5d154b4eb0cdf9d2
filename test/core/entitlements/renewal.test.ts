import { describe, expect, it } from 'vitest';
import { endOfDay } from '../../../core/entitlements/expiry.ts';
import { detached } from '../../../core/entitlements/ending.ts';
import { extended } from '../../../core/entitlements/renewal.ts';
import { adjusted } from '../../../core/entitlements/adjustment.ts';
import { ask, calls, day, eventsOf, figures, grantOf, grantsOf, months, quantityOf, right, seats, uncapped, until, use } from './sample.ts';

const january = day('2025-01-01');

describe('counters', () => {
  it('[ENT-06] each consumption lowers the balance; at zero the grant is exhausted and asks for an upsell', () => {
    const some = use(grantsOf([calls]), '30', january);
    expect(figures(ask(some, january))).toBe('100/30/70');
    const all = use(some, '70', day('2025-01-02'));
    expect(grantOf(all).state).toEqual({ kind: 'exhausted', since: day('2025-01-02') });
    expect(ask(all, day('2025-01-02'))).toMatchObject({ entitled: false, remaining: '0' });
  });

  it('[ENT-19] a counter resets with the next period, and what was not carried is lost and logged', () => {
    const grants = until(use(grantsOf([calls]), '60', january), day('2025-02-01'));
    expect(figures(ask(grants, day('2025-02-01')))).toBe('100/0/100');
    expect(grantOf(grants).resetsAt).toBe(day('2025-03-01'));
    expect(grantOf(grants).log.at(-1)).toEqual({
      at: day('2025-02-01'),
      kind: 'renewed',
      facts: { carried: '0', lost: '40', overage: '0' },
    });
  });

  it('[ENT-16] a renewal brings an exhausted grant back', () => {
    const grants = until(use(grantsOf([calls]), '100', january), day('2025-02-01'));
    expect(grantOf(grants).state.kind).toBe('active');
    expect(ask(grants, day('2025-02-01')).entitled).toBe(true);
  });

  it('what is in use of a limit is no counter: a renewal leaves it', () => {
    const grants = until(
      grantsOf([seats]).map((grant) => ({ ...grant, inUse: '7' })),
      day('2025-03-15'),
    );
    expect(figures(ask(grants, day('2025-03-15'), 'fea_seats'))).toBe('25/7/18');
  });
});

describe('expiry', () => {
  it('[ENT-07] at its expiry a grant is expired, its balance lost, strictly from that moment on', () => {
    const grants = grantsOf([{ ...calls, expiry: { kind: 'fixed', at: day('2025-01-20') } }]);
    const before = '2025-01-19T23:59:59.999Z';
    expect(ask(until(grants, before), before).entitled).toBe(true);
    const after = until(grants, day('2025-01-20'));
    expect(grantOf(after).state).toEqual({ kind: 'expired', at: day('2025-01-20') });
    expect(grantOf(after).log.at(-1)).toEqual({ at: day('2025-01-20'), kind: 'expired', facts: { lost: '100' } });
    expect(ask(after, day('2025-01-20'))).toMatchObject({ entitled: false, remaining: '0' });
  });

  it('[ENT-17] a grant past its expiry does not count even before anyone has advanced it', () => {
    const grants = grantsOf([{ ...calls, expiry: { kind: 'fixed', at: day('2025-01-20') } }]);
    expect(ask(grants, '2025-01-19T23:59:59.999Z').entitled).toBe(true);
    expect(ask(grants, day('2025-01-20')).entitled).toBe(false);
  });

  it('[ENT-08] a fixed date ends it for good: later periods do not bring it back', () => {
    const grants = until(grantsOf([{ ...calls, expiry: { kind: 'fixed', at: day('2025-02-15') } }]), day('2025-06-01'));
    expect(grantOf(grants).state.kind).toBe('expired');
    expect(eventsOf(grantOf(grants))).toEqual(['provisioned', 'renewed', 'expired']);
  });

  it('[ENT-09] days from the start run out once; days from the renewal start again with each', () => {
    const fromStart = grantsOf([{ ...calls, expiry: { kind: 'relative', days: 45, from: 'start', stopsWhileSuspended: true } }]);
    expect(grantOf(fromStart).expiresAt).toBe(day('2025-02-15'));
    expect(grantOf(until(fromStart, day('2025-02-14'))).expiresAt).toBe(day('2025-02-15'));
    expect(grantOf(until(fromStart, day('2025-05-14'))).state.kind).toBe('expired');
    const fromRenewal = grantsOf([{ ...calls, expiry: { kind: 'relative', days: 20, from: 'renewal', stopsWhileSuspended: true } }]);
    expect(grantOf(until(fromRenewal, day('2025-01-25'))).state.kind).toBe('expired');
    const renewed = until(fromRenewal, day('2025-02-03'));
    expect([grantOf(renewed).state.kind, grantOf(renewed).expiresAt]).toEqual(['active', day('2025-02-21')]);
    const ended = until(fromRenewal, day('2025-02-03'), { endsAt: day('2025-01-28') });
    expect(grantOf(ended).state.kind).toBe('expired');
  });

  it('[ENT-10] aligned to the period it ends with it, and goes on where the next one begins', () => {
    const grants = grantsOf([{ ...calls, expiry: { kind: 'period-end' } }]);
    expect(grantOf(grants).expiresAt).toBe(day('2025-02-01'));
    expect(grantOf(until(grants, day('2025-02-01'))).expiresAt).toBe(day('2025-03-01'));
    expect(grantOf(until(grants, day('2025-02-01'), { periods: months('2025-01-01', 1) })).state.kind).toBe('expired');
  });

  it('[ENT-07] carry-over keeps the balance of an expired period for the next renewal', () => {
    const rule = { ...uncapped, expiry: { kind: 'relative', days: 20, from: 'renewal', stopsWhileSuspended: true } } as const;
    const grants = use(grantsOf([rule]), '60', january);
    const gap = until(grants, day('2025-01-25'));
    expect([ask(gap, day('2025-01-25')).entitled, grantOf(gap).log.at(-1)?.facts]).toEqual([false, { lost: '0' }]);
    expect(figures(ask(until(grants, day('2025-02-01')), day('2025-02-01')))).toBe('140/0/140');
  });

  it('a date means the end of that day on the wall clock of the entity', () => {
    expect(endOfDay('2025-07-31', 'Europe/London')).toBe('2025-07-31T23:00:00.000Z');
    expect(endOfDay('2025-01-31', 'Asia/Tokyo')).toBe('2025-01-31T15:00:00.000Z');
  });
});

describe('carry-over', () => {
  it('[ENT-11] without a cap all that is left is added to the next allocation', () => {
    const grants = until(use(grantsOf([uncapped]), '60', january), day('2025-02-01'));
    expect(figures(ask(grants, day('2025-02-01')))).toBe('140/0/140');
    expect(grantOf(grants).allotments.map((allotment) => [allotment.source, allotment.granted])).toEqual([
      ['carried-over', '40'],
      ['allowance', '100'],
    ]);
  });

  it('[ENT-12] a cap limits what is carried, not the new total, in units or in allowances', () => {
    const units = grantsOf([{ ...calls, carryOver: { cap: { kind: 'units', quantity: '30' }, once: false } }]);
    expect(figures(ask(until(units, day('2025-02-01')), day('2025-02-01')))).toBe('130/0/130');
    const half = grantsOf([{ ...calls, carryOver: { cap: { kind: 'allowances', times: '0.5' }, once: false } }]);
    expect(figures(ask(until(half, day('2025-02-01')), day('2025-02-01')))).toBe('150/0/150');
    expect(figures(ask(until(half, day('2025-03-01')), day('2025-03-01')))).toBe('150/0/150');
  });

  it('[ENT-12] carried once, units go after one more period', () => {
    const grants = grantsOf([{ ...calls, carryOver: { cap: { kind: 'none' }, once: true } }]);
    const february = until(use(grants, '60', january), day('2025-02-01'));
    expect(figures(ask(february, day('2025-02-01')))).toBe('140/0/140');
    const march = until(february, day('2025-03-01'));
    expect(figures(ask(march, day('2025-03-01')))).toBe('200/0/200');
    expect(grantOf(march).log.at(-1)?.facts).toEqual({ carried: '100', lost: '40', overage: '0' });
    const unrenewed = until(february, day('2025-03-01'), { periods: months('2025-01-01', 2) });
    expect(figures(ask(unrenewed, day('2025-03-01')))).toBe('100/0/100');
    expect(grantOf(unrenewed).log.at(-1)).toEqual({
      at: day('2025-03-01'),
      kind: 'lapsed',
      facts: { sources: 'carried-over', lost: '40' },
    });
  });

  it('units beyond a soft limit are not taken from the next allocation', () => {
    const grants = until(use(grantsOf([{ ...uncapped, atLimit: 'overage' }]), '130', january), day('2025-02-01'));
    expect(figures(ask(grants, day('2025-02-01')))).toBe('100/0/100');
    expect(grantOf(grants).log.at(-1)?.facts).toEqual({ carried: '0', lost: '0', overage: '30' });
  });

  it('a top-up is neither carried nor lost', () => {
    const grants = grantsOf([calls]);
    const adjustment = { kind: 'top-up', grantId: grantOf(grants).id, quantity: '50', expiresAt: null, reason: 'goodwill' } as const;
    const more = right(adjusted(grants, adjustment, { cause: 'cmd_9', at: january, periodEnd: null, held: null }));
    const february = until(use(more, '120', day('2025-01-09')), day('2025-02-01'));
    expect(figures(ask(february, day('2025-02-01')))).toBe('150/20/130');
    expect(grantOf(february).log.at(-1)?.facts).toMatchObject({ carried: '0', lost: '0' });
    const spent = until(use(more, '150', day('2025-01-09')), day('2025-02-01'));
    expect(figures(ask(spent, day('2025-02-01')))).toBe('100/0/100');
  });
});

describe('automatic extension', () => {
  const extending = { ...calls, expiry: { kind: 'fixed', at: day('2025-01-20') }, autoExtendDays: 10 } as const;

  it('[ENT-13] an expiry that comes with a balance left moves on by itself, and is logged', () => {
    const grants = until(grantsOf([extending]), day('2025-01-20'));
    expect(grantOf(grants).expiresAt).toBe(day('2025-01-30'));
    expect(grantOf(grants).log.at(-1)).toEqual({ at: day('2025-01-20'), kind: 'extended', facts: { expiresAt: day('2025-01-30') } });
    expect(grantOf(grants).state.kind).toBe('active');
  });

  it('[ENT-14] only while the subscription is active or on trial', () => {
    const grants = grantsOf([extending]);
    const paused = until(grants, day('2025-01-25'), { inactive: [{ from: day('2025-01-19'), until: null }] });
    expect(grantOf(paused).state.kind).toBe('expired');
    const over = until(grants, day('2025-01-25'), { inactive: [{ from: day('2025-01-10'), until: day('2025-01-20') }] });
    expect(grantOf(over).state.kind).toBe('active');
    const later = grantsOf([{ ...extending, onCancel: { kind: 'later', days: 60 } }]);
    expect(grantOf(until(detached(later, 'base', day('2025-01-15')), day('2025-01-25'))).state.kind).toBe('expired');
    const cancelled = until(later, day('2025-01-25'), { endsAt: day('2025-01-15') });
    expect(grantOf(cancelled).state.kind).toBe('expired');
  });

  it('[ENT-14] after downtime in whole steps until the expiry lies ahead', () => {
    const grants = until(grantsOf([{ ...extending, counting: 'limit' }]), day('2025-02-12'), { periods: [] });
    expect(grantOf(grants).expiresAt).toBe(day('2025-02-19'));
    expect(eventsOf(grantOf(grants)).filter((kind) => kind === 'extended')).toHaveLength(3);
  });

  it('a step is counted from the expiry, not from the moment at which someone looked', () => {
    const grant = extended(grantOf(grantsOf([extending])), day('2025-01-24'));
    expect(grant.expiresAt).toBe(day('2025-01-30'));
  });
});

describe('renewals that nobody looked at', () => {
  it('are made up one by one, each at its own moment', () => {
    const capped = { ...calls, ...quantityOf('10'), carryOver: { cap: { kind: 'units', quantity: '15' }, once: false } } as const;
    const grants = until(grantsOf([capped]), day('2025-04-20'));
    expect(figures(ask(grants, day('2025-04-20')))).toBe('25/0/25');
    expect(grantOf(grants).log.map((event) => event.at)).toEqual([january, day('2025-02-01'), day('2025-03-01'), day('2025-04-01')]);
  });

  it('wait where service has a gap, and come when it goes on', () => {
    const periods = [...months('2025-01-01', 1), ...months('2025-04-10', 2)];
    const grants = use(grantsOf([calls]), '60', january);
    expect(figures(ask(until(grants, day('2025-04-09'), { periods }), day('2025-04-09')))).toBe('100/60/40');
    const resumed = until(grants, day('2025-04-10'), { periods });
    expect([figures(ask(resumed, day('2025-04-10'))), grantOf(resumed).resetsAt]).toEqual(['100/0/100', day('2025-05-10')]);
  });
});
