import { describe, expect, it } from 'vitest';
import { type Adjustment, adjusted, type AdjustmentContext } from '../../../core/entitlements/adjustment.ts';
import { overage } from '../../../core/entitlements/balance.ts';
import { consumed, inUseSet } from '../../../core/entitlements/consumption.ts';
import { cancelled } from '../../../core/entitlements/ending.ts';
import { paused, suspendedForDunning } from '../../../core/entitlements/suspension.ts';
import type { Grant } from '../../../core/entitlements/types.ts';
import {
  ask,
  calls,
  day,
  eventsOf,
  figures,
  grantOf,
  grantsOf,
  quantityOf,
  reporting,
  right,
  seats,
  uncapped,
  until,
  use,
} from './sample.ts';

const at = day('2025-01-10');
const consume = (grants: readonly Grant[], quantity: string, key = 'once', featureId = 'fea_calls') =>
  consumed(grants, featureId, { key, quantity, at });
const context: AdjustmentContext = { cause: 'cmd_adjust', at, periodEnd: day('2025-02-01'), held: null };
const adjust = (grants: readonly Grant[], adjustment: Adjustment, parts: Partial<AdjustmentContext> = {}) =>
  adjusted(grants, adjustment, { ...context, ...parts });
const topUp = (grants: readonly Grant[], quantity: string, expiresAt: string | null = null): Adjustment => ({
  kind: 'top-up',
  grantId: grantOf(grants).id,
  quantity,
  expiresAt,
  reason: 'sold by phone',
});

describe('limits', () => {
  it('[ENT-22] hard: blocked at zero, and the answer says what is left', () => {
    const grants = use(grantsOf([calls]), '98', at);
    expect(consume(grants, '3')).toEqual({
      ok: false,
      problems: [{ code: 'entitlement.limit-reached', featureId: 'fea_calls', requested: '3', remaining: '2' }],
    });
  });

  it.each(['warn', 'overage'] as const)('[ENT-22] %s: goes on beyond zero, and tells by how much', (atLimit) => {
    const grants = right(consume(grantsOf([{ ...calls, atLimit }]), '130'));
    expect(ask(grants, at)).toMatchObject({ entitled: true, limit: '100', currentUsage: '130', remaining: '0', overLimit: '30' });
    expect(overage(grantOf(grants), at)).toBe('30');
    expect([grantOf(grants).state.kind, eventsOf(grantOf(grants))]).toEqual(['active', ['provisioned', 'consumed-to-zero']]);
    const more = right(consume(grants, '1', 'twice'));
    expect([overage(grantOf(more), at), eventsOf(grantOf(more)).length]).toEqual(['31', 2]);
  });

  it('[ENT-23] tells once of each percentage of the family that use has reached', () => {
    const alerting = { ...calls, alertsAt: [80, 100] };
    const thresholds = (grants: readonly Grant[]) =>
      grants.flatMap((grant) => grant.log.filter((event) => event.kind === 'threshold').map((event) => event.facts['percent']));
    const grants = grantsOf([alerting]);
    expect(thresholds(use(grants, '79.9', at))).toEqual([]);
    const eighty = use(grants, '80', at);
    expect(thresholds(eighty)).toEqual(['80']);
    expect(thresholds(use(eighty, '20', at))).toEqual(['80', '100']);
    expect(thresholds(use(grants, '100', at))).toEqual(['80', '100']);
    expect(thresholds(use(until(eighty, day('2025-02-01')), '85', day('2025-02-02')))).toEqual(['80', '80']);
    const family = [...grants, ...grantsOf([{ ...calls, ...quantityOf('50') }], { itemId: 'add-on' })];
    expect(thresholds(use(family, '119', at))).toEqual([]);
    expect(thresholds(use(family, '120', at))).toEqual(['80']);
    const taken = right(inUseSet(grantsOf([{ ...seats, alertsAt: [80, 100] }]), 'fea_seats', '20', at));
    expect(thresholds(taken)).toEqual(['80']);
  });
});

