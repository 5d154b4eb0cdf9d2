import { describe, expect, it } from 'vitest';
import type { AnyDocument } from '../../core/collections.ts';
import type { IssuedDocument } from '../../core/invoicing/lines.ts';
import type { Command } from '../../core/kernel/command.ts';
import type { ProblemLike } from '../../core/kernel/outcome.ts';
import { byText } from '../../core/kernel/order.ts';
import { shaped } from '../../core/kernel/shape.ts';
import type { UseCase } from '../../core/kernel/use-case.ts';
import { majorText } from '../../core/money/money.ts';
import type { Offer } from '../../core/offers/types.ts';
import type { Source } from '../../core/sources.ts';
import { advanceSubscriptions } from '../../core/subscriptions/advance-subscriptions.ts';
import { attachAddOn } from '../../core/subscriptions/attach-add-on.ts';
import { cancelSubscription } from '../../core/subscriptions/cancel-subscription.ts';
import { changePlan } from '../../core/subscriptions/change-plan.ts';
import { changeQuantity } from '../../core/subscriptions/change-quantity.ts';
import { createSubscription } from '../../core/subscriptions/create-subscription.ts';
import { pauseSubscription } from '../../core/subscriptions/pause-subscription.ts';
import { redeemOffer } from '../../core/subscriptions/redeem-offer.ts';
import { daysAfter, daysBetween, type PlainDate } from '../../core/time/plain-date.ts';
import type { Store } from '../../sync/local/store.ts';
import type { TSchema } from 'typebox';
import {
  component,
  countMetric,
  fixedPrice,
  perUnit,
  sampleCustomer,
  sampleEntity,
  seats,
  soldPlan,
  type SoldPlan,
  ukVat,
  used,
  variantOf,
} from '../support/billing-world.ts';
import { expectCreditsWithin, expectExplained, expectTaxed } from '../support/explained.ts';
import { ran, runOf, storeWith } from '../support/run-company.ts';

/**
 * A year of one customer, from the first day to the last invoice, as an accountant would check it: everything that happened stands in `story`, everything
 * that was billed in the table below it. VAT is 20 %, prices are net, a month is counted in actual days.
 */

const product = { id: 'prd_suite', code: 'suite', name: 'Suite' };
const ofSuite = (sold: SoldPlan): SoldPlan => ({
  product: { ...sold.product, ...product },
  plan: { ...sold.plan, productId: product.id, addOns: [{ planId: 'Storage', invoicing: 'consolidated' }] },
  version: { ...sold.version, productId: product.id },
});

/** Start: 30.00 a month. Grow: 80.00 a month, 12.00 a seat, calls at 0.01 beyond 1,000 a month. Storage: 15.00 a month. */
const start = ofSuite(soldPlan('Start', [variantOf([component('Base', fixedPrice('30'))])]));
const grow = ofSuite(
  soldPlan(
    'Grow',
    [
      variantOf([
        component('Base', fixedPrice('80')),
        { ...seats('12'), name: 'Seats' },
        component('Calls', perUnit('0.01'), { quantity: { kind: 'usage', metricId: 'calls' }, included: '1000' }),
      ]),
    ],
    {
      kind: 'hybrid',
      graceDays: 0,
    },
  ),
);
const storage = soldPlan('Storage', [variantOf([component('Space', fixedPrice('15'))])], { kind: 'recurring' }, { type: 'add-on' });

const welcome: Offer = {
  id: 'off_welcome',
  kind: 'offer',
  rev: 1,
  name: 'Welcome',
  reach: { kind: 'code', code: 'WELCOME20' },
  value: { kind: 'percentage', percent: '20' },
  duration: { kind: 'periods', count: 3 },
  scope: { kind: 'any' },
  stackable: true,
  appliesToUsage: false,
  redeemableFrom: null,
  redeemableThrough: null,
  limits: { total: null, perCustomer: null, firstPurchaseOnly: false },
  redeemed: 0,
  state: 'active',
};

const catalog = new Map<string, AnyDocument>(
  [start, grow, storage].flatMap(({ product: own, plan, version }) =>
    [own, plan, version].map((document): readonly [string, AnyDocument] => [`${document.kind}/${document.id}`, document]),
  ),
);
const company: readonly AnyDocument[] = [sampleEntity(), sampleCustomer(), ukVat(), countMetric('calls'), welcome, ...catalog.values()];

type Uses<C extends Command, F, P extends ProblemLike> = UseCase<C, F, P, Source>;

