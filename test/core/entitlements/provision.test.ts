import { describe, expect, it } from 'vitest';
import { upgraded } from '../../../core/entitlements/plan-change.ts';
import { provisioned } from '../../../core/entitlements/provision.ts';
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
  quantityOf,
  reporting,
  seats,
  until,
  use,
} from './sample.ts';

const start = day('2025-01-01');

describe('provisioning', () => {
  it('[ENT-01] what a plan gives is told without a price: 10 seats, 100 GB and Advanced Reporting', () => {
    const storage = { ...calls, id: 'storage', featureId: 'fea_storage' };
    const grants = grantsOf([{ ...seats, ...quantityOf('10') }, storage, reporting]);
    expect(figures(ask(grants, start, 'fea_seats'))).toBe('10/0/10');
    expect(figures(ask(grants, start, 'fea_storage'))).toBe('100/0/100');
    expect(ask(grants, start, 'fea_reporting').entitled).toBe(true);
    expect(JSON.stringify(grants)).not.toMatch(/price|amount|currency/);
  });

  it('[ENT-02] records come from the definitions, kept as they were, under ids that a second try meets again', () => {
    const grants = grantsOf([calls, seats]);
    expect(grants.map((grant) => [grant.definition, grant.itemId])).toEqual([
      [calls, 'base'],
      [seats, 'base'],
    ]);
    expect(grantsOf([calls, seats])).toEqual(grants);
    expect(grantsOf([calls], { cause: 'cmd_other' })[0]?.id).not.toBe(grants[0]?.id);
    expect(new Set(grants.map((grant) => grant.id)).size).toBe(2);
  });

  it('[ENT-03] an upgrade replaces the set, or supplements it', () => {
    const grants = grantsOf([calls, reporting]);
    const replaced = upgraded(grants, [calls, seats], changeContext());
    expect(replaced.map((grant) => [grant.featureId, grant.state.kind])).toEqual([
      ['fea_calls', 'active'],
      ['fea_reporting', 'revoked'],
      ['fea_seats', 'active'],
    ]);
    const supplemented = upgraded(grants, [calls, seats], changeContext({ mode: 'supplement' }));
    expect(supplemented.map((grant) => grant.state.kind)).toEqual(['active', 'active', 'active']);
  });

  it('[ENT-05] plain access is on or off and has no counter', () => {
    const grants = grantsOf([reporting]);
    expect(ask(grants, start, 'fea_reporting', '1000')).toEqual({
      entitled: true,
      unlimited: false,
      limit: null,
      currentUsage: '0',
      remaining: null,
      overLimit: '0',
      resetsAt: null,
    });
    expect(ask(grants, start, 'fea_other').entitled).toBe(false);
  });

  it('[ENT-15] facets combine: counted, carried over, expiring with the period and extending itself', () => {
    const all = {
      ...calls,
      carryOver: { cap: { kind: 'units', quantity: '30' }, once: false },
      expiry: { kind: 'period-end' },
      autoExtendDays: 10,
    } as const;
    const grants = use(grantsOf([all]), '60', day('2025-01-05'));
    expect(grantOf(grants).expiresAt).toBe(day('2025-02-01'));
    const renewed = until(grants, day('2025-02-01'));
    expect([figures(ask(renewed, day('2025-02-01'))), grantOf(renewed).expiresAt]).toEqual(['130/0/130', day('2025-03-01')]);
    const extended = until(grants, day('2025-02-01'), { periods: [] });
    expect([figures(ask(extended, day('2025-02-01'))), grantOf(extended).expiresAt]).toEqual(['100/60/40', day('2025-02-11')]);
  });

  it('counts per unit of the item where the definition says so', () => {
    const grants = provisioned([{ ...calls, perUnit: true }, seats], context({ quantity: '3' }));
    expect(figures(ask(grants, start))).toBe('300/0/300');
    expect(figures(ask(grants, start, 'fea_seats'))).toBe('25/0/25');
  });

  it('[ENT-16] what is scheduled waits as pending and starts at its moment', () => {
    const grants = grantsOf([calls], { startsAt: day('2025-01-15') });
    expect(grantOf(grants).state).toEqual({ kind: 'pending', startsAt: day('2025-01-15') });
    expect(ask(grants, day('2025-01-14')).entitled).toBe(false);
    const before = until(grants, '2025-01-14T23:59:59.999Z');
    expect(grantOf(before).state.kind).toBe('pending');
    const after = until(grants, day('2025-01-15'));
    expect([grantOf(after).state.kind, eventsOf(grantOf(after))]).toEqual(['active', ['provisioned', 'started']]);
    expect(ask(after, day('2025-01-15')).entitled).toBe(true);
  });
});
