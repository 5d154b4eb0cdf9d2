import { byText } from '../kernel/order.ts';
import type { Currency } from '../money/currency.ts';
import type { EntityId } from '../organization/types.ts';
import type { PlainDate } from '../time/plain-date.ts';
import type { PromotionalCredit } from './types.ts';

/** An invoice's settlement, as far as a credit is concerned: positive is what it paid, a reversal is a further entry with the negative amount. */
export type CreditUse = { readonly kind: string; readonly sourceId: string; readonly amountMinor: number };

/**
 * OFR-25: what can still be used on a day, in minor units, never below zero. Nothing before it is granted, from the day on which it expires, or once it is
 * revoked. `settlements` may hold those of other sources.
 */
export const promotionalCreditLeft = (credit: PromotionalCredit, settlements: readonly CreditUse[], on: PlainDate): number => {
  if (on < credit.grantedOn || (credit.expiresOn !== null && on >= credit.expiresOn)) return 0;
  if (credit.state.kind === 'revoked' && on >= credit.state.on) return 0;
  const used = settlements
    .filter(({ kind, sourceId }) => kind === 'promotional-credit' && sourceId === credit.id)
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  return Math.max(0, Math.min(credit.amountMinor, credit.amountMinor - used));
};

/** What a credit pays of an amount. */
export type CreditDraw = { readonly creditId: PromotionalCredit['id']; readonly amountMinor: number };

/**
 * OFR-25, OR-17: what promotional credits pay of an amount due after tax, before any paid credit and before the payment method. Credits of the same
 * entity and currency only (CUR-04, OPE-01); what expires first is used first, then what was granted first.
 */
export const promotionalCreditDraws = (
  credits: readonly PromotionalCredit[],
  settlements: readonly CreditUse[],
  due: { readonly entityId: EntityId; readonly currency: Currency; readonly dueMinor: number; readonly on: PlainDate },
): readonly CreditDraw[] => {
  const draws: CreditDraw[] = [];
  let dueMinor = due.dueMinor;
  for (const credit of credits.filter(({ entityId, currency }) => entityId === due.entityId && currency === due.currency).sort(byExpiry)) {
    const amountMinor = Math.min(dueMinor, promotionalCreditLeft(credit, settlements, due.on));
    if (amountMinor <= 0) continue;
    draws.push({ creditId: credit.id, amountMinor });
    dueMinor -= amountMinor;
  }
  return draws;
};

/** Later than every date, for credits that never expire. */
const never = '9999-99-99';

const byExpiry = (a: PromotionalCredit, b: PromotionalCredit): number =>
  byText(a.expiresOn ?? never, b.expiresOn ?? never) || byText(a.grantedOn, b.grantedOn) || byText(a.id, b.id);
