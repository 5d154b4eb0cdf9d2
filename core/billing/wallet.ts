import type { CreditPack } from '../catalog/types.ts';
import { type DecimalText, decimalText, Exact, exact } from '../money/exact.ts';
import { byText } from '../kernel/order.ts';
import { boundary } from '../time/cadence.ts';
import type { PlainDate } from '../time/plain-date.ts';

/** A pack that was bought: what is left of it, in the plan's credit unit. */
type Pot = { readonly id: string; readonly boughtOn: PlainDate; readonly expiresOn: PlainDate | null; left: Exact };

export type Drawn = { readonly potId: string; readonly amount: DecimalText };

/**
 * BIL-06: the pre-paid balance of one item, replayed in the order of time from what was bought and used; never stored. Draws take the pot that
 * expires soonest, then the oldest. It belongs to one computation and is not shared.
 */
export class Wallet {
  readonly #pots: Pot[] = [];

  buy(id: string, pack: CreditPack, count: DecimalText, on: PlainDate): void {
    const expiresOn = pack.expiresAfter === null ? null : boundary(on, pack.expiresAfter, 1);
    this.#pots.push({ id, boughtOn: on, expiresOn, left: exact(pack.credit).times(count) });
  }

  #usable(on: PlainDate): readonly Pot[] {
    const usable = this.#pots.filter(
      (pot) => pot.boughtOn < on && (pot.expiresOn === null || pot.expiresOn >= on) && pot.left.greaterThan(0),
    );
    return usable.sort(
      (a, b) => byText(a.expiresOn ?? '9999', b.expiresOn ?? '9999') || byText(a.boughtOn, b.boughtOn) || byText(a.id, b.id),
    );
  }

  /** What could be drawn for a period that closes on a day. */
  balance(on: PlainDate): Exact {
    return this.#usable(on).reduce((sum, pot) => sum.plus(pot.left), new Exact(0));
  }

  /** Takes up to `wanted`; answers what came from which pot. */
  draw(wanted: Exact, on: PlainDate): readonly Drawn[] {
    const drawn: Drawn[] = [];
    let missing = wanted;
    for (const pot of this.#usable(on)) {
      if (missing.lessThanOrEqualTo(0)) break;
      const part = Exact.min(pot.left, missing);
      pot.left = pot.left.minus(part);
      missing = missing.minus(part);
      drawn.push({ potId: pot.id, amount: decimalText(part) });
    }
    return drawn;
  }
}

export const sumOfDraws = (drawn: readonly Drawn[]): Exact => drawn.reduce((sum, entry) => sum.plus(entry.amount), new Exact(0));
