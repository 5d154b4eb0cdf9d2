import { describe, expect, it } from 'vitest';
import { grantPromotionalCredit } from '../../../core/offers/grant-promotional-credit.ts';
import { promotionalCreditLeft } from '../../../core/offers/promotional-credit.ts';
import { revokePromotionalCredit } from '../../../core/offers/revoke-promotional-credit.ts';
import type { GrantPromotionalCreditBody } from '../../../core/offers/schema.ts';
import type { PromotionalCredit } from '../../../core/offers/types.ts';
import { command, customer, entity } from '../customers/sample.ts';

const body: GrantPromotionalCreditBody = {
  customerId: 'cus_1',
  entityId: 'uk',
  currency: 'GBP',
  amountMinor: 5_000,
  reason: 'Welcome',
  grantedOn: '2026-11-20',
  expiresOn: '2027-02-20',
};
const known = { customer: customer(), entity: entity('uk') };
const grant = (changes: Partial<GrantPromotionalCreditBody> = {}, facts: Parameters<typeof grantPromotionalCredit.plan>[1] = known) =>
  grantPromotionalCredit.plan(command('promotional-credit.grant', { ...body, ...changes }), facts);
const granted = (): PromotionalCredit => {
  const outcome = grant();
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.value.writes[0]?.document as PromotionalCredit;
};
const codes = (outcome: ReturnType<typeof grant>): readonly string[] => (outcome.ok ? [] : outcome.problems.map(({ code }) => code));

describe('promotional-credit.grant', () => {
  it('[OFR-25] gives a customer credit of an entity, whole from its first day', () => {
    expect(granted()).toMatchObject({ ...body, kind: 'promotional-credit', rev: 1, state: { kind: 'granted' } });
    expect(promotionalCreditLeft(granted(), [], '2026-11-20')).toBe(5_000);
    expect(grant()).toEqual(grant());
  });

  it('[OFR-25] refuses nobody, an archived customer or entity, and an end before the start', () => {
    expect(codes(grant({}, { customer: null, entity: null }))).toEqual(['customer.missing', 'entity.missing']);
    expect(codes(grant({}, { customer: customer({ state: 'archived' }), entity: entity('uk', { state: 'archived' }) }))).toEqual([
      'customer.archived',
      'entity.archived',
    ]);
    expect(codes(grant({ expiresOn: '2026-11-20' }))).toEqual(['promotional-credit.expires-before-it-starts']);
    expect(codes(grant({ currency: 'BGN' }))).toEqual(['promotional-credit.currency-not-in-use']);
  });

  it('[SUB-29] nothing is granted in books that are locked', () => {
    const locked = entity('uk', { booksLockedBefore: '2026-11-21' });
    expect(codes(grant({}, { ...known, entity: locked }))).toEqual(['books.locked']);
    expect(codes(grant({ grantedOn: '2026-11-21' }, { ...known, entity: locked }))).toEqual([]);
  });
});

describe('promotional-credit.revoke', () => {
  const revoke = (credit: PromotionalCredit | null, on = '2026-12-01', books: string | null = null) =>
    revokePromotionalCredit.plan(command('promotional-credit.revoke', { creditId: 'pcr_1', on, reason: 'Granted twice' }, 'cmd_2'), {
      credit,
      entity: entity('uk', { booksLockedBefore: books }),
    });

  it('[OFR-25] what is left is gone from the day on', () => {
    const outcome = revoke(granted());
    const revoked = (outcome.ok ? outcome.value.writes[0]?.document : null) as PromotionalCredit;
    expect(revoked.state).toEqual({ kind: 'revoked', on: '2026-12-01', reason: 'Granted twice' });
    expect(['2026-11-30', '2026-12-01'].map((on) => promotionalCreditLeft(revoked, [], on))).toEqual([5_000, 0]);
    expect(revoke(revoked)).toMatchObject({ problems: [{ code: 'promotional-credit.revoked' }] });
  });

  it('[OFR-25] not before it was granted, not in locked books, not what does not exist', () => {
    expect(revoke(granted(), '2026-11-19')).toMatchObject({ problems: [{ code: 'promotional-credit.not-yet-granted' }] });
    expect(revoke(granted(), '2026-12-01', '2026-12-02')).toMatchObject({ problems: [{ code: 'books.locked' }] });
    expect(revoke(null)).toMatchObject({ problems: [{ code: 'promotional-credit.missing' }] });
  });
});
