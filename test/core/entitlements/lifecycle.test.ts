import { describe, expect, it } from 'vitest';
import { adjusted } from '../../../core/entitlements/adjustment.ts';
import { cancelled, detached, reactivated } from '../../../core/entitlements/ending.ts';
import { downgraded, quantityChanged, upgraded } from '../../../core/entitlements/plan-change.ts';
import { paused, resumed, suspendedForDunning } from '../../../core/entitlements/suspension.ts';
import { converted } from '../../../core/entitlements/trial.ts';
import type { Grant } from '../../../core/entitlements/types.ts';
import {
  ask,
  calls,
  changeContext,
  context,
  day,
  eventsOf,
  figures,
  grantOf,
  grantsOf,
  months,
  quantityOf,
  reporting,
  right,
  seats,
  uncapped,
  until,
  use,
} from './sample.ts';
import { inUseSet } from '../../../core/entitlements/consumption.ts';

const january = day('2025-01-01');
const tenth = day('2025-01-10');
const february = day('2025-02-01');
const states = (grants: readonly Grant[]) => grants.map((grant) => grant.state.kind);

describe('a pause', () => {
  const kept = { ...reporting, onPause: 'retain' } as const;

  it('[ENT-26] suspends or retains as each definition says, or as the pause itself says', () => {
    const grants = grantsOf([calls, kept]);
    expect(states(paused(grants, tenth, 'by-definition'))).toEqual(['suspended', 'active']);
    expect(states(paused(grants, tenth, 'suspend'))).toEqual(['suspended', 'suspended']);
    expect(states(paused(grants, tenth, 'retain'))).toEqual(['active', 'active']);
    expect(ask(paused(grants, tenth, 'suspend'), tenth).entitled).toBe(false);
  });

  it('[ENT-26] freezes the balance: no renewal, no expiry while suspended; a pause inside a period goes on with the old balance', () => {
    const grants = paused(use(grantsOf([{ ...calls, expiry: { kind: 'period-end' } }]), '60', january), tenth, 'suspend');
    const still = until(grants, day('2025-04-20'));
    expect(still).toEqual(grants);
    const span = { start: january, end: day('2025-05-12') };
    const back = resumed(still, day('2025-04-20'), 'pause', () => span);
    expect([figures(ask(back, day('2025-04-20'))), grantOf(back).resetsAt, grantOf(back).expiresAt]).toEqual([
      '100/60/40',
      span.end,
      span.end,
    ]);
    expect(eventsOf(grantOf(back))).toEqual(['provisioned', 'suspended', 'resumed']);
  });

  it('[ENT-26] a period that begins with the resume gives a new allowance', () => {
    const grants = paused(use(grantsOf([uncapped]), '60', january), february, 'suspend');
    const span = { start: day('2025-03-15'), end: day('2025-04-15') };
    const back = resumed(grants, day('2025-03-15'), 'pause', () => span);
    expect([figures(ask(back, day('2025-03-15'))), grantOf(back).resetsAt]).toEqual(['140/0/140', span.end]);
  });

  it('[ENT-26] a relative clock stops while suspended, unless it is to go on', () => {
    const relative = (stopsWhileSuspended: boolean) =>
      ({ ...reporting, expiry: { kind: 'relative', days: 30, from: 'start', stopsWhileSuspended } }) as const;
    const after = (stops: boolean): Grant =>
      grantOf(resumed(paused(grantsOf([relative(stops)]), tenth, 'suspend'), day('2025-01-17'), 'pause', () => null));
    expect(after(true).expiresAt).toBe(day('2025-02-07'));
    expect(after(false).expiresAt).toBe(day('2025-01-31'));
    const long = resumed(paused(grantsOf([relative(false)]), tenth, 'suspend'), february, 'pause', () => null);
    expect(ask(long, february, 'fea_reporting').entitled).toBe(false);
    const expired = grantOf(until(long, february));
    expect(expired.state.kind).toBe('expired');
    expect(expired.log.map((event) => event.at)).toEqual([january, tenth, february, february]);
  });

  it('[ENT-26] what is retained and aligned to periods outlives its period until the resume', () => {
    const grants = paused(grantsOf([{ ...calls, expiry: { kind: 'period-end' } }]), tenth, 'retain');
    const during = until(grants, day('2025-03-01'), { periods: months('2025-01-01', 1) });
    expect(ask(during, day('2025-03-01')).entitled).toBe(true);
    const span = { start: day('2025-03-10'), end: day('2025-04-10') };
    const back = resumed(use(during, '30', day('2025-03-01')), span.start, 'pause', () => span);
    expect([figures(ask(back, span.start)), grantOf(back).expiresAt]).toEqual(['100/0/100', span.end]);
  });

  it('[ENT-26] an exhausted grant stays exhausted and comes back with the next period, not before', () => {
    const grants = paused(use(grantsOf([calls]), '100', tenth), day('2025-01-15'), 'suspend');
    expect([states(grants), states(until(grants, day('2025-06-01')))]).toEqual([['exhausted'], ['exhausted']]);
    const interrupted = resumed(grants, day('2025-01-20'), 'pause', () => ({ start: january, end: day('2025-02-06') }));
    expect([states(interrupted), grantOf(interrupted).resetsAt]).toEqual([['exhausted'], day('2025-02-06')]);
    const renewed = resumed(grants, day('2025-03-01'), 'pause', () => ({ start: day('2025-03-01'), end: day('2025-04-01') }));
    expect(figures(ask(renewed, day('2025-03-01')))).toBe('100/0/100');
  });

  it('[ENT-32] dunning keeps everything until it is told to suspend; paying brings it back, a resume from a pause does not', () => {
    const grants = grantsOf([calls, reporting]);
    expect(ask(until(grants, day('2025-01-20')), day('2025-01-20')).entitled).toBe(true);
    const held = suspendedForDunning(grants, day('2025-01-20'));
    expect(grantOf(held).state).toEqual({ kind: 'suspended', since: day('2025-01-20'), reason: 'dunning' });
    const span = { start: january, end: february };
    expect(resumed(held, day('2025-01-25'), 'pause', () => span)).toEqual(held);
    expect(states(resumed(held, day('2025-01-25'), 'dunning', () => span))).toEqual(['active', 'active']);
  });
});