describe('consuming', () => {
  it('[ENT-24] is all or nothing over the whole family', () => {
    const family = [...grantsOf([calls]), ...grantsOf([{ ...calls, ...quantityOf('50') }], { itemId: 'add-on' })];
    expect(consume(family, '151').ok).toBe(false);
    const all = right(consume(family, '150'));
    expect(all.map((grant) => grant.state.kind)).toEqual(['exhausted', 'exhausted']);
    expect(ask(all, at)).toMatchObject({ remaining: '0', entitled: false });
  });

  it('[ENT-24] the same key and quantity again changes nothing; another quantity is refused', () => {
    const family = [...grantsOf([calls]), ...grantsOf([{ ...calls, ...quantityOf('50') }], { itemId: 'add-on' })];
    const once = right(consume(family, '120'));
    expect(consumed(once, 'fea_calls', { key: 'once', quantity: '120.0', at: day('2025-01-11') })).toEqual({ ok: true, value: once });
    expect(consume(once, '1')).toEqual({ ok: false, problems: [{ code: 'entitlement.key-reused', key: 'once', counted: '120' }] });
    expect(figures(ask(right(consume(once, '1', 'twice')), at))).toBe('150/121/29');
  });

  it('[ENT-24] takes carried-over units first, then what ends soonest', () => {
    const carried = until(use(grantsOf([uncapped]), '60', day('2025-01-02')), day('2025-02-01'));
    const soon = right(adjusted(carried, topUp(carried, '10', day('2025-02-05')), { ...context, cause: 'a', at: day('2025-02-01') }));
    const all = right(adjusted(soon, topUp(soon, '20'), { ...context, cause: 'b', at: day('2025-02-01') }));
    const left = (grants: readonly Grant[]) =>
      grantOf(grants).allotments.map((allotment) => `${allotment.source} ${allotment.used}/${allotment.granted}`);
    const spend = (quantity: string) => left(right(consumed(all, 'fea_calls', { key: 'k', quantity, at: day('2025-02-02') })));
    expect(spend('45')).toEqual(['carried-over 40/40', 'allowance 0/100', 'top-up 5/10', 'top-up 0/20']);
    expect(spend('151')).toEqual(['carried-over 40/40', 'allowance 100/100', 'top-up 10/10', 'top-up 1/20']);
  });

  it('[ENT-24] an allowance that the next period replaces goes before a top-up that outlives it', () => {
    const grants = grantsOf([calls]);
    const more = right(adjust(grants, topUp(grants, '50', day('2025-02-10'))));
    expect(grantOf(use(more, '80', at)).allotments.map(({ source, used }) => `${source} ${used}`)).toEqual(['allowance 80', 'top-up 0']);
  });

  it('[ENT-29] units above a lowered limit are made up for before a top-up gives new ones', () => {
    const lowered = grantsOf([{ ...calls, atLimit: 'warn' }]).map((grant) => ({
      ...grant,
      limit: '50',
      allotments: grant.allotments.map((allotment) => ({ ...allotment, granted: '50', used: '60' })),
    }));
    const more = right(adjust(lowered, topUp(lowered, '50')));
    expect(figures(ask(more, at))).toBe('100/60/40');
    const beyond = use(more, '45', at);
    expect(grantOf(beyond).allotments.map(({ source, used }) => `${source} ${used}`)).toEqual(['allowance 65', 'top-up 40']);
    expect(ask(beyond, at)).toMatchObject({ remaining: '0', overLimit: '5' });
  });

  it('remembers a thousand keys and forgets the oldest', () => {
    let grants = grantsOf([{ ...calls, ...quantityOf('5000') }]);
    for (let index = 0; index < 1001; index += 1) grants = right(consume(grants, '1', `k${index}`));
    expect(grantOf(grants).consumed).toHaveLength(1000);
    expect(consume(grants, '1', 'k1')).toEqual({ ok: true, value: grants });
    expect(figures(ask(right(consume(grants, '1', 'k0')), at))).toBe('5000/1002/3998');
  });

  it('is refused where nothing may be consumed', () => {
    const grants = grantsOf([calls, seats, reporting]);
    const code = (outcome: ReturnType<typeof consume>) => (outcome.ok ? 'ok' : outcome.problems.map((problem) => problem.code).join());
    expect(code(consume(grants, '0'))).toBe('entitlement.quantity-invalid');
    expect(code(consume(grants, '-1'))).toBe('entitlement.quantity-invalid');
    expect(code(consume(grants, '1', 'k', 'fea_seats'))).toBe('entitlement.not-consumable');
    expect(code(consume(grants, '1', 'k', 'fea_reporting'))).toBe('entitlement.not-consumable');
    expect(code(consume(grants, '1', 'k', 'fea_other'))).toBe('entitlement.not-usable');
    expect(consume(suspendedForDunning(grants, at), '1')).toEqual({
      ok: false,
      problems: [{ code: 'entitlement.not-usable', featureId: 'fea_calls', states: ['suspended'] }],
    });
    expect(code(consume(cancelled(until(grants, day('2025-02-01'), { endsAt: day('2025-02-01') }), at), '1'))).toBe(
      'entitlement.not-usable',
    );
  });
});