/** Gives a command at nine in the morning and keeps what it does. */
const give = async <C extends Command, F, P extends ProblemLike>(
  store: Store,
  useCase: Uses<C, F, P>,
  body: C['body'],
  on: PlainDate,
): Promise<string> => {
  const command = {
    id: `cmd_${useCase.kind}_${on}`,
    kind: useCase.kind,
    at: `${on}T09:00:00.000Z`,
    by: { user: 'ada', station: 'A7' },
    body,
  } as C;
  const shape = shaped(useCase.shape as TSchema, body);
  const planned = useCase.plan(command, await useCase.gather(command, store));
  if (!shape.ok || !planned.ok) throw new Error(`${useCase.kind} on ${on}: ${JSON.stringify([shape, planned])}`);
  await store.commit(planned.value);
  return planned.value.writes[0]?.document.id ?? '';
};

const use = async (store: Store, on: PlainDate, amount: string): Promise<void> => {
  const event = used('calls', on, amount, { id: `evt_${on}` });
  await store.commit({
    command: { id: `cmd_use_${on}`, kind: 'test.use', at: `${on}T12:00:00.000Z`, by: { user: 'ada', station: 'A7' }, body: on },
    writes: [{ basedOn: null, document: event }],
  });
};

const begins = '2026-01-31';
const ends = '2027-02-05';

/** What happened, day by day, after the customer took Start on 31 January. */
type Event = {
  readonly on: PlainDate;
  readonly what: string;
  readonly happen: (store: Store, id: string, on: PlainDate) => Promise<unknown>;
};

const story: readonly Event[] = [
  {
    on: begins,
    what: 'redeems WELCOME20: 20 % off three months',
    happen: (store, id, on) =>
      give(store, redeemOffer, { subscriptionId: id, offer: { kind: 'code', code: 'WELCOME20' }, startsOn: begins }, on),
  },
  {
    on: '2026-03-10',
    what: 'moves up to Grow with 3 seats',
    happen: (store, id, on) =>
      give(store, changePlan, { subscriptionId: id, plan: { from: 'Start', to: 'Grow' }, quantity: '3', when: { kind: 'now' } }, on),
  },
  { on: '2026-03-20', what: 'uses 2,400 calls', happen: (store, _, on) => use(store, on, '2400') },
  {
    on: '2026-04-10',
    what: 'has 5 seats instead of 3',
    happen: (store, id, on) =>
      give(store, changeQuantity, { subscriptionId: id, quantity: { from: '3', to: '5' }, when: { kind: 'now' } }, on),
  },
  { on: '2026-04-20', what: 'uses 4,150 calls', happen: (store, _, on) => use(store, on, '4150') },
  {
    on: '2026-05-12',
    what: 'adds Storage',
    happen: (store, id, on) =>
      give(store, attachAddOn, { subscriptionId: id, addOn: { plan: 'Storage', cycle: 'monthly' }, when: { kind: 'now' } }, on),
  },
  { on: '2026-06-05', what: 'uses 900 calls', happen: (store, _, on) => use(store, on, '900') },
  {
    on: '2026-07-11',
    what: 'pauses for 20 days; the paid days are given back',
    happen: (store, id, on) => give(store, pauseSubscription, { subscriptionId: id, when: { kind: 'now' }, days: 20 }, on),
  },
  { on: '2026-08-05', what: 'uses 3,000 calls', happen: (store, _, on) => use(store, on, '3000') },
  {
    on: '2026-10-05',
    what: 'moves down to Start at once',
    happen: (store, id, on) =>
      give(store, changePlan, { subscriptionId: id, plan: { from: 'Grow', to: 'Start' }, when: { kind: 'now' }, proration: 'prorate' }, on),
  },
  {
    on: '2026-12-15',
    what: 'cancels at once, with the rest given back',
    happen: (store, id, on) =>
      give(store, cancelSubscription, { subscriptionId: id, reason: 'customer_request', when: { kind: 'now' }, credit: 'prorated' }, on),
  },
];

/** Lives the year; on each of the days everything is billed that fell due since the last one. */
const lived = async (billingDays: readonly PlainDate[]): Promise<Store> => {
  const store = await storeWith(company);
  const id = await give(store, createSubscription, { customerId: 'cus_1', plan: 'Start', cycle: 'monthly', startsOn: begins }, begins);
  let since: PlainDate = begins;
  const days = [...new Set([...story.map(({ on }) => on), ...billingDays])].sort(byText);
  for (const today of days) {
    for (const { on, happen } of story) {
      if (on !== today) continue;
      await give(store, advanceSubscriptions, { subscriptionIds: [id] }, today);
      await happen(store, id, on);
    }
    if (!billingDays.includes(today)) continue;
    await give(store, advanceSubscriptions, { subscriptionIds: [id] }, daysAfter(today, 1));
    await ran(store, runOf(since, daysAfter(today, 1)));
    since = daysAfter(today, 1);
  }
  return store;
};

