import { describe, expect, it } from 'vitest';
import { scratchStore } from '../../../sync/local/overlay.ts';
import { bodies } from './bodies.ts';
import { changed, type Row } from './change.ts';
import { beforeId, company, give, now, stateOf } from './company.ts';
import { booksRows } from './rows-books.ts';
import { catalogRows } from './rows-catalog.ts';
import { customerRows, organizationRows } from './rows-company.ts';
import { lifeRows } from './rows-life.ts';
import { usageAndOfferRows } from './rows-offers.ts';

const here = await company();
const good = bodies(here);

const rows: readonly Row[] = [organizationRows, customerRows, catalogRows, usageAndOfferRows, lifeRows, booksRows].flatMap((of) =>
  of(here),
);

/** A copy of the company that keeps its changes to itself, after the right commands that a row begins with. */
const ground = async ({ before }: Row) => {
  const store = scratchStore(here.store);
  for (const [index, [kind, body]] of before.entries()) {
    expect(await give(store, kind, beforeId(index), body)).toMatchObject({ ok: true });
  }
  return store;
};

describe('a hostile command is refused for what is wrong, and nothing is written', () => {
  it.each(rows)('$kind: $what ($code)', async (row) => {
    const store = await ground(row);
    const before = await stateOf(store);
    const outcome = await give(store, row.kind, 'hostile', changed(good[row.kind], row.changes), row.at ?? now);
    const problems = outcome.ok ? [] : outcome.problems;
    const wanted = row.path === null ? { code: row.code } : { code: row.code, path: row.path };
    expect(problems).toContainEqual(expect.objectContaining(wanted));
    expect(await stateOf(store)).toBe(before);
  });

  it('in at least eighty ways, none of them twice, from bodies that are right but for one thing', () => {
    const names = rows.map(({ kind, what }) => `${kind}: ${what}`);
    expect(names.length).toBeGreaterThanOrEqual(80);
    expect(new Set(names).size).toBe(names.length);
  });
});

/** Bodies that need another ground than the company's: each is what a row is about, or the place to which its changes lead. */
const elsewhere: Readonly<Record<string, string>> = {
  'adjustment.withdraw': 'adjustment.missing',
  'credit-note.finalise': 'credit-note.not-pending',
  'credit-note.set-tax': 'tax.not-asked',
  'customer.remove-tax-exemption': 'customer.exemption-missing',
  'customer.remove-tax-id': 'customer.tax-id-missing',
  'entitlement.consume': 'entitlement.not-usable',
  'entitlement.set-in-use': 'entitlement.not-usable',
  'invoice.finalise': 'invoice.not-pending',
  'invoice.set-tax': 'tax.not-asked',
  'number-series.lease-block': 'block.not-lent',
  'number-series.return-block': 'series.not-a-block',
  'order.reach-milestone': 'order.no-milestone',
  'payment.allocate': 'allocation.exceeds-money',
  'plan.discard-draft': 'plan.nothing-published',
  'product-group.edit': 'product-group.missing',
  'product.delete': 'product.was-sold',
  'refund.reverse': 'refund.missing',
  'subscription.accelerate': 'plan.not-in-instalments',
  'subscription.activate': 'subscription.transition-refused',
  'subscription.confirm-trial': 'subscription.transition-refused',
  'subscription.detach-add-on': 'item.missing',
  'subscription.end-offer': 'redemption.missing',
  'subscription.withdraw-change': 'subscription.change-missing',
};

describe('the body that a hostile one is made from is right', () => {
  it.each(Object.entries(good))('%s', async (kind, body) => {
    const outcome = await give(scratchStore(here.store), kind, 'right', body);
    expect(outcome.ok ? undefined : outcome.problems.map(({ code }) => code)).toEqual(
      elsewhere[kind] === undefined ? undefined : [elsewhere[kind]],
    );
  });
});
