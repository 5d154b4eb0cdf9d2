import type { AnchorRule } from '../../../core/subscriptions/types.ts';
import type { AddOnPurchase, CreateBody } from '../../../core/subscriptions/create-body.ts';
import { createSubscription } from '../../../core/subscriptions/create-subscription.ts';
import type { ImportSource } from './import-source.ts';
import type { Mapping } from './header.ts';
import { lookup } from './lookups.ts';
import { currency, date, decimal, integer, list, Misread, oneOf, type Reader, text } from './readers.ts';
import { stepsOfRows } from './row-steps.ts';
import { type Entry, refusal, step, type Steps } from './step.ts';
import { maybe, needed, type RowOf, type Table } from './table.ts';

const addOnForm = /^([a-z0-9][a-z0-9._-]*)(?:\*(\d{1,9}(?:\.\d{1,12})?))?(?:\/([a-z0-9][a-z0-9._-]*))?$/;

/** An add-on as files write it: its plan, how many of it, how often it is billed: `extra-storage*3/monthly`. */
const addOn: Reader<string> = (cell) => (addOnForm.test(cell) ? cell : new Misread('value.not-add-on'));

/** A day of the month for every invoice, or one whole day to count from. */
const anchor: Reader<AnchorRule> = (cell) => {
  const day = integer(1, 31)(cell);
  if (typeof day === 'number') return { kind: 'day-of-month', day };
  const on = date(cell);
  return on instanceof Misread ? on : { kind: 'date', on };
};

export const subscriptionTable = {
  name: 'subscriptions',
  columns: {
    subscription: needed(text(120), 'subscription id', 'reference', 'contract'),
    customer: needed(text(120), 'customer id', 'account'),
    plan: needed(text(64), 'plan code'),
    cycle: needed(text(64), 'billing cycle'),
    quantity: maybe(decimal({ from: '0' }), '1', 'seats'),
    start: needed(date, 'starts on', 'start date'),
    anchor: maybe(anchor, null),
    add_ons: maybe(list(addOn), []),
    entity: maybe(text(8), ''),
    currency: maybe(currency, null),
    trial: maybe(oneOf('plan', 'none'), 'plan' as const),
    stub: maybe(oneOf('prorated', 'free', 'full'), 'prorated' as const),
    net_terms: maybe(integer(0, 365), null, 'payment terms'),
    top_up_pack: maybe(text(64), ''),
    top_up_below: maybe(decimal({ from: '0' }), null),
    top_up_monthly_cap: maybe(integer(0, 1000), null),
  },
  open: { prefix: 'metadata:', read: text(500) },
} satisfies Table<object>;

type Row = RowOf<typeof subscriptionTable>;

/** What the caller calls a subscription stands in its metadata under this name, and other files name it so. */
export const referenceKey = 'reference';

/** Imports subscriptions, one command each, with their add-ons. */
export const subscriptionSteps = (file: ImportSource, entry: Entry, mapping: Mapping = {}): Steps =>
  stepsOfRows<Row>(
    file,
    subscriptionTable,
    async (source) => {
      const customerOf = lookup(source, 'customer', ({ externalId }) => externalId);
      const entityOf = lookup(source, 'entity', ({ code }) => code);
      return async function* ([read]) {
        if (read === undefined) return;
        const { row, line, open } = read;
        const customer = await customerOf(row.customer);
        const entity = row.entity === '' ? null : await entityOf(row.entity);
        if (customer === null) yield refusal(line, { code: 'customer.missing' });
        else if (row.entity !== '' && entity === null) yield refusal(line, { code: 'entity.missing' });
        else {
          const body = bodyOf(row, open, customer.id, entity?.id ?? null);
          yield step(entry, createSubscription, { key: row.subscription, line, body });
        }
      };
    },
    1,
    mapping,
  );

const bodyOf = (row: Row, metadata: Readonly<Record<string, string>>, customerId: string, entityId: string | null): CreateBody => ({
  customerId,
  plan: row.plan,
  cycle: row.cycle,
  quantity: row.quantity,
  startsOn: row.start,
  stub: row.stub,
  trial: { kind: row.trial },
  addOns: row.add_ons.map((each) => addOnOf(each, row.cycle)),
  ...(entityId === null ? {} : { entityId }),
  ...(row.currency === null ? {} : { currency: row.currency }),
  ...(row.anchor === null ? {} : { anchor: row.anchor }),
  ...(row.net_terms === null ? {} : { netTermsDays: row.net_terms }),
  ...topUpOf(row),
  metadata: { ...metadata, [referenceKey]: row.subscription },
});

const addOnOf = (cell: string, baseCycle: string): AddOnPurchase => {
  const [, plan = '', quantity = '1', cycle = baseCycle] = addOnForm.exec(cell) ?? [];
  return { plan, quantity, cycle };
};

const topUpOf = ({ top_up_pack: packId, top_up_below: below, top_up_monthly_cap: cap }: Row): Pick<CreateBody, 'topUp'> =>
  packId === '' || below === null ? {} : { topUp: { packId, below, monthlyCap: cap ?? 1 } };