describe('a cancel', () => {
  const rules = [
    { ...reporting, id: 'a', featureId: 'fea_now', onCancel: { kind: 'now' } },
    { ...reporting, id: 'b', featureId: 'fea_period', onCancel: { kind: 'period-end' } },
    { ...reporting, id: 'c', featureId: 'fea_later', onCancel: { kind: 'later', days: 45 } },
  ] as const;
  const entitledTo = (grants: readonly Grant[], at: string) =>
    ['fea_now', 'fea_period', 'fea_later'].filter((featureId) => ask(until(grants, at, { endsAt: tenth }), at, featureId).entitled);

  it('[ENT-27] ends now, at the end of the period or days later, as each definition says', () => {
    const grants = cancelled(grantsOf(rules), tenth);
    expect(states(grants)).toEqual(['revoked', 'active', 'active']);
    expect(entitledTo(grants, tenth)).toEqual(['fea_period', 'fea_later']);
    expect(entitledTo(grants, '2025-01-31T23:59:59.999Z')).toEqual(['fea_period', 'fea_later']);
    expect(entitledTo(grants, february)).toEqual(['fea_later']);
    expect(entitledTo(grants, day('2025-02-23'))).toEqual(['fea_later']);
    expect(entitledTo(grants, day('2025-02-24'))).toEqual([]);
  });

  it('[ENT-27] a scheduled cancel needs no one to come by: time applies it', () => {
    const grants = grantsOf(rules);
    expect(until(grants, day('2025-03-01'), { endsAt: tenth })).toEqual(
      until(cancelled(grants, tenth), day('2025-03-01'), { endsAt: tenth }),
    );
    expect(entitledTo(grants, day('2025-01-09'))).toEqual(['fea_now', 'fea_period', 'fea_later']);
    const atBoundary = until(grantsOf([calls]), february, { endsAt: february });
    expect([states(atBoundary), eventsOf(grantOf(atBoundary))]).toEqual([['revoked'], ['provisioned', 'revoked']]);
  });

  it('[ENT-27] a balance is not reset again after the cancel, and what is aligned to a period lives as long as asked', () => {
    const later = { ...calls, expiry: { kind: 'period-end' }, onCancel: { kind: 'later', days: 45 } } as const;
    const grants = cancelled(use(grantsOf([later]), '60', january), tenth);
    expect(figures(ask(until(grants, day('2025-02-20'), { endsAt: tenth }), day('2025-02-20')))).toBe('100/60/40');
    const alone = detached(use(grantsOf([later]), '60', january), 'base', tenth);
    expect(figures(ask(until(alone, day('2025-02-20')), day('2025-02-20')))).toBe('100/60/40');
  });

  it('[ENT-27] in a pause everything ends at once; what never started is taken back', () => {
    expect(states(cancelled(paused(grantsOf(rules), tenth, 'suspend'), tenth))).toEqual(['revoked', 'revoked', 'revoked']);
    expect(states(cancelled(grantsOf([calls], { startsAt: february }), tenth))).toEqual(['revoked']);
  });

  it('[ENT-03] a detached add-on takes its own grants along and leaves the others', () => {
    const family = [...grantsOf([calls]), ...grantsOf([{ ...calls, ...quantityOf('50') }], { itemId: 'add-on' })];
    const after = detached(family, 'add-on', tenth);
    expect(figures(ask(until(after, tenth), tenth))).toBe('150/0/150');
    expect(figures(ask(until(after, february), february))).toBe('100/0/100');
  });

  it('[ENT-31] a reactivation allots anew; the old balance comes back only if asked for, and within the cap', () => {
    const capped = { ...calls, carryOver: { cap: { kind: 'units', quantity: '30' }, once: false } } as const;
    const gone = cancelled(use(grantsOf([{ ...capped, onCancel: { kind: 'now' } }]), '60', january), tenth);
    const fresh = context({ cause: 'cmd_3', at: day('2025-05-05'), periodEnd: day('2025-06-05') });
    const plain = reactivated(gone, [capped], { ...fresh, restoresCarryOver: false });
    expect([states(plain), figures(ask(plain, day('2025-05-05')))]).toEqual([['revoked', 'active'], '100/0/100']);
    expect(new Set(plain.map((grant) => grant.id)).size).toBe(2);
    const restored = reactivated(gone, [capped], { ...fresh, restoresCarryOver: true });
    expect(figures(ask(restored, day('2025-05-05')))).toBe('130/0/130');
  });
});