describe('what is in use', () => {
  it('[ENT-22] a hard limit refuses one more, and never refuses fewer than now', () => {
    const set = (grants: readonly Grant[], inUse: string) => inUseSet(grants, 'fea_seats', inUse, at);
    const grants = right(set(grantsOf([seats]), '25'));
    expect(figures(ask(grants, at, 'fea_seats'))).toBe('25/25/0');
    expect(set(grants, '26')).toEqual({
      ok: false,
      problems: [{ code: 'entitlement.limit-reached', featureId: 'fea_seats', requested: '26', remaining: '0' }],
    });
    const above = grants.map((grant) => ({ ...grant, limit: '10' }));
    expect(set(above, '26').ok).toBe(false);
    expect(ask(right(set(above, '20')), at, 'fea_seats')).toMatchObject({ remaining: '0', overLimit: '10' });
    const soft = right(set(grantsOf([{ ...seats, atLimit: 'warn' }]), '30'));
    expect(ask(soft, at, 'fea_seats')).toMatchObject({ entitled: true, overLimit: '5' });
  });

  it('is one number for the family, whoever gives the seats', () => {
    const family = [...grantsOf([seats]), ...grantsOf([{ ...seats, ...quantityOf('5') }], { itemId: 'add-on' })];
    const taken = right(inUseSet(family, 'fea_seats', '28', at));
    expect(figures(ask(taken, at, 'fea_seats'))).toBe('30/28/2');
    expect(ask(taken.slice(0, 1), at, 'fea_seats')).toMatchObject({ limit: '25', overLimit: '3' });
  });

  it('is refused for a counter, for a feature that is not there, and below zero', () => {
    const code = (featureId: string, inUse: string) => {
      const outcome = inUseSet(grantsOf([calls, seats]), featureId, inUse, at);
      return outcome.ok ? 'ok' : outcome.problems[0]?.code;
    };
    expect(code('fea_calls', '1')).toBe('entitlement.not-limited');
    expect(code('fea_other', '1')).toBe('entitlement.not-usable');
    expect(code('fea_seats', '-1')).toBe('entitlement.quantity-invalid');
  });
});