/** The days after every `count` days. */
const everyDays = (count: number): readonly PlainDate[] =>
  Array.from({ length: Math.ceil(daysBetween(begins, ends) / count) }, (_, index) =>
    daysAfter(begins, Math.min((index + 1) * count, daysBetween(begins, ends))),
  );

const documentsOf = async (store: Store): Promise<readonly IssuedDocument[]> =>
  [...(await store.list('invoice')), ...(await store.list('credit-note'))].sort(
    (a, b) => byText(a.issuedOn, b.issuedOn) || byText(a.number ?? '', b.number ?? ''),
  );

const money = (minor: number): string => majorText(minor, 'GBP').padStart(9);

/** A document with its lines: what, from when to when, quantity, list price, discount, net. */
const shown = ({ number, issuedOn, lines, totals }: IssuedDocument): string =>
  [
    `${issuedOn}  ${number}`,
    ...lines.map(
      (line) =>
        `            ${line.title.padEnd(15)}${line.period?.start} to ${line.period?.end} ${line.quantity.padStart(5)}${money(line.listMinor)}${money(line.discountMinor)}${money(line.netMinor)}`,
    ),
    `            net ${majorText(totals.netMinor, 'GBP')}, VAT ${majorText(totals.taxMinor, 'GBP')}, total ${majorText(totals.grossMinor, 'GBP')}`,
  ].join('\n');

/** The year by its days: what happened, and what was billed. */
const journal = (documents: readonly IssuedDocument[]): string =>
  [
    ...story.map(({ on, what }) => ({ on, text: `${on}  * ${what}` })),
    ...documents.map((document) => ({ on: document.issuedOn, text: shown(document) })),
  ]
    .sort((a, b) => byText(a.on, b.on))
    .map(({ text }) => text)
    .join('\n');