describe('another plan', () => {
  const greater = { ...calls, ...quantityOf('500') };
  const smaller = { ...calls, ...quantityOf('50') };

  it('[ENT-28] an upgrade counts at once, what was used stays used, and an exhausted grant works again', () => {
    const grants = use(grantsOf([calls]), '100', tenth);
    const after = upgraded(grants, [greater, reporting], changeContext());
    expect([states(after), figures(ask(after, tenth)), ask(after, tenth, 'fea_reporting').entitled]).toEqual([
      ['active', 'active'],
      '500/100/400',
      true,
    ]);
    expect(grantOf(after, 'fea_calls').log.at(-2)).toEqual({ at: tenth, kind: 'changed', facts: { from: '100', to: '500' } });
  });

  it('[ENT-28] carried-over units and top-ups stay through it; to unlimited and back keeps the count', () => {
    const carried = until(use(grantsOf([uncapped]), '60', january), february);
    const after = upgraded(
      use(carried, '50', february),
      [{ ...uncapped, ...quantityOf('500') }],
      changeContext({ at: february, periodEnd: day('2025-03-01') }),
    );
    expect(figures(ask(after, february))).toBe('540/50/490');
    const open = upgraded(grantsOf([calls]), [{ ...calls, grant: { kind: 'unlimited' } }], changeContext());
    expect(ask(use(open, '7', tenth), tenth)).toMatchObject({ unlimited: true, currentUsage: '7' });
    const back = upgraded(use(open, '7', tenth), [calls], changeContext());
    expect(figures(ask(back, tenth))).toBe('100/7/93');
  });

  it('a change that begins a period resets the counters', () => {
    const switched = changeContext({ startsPeriod: true, periodEnd: day('2026-01-10') });
    const after = upgraded(use(grantsOf([uncapped]), '60', january), [{ ...uncapped, ...quantityOf('1200') }], switched);
    expect(grantOf(after).resetsAt).toBe(day('2026-01-10'));
    expect(ask(after, tenth)).toMatchObject({ currentUsage: '0' });
  });

  it('[ENT-29] a downgrade reduces now, keeps what was used, and shows the excess; remaining is never negative', () => {
    const grants = use(grantsOf([calls]), '60', january);
    const after = downgraded(grants, [smaller], { ...changeContext(), newFrom: tenth });
    expect(ask(after, tenth)).toMatchObject({ limit: '50', currentUsage: '60', remaining: '0', overLimit: '10', entitled: false });
    expect(grantOf(after).log.map((event) => event.facts['overLimit'] ?? '')).toEqual(['', '10', '']);
    expect(states(after)).toEqual(['exhausted']);
  });

  it('[ENT-29] or with the next period, where its definition says so', () => {
    const patient = { ...calls, onDowngrade: 'next-period' } as const;
    const grants = use(grantsOf([patient, { ...reporting, onDowngrade: 'next-period' }]), '60', january);
    const after = downgraded(grants, [{ ...smaller, onDowngrade: 'next-period' }], { ...changeContext(), newFrom: tenth });
    expect([figures(ask(after, tenth)), ask(after, tenth, 'fea_reporting').entitled]).toEqual(['100/60/40', true]);
    const landed = until(after, february);
    expect([figures(ask(landed, february)), ask(landed, february, 'fea_reporting').entitled]).toEqual(['50/0/50', false]);
    const unrenewed = until(after, february, { periods: months('2025-01-01', 1) });
    expect(figures(ask(unrenewed, february))).toBe('50/60/0');
  });

  it('[ENT-29] a planned reduction that is withdrawn leaves no trace in the level, and does not stop an extension meanwhile', () => {
    const patient = { ...calls, onDowngrade: 'next-period', expiry: { kind: 'fixed', at: day('2025-01-20') }, autoExtendDays: 10 } as const;
    const planned = downgraded(grantsOf([patient]), [], { ...changeContext(), newFrom: february });
    expect(grantOf(until(planned, day('2025-01-21'))).expiresAt).toBe(day('2025-01-30'));
    const withdrawn = upgraded(planned, [patient], changeContext());
    expect(figures(ask(until(withdrawn, february), february))).toBe('100/0/100');
  });

  it('[ENT-29] what the lower plan adds starts when it lands', () => {
    const after = downgraded(grantsOf([calls]), [calls, reporting], { ...changeContext(), newFrom: february });
    expect(grantOf(after, 'fea_reporting').state).toEqual({ kind: 'pending', startsAt: february });
    expect(ask(until(after, february), february, 'fea_reporting').entitled).toBe(true);
  });

  it('follows the quantity where it counts per unit: up at once, down by the rule', () => {
    const perSeat = { ...seats, ...quantityOf('1'), perUnit: true, onDowngrade: 'next-period' } as const;
    const grants = right(inUseSet(grantsOf([perSeat, calls], { quantity: '10' }), 'fea_seats', '9', january));
    const more = quantityChanged(grants, [perSeat, calls], changeContext({ quantity: '15' }), false);
    expect([figures(ask(more, tenth, 'fea_seats')), figures(ask(more, tenth))]).toEqual(['15/9/6', '100/0/100']);
    const fewer = quantityChanged(grants, [perSeat, calls], changeContext({ quantity: '5' }), true);
    expect(figures(ask(fewer, tenth, 'fea_seats'))).toBe('10/9/1');
    expect(ask(until(fewer, february), february, 'fea_seats')).toMatchObject({ limit: '5', remaining: '0', overLimit: '4' });
  });

  it('to and fro between two plans is no way to a second allowance', () => {
    const without = downgraded(use(grantsOf([calls]), '60', january), [reporting], { ...changeContext(), newFrom: tenth });
    expect(ask(without, tenth).entitled).toBe(false);
    const back = upgraded(without, [calls], changeContext({ cause: 'cmd_3' }));
    expect(figures(ask(back, tenth))).toBe('100/60/40');
    const next = upgraded(without, [calls], changeContext({ cause: 'cmd_3', at: february, periodEnd: day('2025-03-01') }));
    expect(figures(ask(next, february))).toBe('100/0/100');
  });

  const brief = { ...calls, expiry: { kind: 'relative', days: 5, from: 'renewal', stopsWhileSuspended: true } } as const;

  it('[ENT-28] a grant that waits for its renewal makes room for the new plan, and is not granted twice', () => {
    const grants = until(use(grantsOf([brief]), '60', january), tenth);
    expect(states(grants)).toEqual(['expired']);
    const after = upgraded(grants, [{ ...brief, ...quantityOf('500') }], changeContext());
    expect([states(after), figures(ask(after, tenth))]).toEqual([['revoked', 'active'], '500/60/440']);
    expect(figures(ask(until(after, february), february))).toBe('500/0/500');
    expect(upgraded(grants, [brief], changeContext())).toEqual(grants);
    const lower = downgraded(grants, [{ ...brief, ...quantityOf('50') }], { ...changeContext(), newFrom: tenth });
    expect([states(lower), figures(ask(until(lower, february), february))]).toEqual([['expired'], '50/0/50']);
    expect(states(downgraded(grants, [], { ...changeContext(), newFrom: tenth }))).toEqual(['revoked']);
    const more = quantityChanged(
      grantsOf([{ ...brief, perUnit: true }]).map((grant) => grantOf(until([grant], tenth))),
      [{ ...brief, perUnit: true }],
      changeContext({ quantity: '3' }),
      false,
    );
    expect([states(more), figures(ask(until(more, february), february))]).toEqual([['expired'], '300/0/300']);
    expect(states(cancelled(grants, tenth))).toEqual(['revoked']);
  });

  it('a fixed end that has passed is not revived by taking a change back', () => {
    const fixed = { ...calls, expiry: { kind: 'fixed', at: day('2025-01-05') } } as const;
    const grants = until(grantsOf([fixed]), tenth);
    expect(upgraded(grants, [fixed], changeContext())).toEqual(grants);
    expect(states(cancelled(grants, tenth))).toEqual(['expired']);
  });

  it('the same plan again changes nothing', () => {
    const grants = use(grantsOf([calls, reporting]), '60', january);
    expect(upgraded(grants, [calls, reporting], changeContext())).toEqual(grants);
    expect(downgraded(grants, [calls, reporting], { ...changeContext(), newFrom: tenth })).toEqual(grants);
  });
});