describe('adjusting', () => {
  it('[ENT-25] a top-up adds units with its reason, and brings an exhausted grant back', () => {
    const grants = use(grantsOf([calls]), '100', at);
    const more = right(adjust(grants, topUp(grants, '40')));
    expect(figures(ask(more, at))).toBe('140/100/40');
    expect(grantOf(more).state.kind).toBe('active');
    expect(grantOf(more).log.some((event) => event.kind === 'adjusted' && event.facts['reason'] === 'sold by phone')).toBe(true);
  });

  it('[ENT-25] a top-up may end before the grant does, and may raise a limit', () => {
    const grants = grantsOf([seats]);
    const more = right(adjust(grants, topUp(grants, '5', day('2025-01-20'))));
    expect(figures(ask(more, day('2025-01-19'), 'fea_seats'))).toBe('30/0/30');
    expect(figures(ask(more, day('2025-01-20'), 'fea_seats'))).toBe('25/0/25');
    const after = until(more, day('2025-01-20'));
    expect(grantOf(after).allotments).toEqual([]);
    expect(grantOf(after).log.at(-1)).toEqual({ at: day('2025-01-20'), kind: 'lapsed', facts: { sources: 'top-up', lost: '5' } });
  });

  it('a lapse that empties a counter exhausts it', () => {
    const grants = use(grantsOf([calls]), '100', at);
    const more = right(adjust(grants, topUp(grants, '5', day('2025-01-20'))));
    expect(grantOf(until(more, day('2025-01-20'))).state.kind).toBe('exhausted');
  });

  it('[ENT-25] a feature is granted beside the plan, and taken away with a reason', () => {
    const granted = right(adjust(grantsOf([calls]), { kind: 'grant', definition: reporting, reason: 'beta' }));
    expect(ask(granted, at, 'fea_reporting').entitled).toBe(true);
    expect(grantOf(granted, 'fea_reporting')).toMatchObject({
      itemId: '',
      log: [{ kind: 'provisioned' }, { kind: 'adjusted', facts: { reason: 'beta' } }],
    });
    const { id } = grantOf(granted, 'fea_reporting');
    const revoked = right(adjust(granted, { kind: 'revoke', grantId: id, reason: 'beta is over' }));
    expect(grantOf(revoked, 'fea_reporting').state).toEqual({ kind: 'revoked', at, reason: 'beta is over' });
    expect(ask(revoked, at, 'fea_reporting').entitled).toBe(false);
  });

  it('[ENT-25] is refused where the state machine has no way, or nothing to add to', () => {
    const code = (outcome: ReturnType<typeof adjust>) => (outcome.ok ? 'ok' : outcome.problems[0]?.code);
    const grants = grantsOf([calls]);
    const revoked = right(adjust(grants, { kind: 'revoke', grantId: grantOf(grants).id, reason: 'r' }));
    expect(code(adjust(revoked, { kind: 'revoke', grantId: grantOf(grants).id, reason: 'r' }))).toBe('entitlement.state');
    expect(code(adjust(revoked, topUp(grants, '1')))).toBe('entitlement.state');
    const expired = until(grantsOf([{ ...calls, expiry: { kind: 'fixed', at } }]), at);
    expect(code(adjust(expired, topUp(expired, '1')))).toBe('entitlement.state');
    expect(code(adjust(grants, topUp(grants, '0')))).toBe('entitlement.quantity-invalid');
    expect(code(adjust(grants, topUp(grants, '1', at)))).toBe('entitlement.expiry-past');
    expect(code(adjust(grantsOf([reporting]), topUp(grantsOf([reporting]), '1')))).toBe('entitlement.not-counted');
    const open = grantsOf([{ ...calls, grant: { kind: 'unlimited' } }]);
    expect(code(adjust(open, topUp(open, '1')))).toBe('entitlement.not-counted');
    expect(code(adjust(grants, { kind: 'revoke', grantId: 'gra_none', reason: 'r' }))).toBe('entitlement.missing');
  });

  it('[ENT-26] a top-up of an exhausted grant in a pause is frozen with the others', () => {
    const grants = paused(use(grantsOf([calls]), '100', at), at, 'by-definition');
    expect(grantOf(grants).state.kind).toBe('exhausted');
    const frozen = right(adjust(grants, topUp(grants, '10'), { held: { reason: 'pause', rule: 'by-definition' } }));
    expect(grantOf(frozen).state).toEqual({ kind: 'suspended', since: at, reason: 'pause' });
    const kept = right(adjust(grants, topUp(grants, '10'), { held: { reason: 'pause', rule: 'retain' } }));
    expect(grantOf(kept).state.kind).toBe('active');
  });
});