describe('a year in the life of a customer', () => {
  it('[BEY-02] [SUB-28] [INV-04] every invoice and credit note of the year, billed every day', async () => {
    const documents = await documentsOf(await lived(everyDays(1)));
    expect(`\n${journal(documents)}\n`).toBe(`
2026-01-31  * redeems WELCOME20: 20 % off three months
2026-01-31  INV-A7-2026-000001
            Start: Base    2026-01-31 to 2026-02-28     1    30.00     6.00    24.00
            net 24.00, VAT 4.80, total 28.80
2026-02-28  INV-A7-2026-000002
            Start: Base    2026-02-28 to 2026-03-31     1    30.00     6.00    24.00
            net 24.00, VAT 4.80, total 28.80
2026-03-10  * moves up to Grow with 3 seats
2026-03-10  INV-A7-2026-000003
            Start: Base    2026-03-10 to 2026-03-31     1   -20.32    -4.06   -16.26
            Grow: Base     2026-03-10 to 2026-03-31     1    54.19    10.84    43.35
            Grow: Seats    2026-03-10 to 2026-03-31     3    24.39     4.88    19.51
            net 46.60, VAT 9.32, total 55.92
2026-03-20  * uses 2,400 calls
2026-03-31  INV-A7-2026-000004
            Grow: Calls    2026-03-10 to 2026-03-31  2400    17.23     0.00    17.23
            Grow: Base     2026-03-31 to 2026-04-30     1    80.00    16.00    64.00
            Grow: Seats    2026-03-31 to 2026-04-30     3    36.00     7.20    28.80
            net 110.03, VAT 22.01, total 132.04
2026-04-10  * has 5 seats instead of 3
2026-04-10  INV-A7-2026-000005
            Grow: Seats    2026-04-10 to 2026-04-30     3   -24.00    -4.80   -19.20
            Grow: Seats    2026-04-10 to 2026-04-30     5    40.00     8.00    32.00
            net 12.80, VAT 2.56, total 15.36
2026-04-20  * uses 4,150 calls
2026-04-30  INV-A7-2026-000006
            Grow: Calls    2026-03-31 to 2026-04-30  4150    31.50     0.00    31.50
            Grow: Base     2026-04-30 to 2026-05-31     1    80.00     0.00    80.00
            Grow: Seats    2026-04-30 to 2026-05-31     5    60.00     0.00    60.00
            net 171.50, VAT 34.30, total 205.80
2026-05-12  * adds Storage
2026-05-12  INV-A7-2026-000007
            Storage: Space 2026-05-12 to 2026-05-31     1     9.19     0.00     9.19
            net 9.19, VAT 1.84, total 11.03
2026-05-31  INV-A7-2026-000008
            Grow: Base     2026-05-31 to 2026-06-30     1    80.00     0.00    80.00
            Grow: Seats    2026-05-31 to 2026-06-30     5    60.00     0.00    60.00
            Storage: Space 2026-05-31 to 2026-06-30     1    15.00     0.00    15.00
            net 155.00, VAT 31.00, total 186.00
2026-06-05  * uses 900 calls
2026-06-30  INV-A7-2026-000009
            Grow: Base     2026-06-30 to 2026-07-31     1    80.00     0.00    80.00
            Grow: Seats    2026-06-30 to 2026-07-31     5    60.00     0.00    60.00
            Storage: Space 2026-06-30 to 2026-07-31     1    15.00     0.00    15.00
            net 155.00, VAT 31.00, total 186.00
2026-07-11  * pauses for 20 days; the paid days are given back
2026-08-05  * uses 3,000 calls
2026-08-20  INV-A7-2026-000010
            Grow: Calls    2026-06-30 to 2026-08-20  3000    20.00     0.00    20.00
            Grow: Base     2026-08-20 to 2026-09-20     1    80.00     0.00    80.00
            Grow: Seats    2026-08-20 to 2026-09-20     5    60.00     0.00    60.00
            Storage: Space 2026-08-20 to 2026-09-20     1    15.00     0.00    15.00
            net 175.00, VAT 35.00, total 210.00
2026-09-20  INV-A7-2026-000011
            Grow: Base     2026-09-20 to 2026-10-20     1    80.00     0.00    80.00
            Grow: Seats    2026-09-20 to 2026-10-20     5    60.00     0.00    60.00
            Storage: Space 2026-09-20 to 2026-10-20     1    15.00     0.00    15.00
            net 155.00, VAT 31.00, total 186.00
2026-10-05  * moves down to Start at once
2026-10-05  CN-A7-2026-000001
            Grow: Base     2026-10-05 to 2026-10-20     1   -40.00     0.00   -40.00
            Grow: Seats    2026-10-05 to 2026-10-20     5   -30.00     0.00   -30.00
            Start: Base    2026-10-05 to 2026-10-20     1    15.00     0.00    15.00
            net -55.00, VAT -11.00, total -66.00
2026-10-20  INV-A7-2026-000012
            Start: Base    2026-10-20 to 2026-11-20     1    30.00     0.00    30.00
            Storage: Space 2026-10-20 to 2026-11-20     1    15.00     0.00    15.00
            net 45.00, VAT 9.00, total 54.00
2026-11-20  INV-A7-2026-000013
            Start: Base    2026-11-20 to 2026-12-20     1    30.00     0.00    30.00
            Storage: Space 2026-11-20 to 2026-12-20     1    15.00     0.00    15.00
            net 45.00, VAT 9.00, total 54.00
2026-12-15  * cancels at once, with the rest given back
2026-12-15  CN-A7-2026-000002
            Start: Base    2026-12-15 to 2026-12-20     1    -5.00     0.00    -5.00
            Storage: Space 2026-12-15 to 2026-12-20     1    -2.50     0.00    -2.50
            net -7.50, VAT -1.50, total -9.00
`);
  });

  it('[BEY-02] billed each month, each week, each day or once at the end, the year comes to the same', async () => {
    const totals: number[] = [];
    for (const days of [everyDays(31), everyDays(7), everyDays(1), [ends]]) {
      const documents = await documentsOf(await lived(days));
      for (const document of documents) {
        for (const line of document.lines) expectExplained(line);
        expectTaxed(document);
      }
      expectCreditsWithin(documents);
      totals.push(documents.reduce((sum, document) => sum + document.totals.netMinor, 0));
    }
    // 24.00 + 24.00 + 46.60 + 110.03 + 12.80 + 171.50 + 9.19 + 155.00 + 155.00 + 175.00 + 155.00 - 55.00 + 45.00 + 45.00 - 7.50
    expect(totals).toEqual([106_562, 106_562, 106_562, 106_562]);
  });
});