describe('a trial', () => {
  const definitions = [{ ...calls, trialQuantity: '20' }, reporting, { ...seats, trialQuantity: '2' }];
  const trialOf = (trial: 'full' | 'restricted') => grantsOf(definitions, { trial, periodEnd: day('2025-01-15') });
  const at = day('2025-01-15');
  const conversion = { ...changeContext({ at, periodEnd: day('2025-02-15') }), keepsConsumption: false };

  it('[ENT-30] gives everything, or the restricted level and nothing where none is set', () => {
    const full = trialOf('full');
    expect([figures(ask(full, january)), ask(full, january, 'fea_reporting').entitled]).toEqual(['100/0/100', true]);
    const restricted = trialOf('restricted');
    expect([
      figures(ask(restricted, january)),
      ask(restricted, january, 'fea_reporting').entitled,
      figures(ask(restricted, january, 'fea_seats')),
    ]).toEqual(['20/0/20', false, '2/0/2']);
  });

  it('[ENT-30] at conversion restricted values rise to full and what the trial consumed is wiped', () => {
    const trial = right(inUseSet(use(trialOf('restricted'), '20', january), 'fea_seats', '2', january));
    const after = converted(trial, definitions, conversion);
    expect([states(after), figures(ask(after, at)), figures(ask(after, at, 'fea_seats'))]).toEqual([
      ['active', 'active', 'active'],
      '100/0/100',
      '25/2/23',
    ]);
    expect(ask(after, at, 'fea_reporting').entitled).toBe(true);
    expect(grantOf(after, 'fea_calls').resetsAt).toBe(day('2025-02-15'));
  });

  it('[ENT-30] a top-up of the trial lives on after the conversion', () => {
    const trial = trialOf('restricted');
    const adjustment = { kind: 'top-up', grantId: grantOf(trial, 'fea_calls').id, quantity: '5', expiresAt: null, reason: 'demo' } as const;
    const more = right(adjusted(trial, adjustment, { cause: 'cmd_9', at: january, periodEnd: null, held: null }));
    expect(figures(ask(converted(more, definitions, conversion), at))).toBe('105/0/105');
  });

  it('[ENT-30] or counts on, where it is asked to', () => {
    const after = converted(use(trialOf('full'), '30', january), definitions, { ...conversion, keepsConsumption: true });
    expect(figures(ask(after, at))).toBe('100/30/70');
  });

  it('[ENT-30] a grant that ran out with the trial comes back; a feature that the plan no longer has goes', () => {
    const trial = until(grantsOf([{ ...calls, expiry: { kind: 'period-end' } }, reporting], { trial: 'full', periodEnd: at }), at, {
      periods: [],
    });
    expect(states(trial)).toEqual(['expired', 'active']);
    const after = converted(trial, [calls], conversion);
    expect(states(after)).toEqual(['active', 'revoked']);
  });
});
