import { describe, expect, it } from 'vitest';
import { mayMove, moved } from '../../../core/entitlements/grant-state.ts';
import type { Grant, GrantState } from '../../../core/entitlements/types.ts';
import { InvariantBroken } from '../../../core/kernel/invariant.ts';
import { calls, day, grantOf, grantsOf } from './sample.ts';

const at = day('2025-01-10');
const states: readonly GrantState[] = [
  { kind: 'pending', startsAt: at },
  { kind: 'active' },
  { kind: 'exhausted', since: at },
  { kind: 'expired', at },
  { kind: 'suspended', since: at, reason: 'pause' },
  { kind: 'revoked', at, reason: 'test' },
];

/** Spec 4.3, written out. */
const table = [
  'pending > active',
  'pending > revoked',
  'active > exhausted',
  'active > expired',
  'active > suspended',
  'active > revoked',
  'exhausted > active',
  'exhausted > expired',
  'exhausted > revoked',
  'expired > active',
  'expired > revoked',
  'suspended > active',
  'suspended > revoked',
];

describe('the states of a grant', () => {
  const pairs = states.flatMap((from) => states.map((to) => [from.kind, to.kind, from, to] as const));

  it.each(pairs)('[ENT-16] %s to %s', (_from, _to, from, to) => {
    const grant: Grant = { ...grantOf(grantsOf([calls])), state: from };
    const move = (): Grant => moved(grant, to, at, 'changed', { why: 'test' });
    const allowed = table.includes(`${from.kind} > ${to.kind}`);
    expect(mayMove(from.kind, to.kind)).toBe(allowed);
    const outcome = (() => {
      try {
        return move();
      } catch (error) {
        return error;
      }
    })();
    expect(outcome instanceof InvariantBroken).toBe(!allowed);
  });

  it('[ENT-16] logs every change with its moment', () => {
    const grant = moved(grantOf(grantsOf([calls])), { kind: 'suspended', since: at, reason: 'dunning' }, at, 'suspended', {
      reason: 'dunning',
    });
    expect(grant.log.at(-1)).toEqual({ at, kind: 'suspended', facts: { reason: 'dunning' } });
  });

  it('keeps the newest thousand entries of the log', () => {
    let grant = grantOf(grantsOf([calls]));
    for (let turn = 0; turn < 600; turn += 1) {
      grant = moved(grant, { kind: 'suspended', since: at, reason: 'pause' }, at, 'suspended', { turn: String(turn) });
      grant = moved(grant, { kind: 'active' }, at, 'resumed');
    }
    expect(grant.log).toHaveLength(1000);
    expect(grant.log[0]?.facts).toEqual({ turn: '100' });
  });
});
