import type { DecimalText } from '../money/exact.ts';
import { type Figure, figure, figureText, isZero, product, sum, zero } from './figure.ts';
import type { PricedShare } from './types.ts';

/** What a model answers: the shares and their exact sum in major units. */
export type Rated = { readonly shares: readonly PricedShare[]; readonly exact: Figure };

type ShareFacts = {
  readonly from: DecimalText;
  readonly upTo: DecimalText | null;
  readonly units: Figure;
  readonly unitPrice: DecimalText;
  readonly flat: DecimalText;
  readonly rule?: PricedShare['rule'];
};

const amountOfShare = (units: Figure, unitPrice: DecimalText, flat: DecimalText): Figure => {
  const variable = unitPrice === '0' ? zero : product(units, figure(unitPrice));
  if (flat === '0') return variable;
  const fixed = figure(flat);
  return isZero(variable) ? fixed : sum(variable, fixed);
};

const shareWith = (facts: ShareFacts, amount: Figure): PricedShare => ({
  from: facts.from,
  upTo: facts.upTo,
  units: figureText(facts.units),
  unitPrice: facts.unitPrice,
  flat: facts.flat,
  amount: figureText(amount),
  rule: facts.rule ?? null,
});

/** A price that is made of one share. */
export const oneShare = (facts: ShareFacts): Rated => {
  const exact = amountOfShare(facts.units, facts.unitPrice, facts.flat);
  return { shares: [shareWith(facts, exact)], exact };
};

/** A price that is made of several shares, in their order. */
export const severalShares = (all: readonly ShareFacts[]): Rated => {
  const shares: PricedShare[] = [];
  let exact = zero;
  for (const facts of all) {
    const amount = amountOfShare(facts.units, facts.unitPrice, facts.flat);
    shares.push(shareWith(facts, amount));
    exact = sum(exact, amount);
  }
  return { shares, exact };
};

export type { ShareFacts };
