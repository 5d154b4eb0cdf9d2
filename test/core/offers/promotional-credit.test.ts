import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CreditUse, promotionalCreditDraws, promotionalCreditLeft } from '../../../core/offers/promotional-credit.ts';
import type { PromotionalCredit } from '../../../core/offers/types.ts';

const credit = (id: string, amountMinor: number, changes: Partial<PromotionalCredit> = {}): PromotionalCredit => ({
  id,
  kind: 'promotional-credit',
  rev: 1,
  customerId: 'cus_1',
  entityId: 'ent_1',
  currency: 'GBP',
  amountMinor,
  reason: 'Welcome',
  grantedOn: '2026-01-01',
  expiresOn: null,
  state: { kind: 'granted' },
  ...changes,
});
const use = (sourceId: string, amountMinor: number): CreditUse => ({ kind: 'promotional-credit', sourceId, amountMinor });
const due = { entityId: 'ent_1', currency: 'GBP', dueMinor: 10_000, on: '2026-06-01' } as const;

describe('promotional credit', () => {
  it('[OFR-25] what is left is what was granted less what it paid', () => {
    const uses = [use('a', 1_000), use('b', 300), { kind: 'payment', sourceId: 'a', amountMinor: 50 }, use('a', -200)];
    expect(promotionalCreditLeft(credit('a', 5_000), uses, '2026-06-01')).toBe(4_200);
  });

  it('[OFR-25] nothing before it is granted, from the day on which it expires, and once it is revoked', () => {
    const given = credit('a', 5_000, { expiresOn: '2026-07-01' });
    expect(['2025-12-31', '2026-01-01', '2026-06-30', '2026-07-01'].map((on) => promotionalCreditLeft(given, [], on))).toEqual([
      0, 5_000, 5_000, 0,
    ]);
    const revoked = credit('a', 5_000, { state: { kind: 'revoked', on: '2026-03-01', reason: 'Granted twice' } });
    expect(['2026-02-28', '2026-03-01'].map((on) => promotionalCreditLeft(revoked, [], on))).toEqual([5_000, 0]);
  });

  it('[OFR-25] never below zero, never more than was granted', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.array(fc.integer({ min: -5_000, max: 20_000 })), (amountMinor, used) => {
        const left = promotionalCreditLeft(
          credit('a', amountMinor),
          used.map((minor) => use('a', minor)),
          '2026-06-01',
        );
        expect(left).toBeGreaterThanOrEqual(0);
        expect(left).toBeLessThanOrEqual(amountMinor);
      }),
    );
  });

  it('[OFR-25] [OR-17] pays what is due after tax, what expires first being used first', () => {
    const credits = [
      credit('late', 3_000, { expiresOn: '2026-12-01' }),
      credit('never', 9_000),
      credit('soon', 2_000, { expiresOn: '2026-06-02' }),
      credit('over', 7_000, { expiresOn: '2026-06-01' }),
      credit('euro', 7_000, { currency: 'EUR' }),
      credit('elsewhere', 7_000, { entityId: 'ent_2' }),
    ];
    expect(promotionalCreditDraws(credits, [use('late', 500)], due)).toEqual([
      { creditId: 'soon', amountMinor: 2_000 },
      { creditId: 'late', amountMinor: 2_500 },
      { creditId: 'never', amountMinor: 5_500 },
    ]);
  });

  it('[OFR-25] [OR-17] never pays more than is due', () => {
    expect(promotionalCreditDraws([credit('a', 20_000)], [], due)).toEqual([{ creditId: 'a', amountMinor: 10_000 }]);
    expect(promotionalCreditDraws([credit('a', 20_000)], [], { ...due, dueMinor: 0 })).toEqual([]);
    expect(promotionalCreditDraws([credit('b', 20_000), credit('a', 4_000)], [], due)).toEqual([
      { creditId: 'a', amountMinor: 4_000 },
      { creditId: 'b', amountMinor: 6_000 },
    ]);
  });
});
