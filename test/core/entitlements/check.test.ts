import { describe, expect, it } from 'vitest';
import { answerAt, entitlement, overLimits } from '../../../core/entitlements/check.ts';
import { inUseSet } from '../../../core/entitlements/consumption.ts';
import { suspendedForDunning } from '../../../core/entitlements/suspension.ts';
import {
  ask,
  calls,
  changeContext,
  day,
  figures,
  grantOf,
  grantsOf,
  quantityOf,
  reporting,
  right,
  seats,
  timeline,
  use,
} from './sample.ts';
import { upgraded } from '../../../core/entitlements/plan-change.ts';

const at = day('2025-01-10');
const unlimited = { ...calls, grant: { kind: 'unlimited' } } as const;

describe('the check', () => {
  it('[ENT-17] answers with entitled, limit, usage, rest, reset and the unlimited flag; one unit where none is named', () => {
    const grants = use(grantsOf([calls]), '96', at);
    expect(ask(grants, at, 'fea_calls', '4')).toEqual({
      entitled: true,
      unlimited: false,
      limit: '100',
      currentUsage: '96',
      remaining: '4',
      overLimit: '0',
      resetsAt: day('2025-02-01'),
    });
    expect(ask(grants, at, 'fea_calls', '5').entitled).toBe(false);
    expect(ask(grants, at).entitled).toBe(true);
  });

  it('[ENT-18] [CAT-10] what remains is limit less usage, and null where unlimited; both are computed and not stored', () => {
    expect(figures(ask(use(grantsOf([calls]), '12.5', at), at))).toBe('100/12.5/87.5');
    const open = use(grantsOf([unlimited]), '1000000', at);
    expect(ask(open, at)).toMatchObject({ entitled: true, unlimited: true, limit: null, currentUsage: '1000000', remaining: null });
    expect(JSON.stringify(grantOf(open))).not.toContain('remaining');
  });

  it('[ENT-19] tells when the counter resets: the soonest of the family; a limit that is no counter has none', () => {
    const base = grantsOf([calls]);
    const yearly = grantsOf([calls], { itemId: 'add-on', periodEnd: day('2026-01-01') });
    expect(ask([...yearly, ...base], at).resetsAt).toBe(day('2025-02-01'));
    expect(ask(grantsOf([seats]), at, 'fea_seats').resetsAt).toBeNull();
  });

  it('[ENT-20] several subscriptions: unlimited wins, else the highest limit, and the figures are of that one', () => {
    const small = grantsOf([{ ...calls, ...quantityOf('10') }]);
    const great = use(grantsOf([{ ...calls, ...quantityOf('25') }]), '20', at);
    for (const families of [
      [small, great],
      [great, small],
    ]) {
      expect(figures(entitlement(families, 'fea_calls', '1', at))).toBe('25/20/5');
    }
    expect(entitlement([great, grantsOf([unlimited]), small], 'fea_calls', '1', at)).toMatchObject({ unlimited: true, limit: null });
    const equal = use(grantsOf([{ ...calls, ...quantityOf('25') }]), '3', at);
    expect(figures(entitlement([great, equal], 'fea_calls', '1', at))).toBe('25/3/22');
  });

  it('[ENT-20] inside one subscription limits of base and add-on add up, and unlimited wins', () => {
    const base = use(grantsOf([calls]), '30', at);
    const addOn = grantsOf([{ ...calls, ...quantityOf('50') }], { itemId: 'add-on' });
    expect(figures(ask([...base, ...addOn], at))).toBe('150/30/120');
    expect(ask([...base, ...grantsOf([unlimited], { itemId: 'add-on' })], at)).toMatchObject({ unlimited: true, remaining: null });
  });

  it('[ENT-21] only answers: asking changes nothing, and blocking is left to the application', () => {
    const grants = use(grantsOf([calls]), '100', at);
    const before = JSON.stringify(grants);
    expect(ask(grants, at).entitled).toBe(false);
    expect(JSON.stringify(grants)).toBe(before);
  });

  it('pending, suspended, expired and revoked grants do not count', () => {
    const grants = grantsOf([calls, reporting]);
    const none = { entitled: false, unlimited: false, limit: '0', currentUsage: '0', remaining: '0', overLimit: '0', resetsAt: null };
    expect(ask(suspendedForDunning(grants, at), at)).toEqual(none);
    expect(ask(upgraded(grants, [], changeContext()), at)).toEqual(none);
    expect(ask(grantsOf([calls], { startsAt: day('2025-01-11') }), at)).toEqual(none);
    const mixed = [...suspendedForDunning(grants, at), ...grantsOf([{ ...calls, ...quantityOf('7') }], { itemId: 'add-on' })];
    expect(figures(ask(mixed, at))).toBe('7/0/7');
  });

  it('as of a later moment takes in what time will have done, and writes nothing', () => {
    const grants = use(grantsOf([calls]), '60', at);
    const family = { grants, timelineOf: () => timeline() };
    expect(figures(answerAt([family], 'fea_calls', '1', day('2025-02-01')))).toBe('100/0/100');
    expect(figures(answerAt([family], 'fea_calls', '1', day('2025-01-31')))).toBe('100/60/40');
    expect(figures(ask(grants, at))).toBe('100/60/40');
  });

  it('[USG-08] a metric may measure the use against the limit, in place of the counter', () => {
    const families = [grantsOf([calls]), grantsOf([{ ...calls, ...quantityOf('10') }])];
    expect(entitlement(families, 'fea_calls', '1', at, ['80.5', '0'])).toMatchObject({
      entitled: true,
      currentUsage: '80.5',
      remaining: '19.5',
    });
    expect(entitlement(families, 'fea_calls', '20', at, ['80.5', '0'])).toMatchObject({ entitled: false });
    expect(entitlement(families, 'fea_calls', '1', at, ['130', '0'])).toMatchObject({ entitled: false, remaining: '0', overLimit: '30' });
  });

  it('names the features whose use stands above the limit', () => {
    const grants = right(inUseSet(grantsOf([{ ...seats, atLimit: 'warn' }, calls]), 'fea_seats', '28', at));
    expect(overLimits(grants, at)).toEqual([{ featureId: 'fea_seats', by: '3' }]);
  });
});
