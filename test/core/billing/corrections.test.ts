import { describe, expect, it } from 'vitest';
import { customerDrafts } from '../../../core/invoicing/run-drafts.ts';
import type { Redemption } from '../../../core/offers/types.ts';
import type { Policies } from '../../../core/organization/policies.ts';
import type { Subscription, Term } from '../../../core/subscriptions/types.ts';
import {
  bill,
  change,
  component,
  countMetric,
  fixedPrice,
  item,
  linesOf,
  netMinor,
  perUnit,
  sampleEntity,
  sampleSubscription,
  seats,
  soldPlan,
  stretch,
  term,
  used,
  variantOf,
  withPolicies,
  worldOf,
  yearly,
} from '../../support/billing-world.ts';

const basic = soldPlan('basic', [variantOf([component('base', fixedPrice('30'))])]);
const better = soldPlan('better', [variantOf([component('base', fixedPrice('60'))])]);
const april = [stretch('2025-04-01')];

const redemption = (value: Redemption['value'], changes: Partial<Redemption> = {}): Redemption => ({
  id: 'red_1',
  offerId: 'off_1',
  name: 'Offer',
  code: 'CODE',
  value,
  duration: { kind: 'lifetime' },
  scope: { kind: 'any' },
  stackable: true,
  appliesToUsage: false,
  startsOn: '2025-01-01',
  endsOn: null,
  sequence: 1,
  ...changes,
});
const tenOff: Redemption['value'] = { kind: 'amount', amounts: [{ currency: 'GBP', amount: '10' }] };

const one = (terms: readonly Term[], changes: Partial<Subscription> = {}): Subscription =>
  sampleSubscription([item(terms, { cadence: april })], changes);

/** Each document as its day and the amounts of its lines. */
const documentsOf = (billed: ReturnType<typeof bill>): readonly (readonly [string, readonly number[]])[] =>
  billed.documents.map((document) => [document.issuedOn, document.lines.map((line) => line.chargedMinor)]);

describe('a credit falls due with what replaces it', () => {
  const switched = (policies: Policies, planOld: Partial<Term> = {}) => {
    const world = worldOf([basic, better], { subscriptions: [one([term('basic', '2025-04-01')], { policies })] });
    bill(world, '2025-04-01', '2025-04-02');
    change(world, () =>
      one([term('basic', '2025-04-01', { until: '2025-04-16', ...planOld }), term('better', '2025-04-16')], { policies }),
    );
    return world;
  };

  it('[POL-03] [SUB-23] where the day of change belongs to the old plan, both stand on one document of that day', () => {
    expect(documentsOf(bill(switched(withPolicies({ changeDay: 'old-plan' })), '2025-04-16', '2025-04-17'))).toEqual([
      ['2025-04-16', [-1400, 2800]],
    ]);
  });

  it('[POL-02] a month counted in seconds is credited from the day of the change on', () => {
    const world = switched(withPolicies({ prorationBasis: 'seconds' }));
    const billed = bill(world, '2025-04-16', '2025-04-17');
    expect(documentsOf(billed)).toEqual([['2025-04-16', [-1500, 3000]]]);
    expect(billed.documents[0]?.lines[0]?.period).toEqual({ start: '2025-04-16', end: '2025-05-01' });
  });

  it('[POL-02] a year counted in seconds can be credited too', () => {
    const annual = (id: string, amount: string) =>
      soldPlan(id, [variantOf([component('base', fixedPrice(amount))], { cycle: { name: 'yearly', interval: yearly } })]);
    const policies = withPolicies({ prorationBasis: 'seconds' });
    const cadence = [stretch('2025-01-01', { interval: yearly })];
    const world = worldOf([annual('old', '365'), annual('new', '730')], {
      subscriptions: [sampleSubscription([item([term('old', '2025-01-01')], { cadence })], { policies })],
    });
    bill(world, '2025-01-01', '2025-01-02');
    change(world, () =>
      sampleSubscription([item([term('old', '2025-01-01', { until: '2025-11-01' }), term('new', '2025-11-01')], { cadence })], {
        policies,
      }),
    );
    expect(documentsOf(bill(world, '2025-11-01', '2025-11-02'))).toEqual([['2025-11-01', [-6100, 12_200]]]);
  });

  it('[POL-02] a year of twelve 30-day months is credited on the day of the change, not days before it', () => {
    const annual = (id: string, amount: string) =>
      soldPlan(id, [variantOf([component('base', fixedPrice(amount))], { cycle: { name: 'yearly', interval: yearly } })]);
    const policies = withPolicies({ prorationBasis: 'thirty-day-month' });
    const cadence = [stretch('2025-01-01', { interval: yearly })];
    const world = worldOf([annual('old', '120'), annual('new', '240')], {
      subscriptions: [sampleSubscription([item([term('old', '2025-01-01')], { cadence })], { policies })],
    });
    bill(world, '2025-01-01', '2025-01-02');
    change(world, () =>
      sampleSubscription([item([term('old', '2025-01-01', { until: '2025-11-01' }), term('new', '2025-11-01')], { cadence })], {
        policies,
      }),
    );
    expect(documentsOf(bill(world, '2025-10-01', '2025-11-02'))).toEqual([['2025-11-01', [-2000, 4000]]]);
  });

  it('[POL-04] a whole charge that is credited goes back on the day of the change', () => {
    const world = switched(withPolicies({ upgradeCredit: 'whole-charge' }), { unusedPart: 'whole-credited' });
    const billed = bill(world, '2025-04-10', '2025-04-20');
    expect(documentsOf(billed)).toEqual([['2025-04-16', [-3000, 3000]]]);
    expect(billed.documents[0]?.lines[0]?.period).toEqual({ start: '2025-04-01', end: '2025-05-01' });
  });

  it('[BIL-02] what was charged in arrears is not credited before the day on which it was charged', () => {
    const late = soldPlan('late', [variantOf([component('base', fixedPrice('30'), { timing: 'arrears' })])]);
    const world = worldOf([late], { subscriptions: [one([term('late', '2025-04-01')])] });
    bill(world, '2025-05-01', '2025-05-02');
    change(world, () =>
      one([term('late', '2025-04-01', { until: '2025-04-21' })], {
        state: { kind: 'cancelled', on: '2025-04-21', reason: 'other', note: '' },
      }),
    );
    expect(documentsOf(bill(world, '2025-04-15', '2025-06-01'))).toEqual([['2025-05-01', [-1000]]]);
  });
});

describe('seats', () => {
  it('[POL-10] the value at the end is the last one, also where it was there before', () => {
    const plan = soldPlan('plan', [variantOf([seats('10')])]);
    const terms = [
      term('plan', '2025-04-01', { quantity: '3', until: '2025-04-11' }),
      term('plan', '2025-04-11', { quantity: '5', until: '2025-04-21' }),
      term('plan', '2025-04-21', { quantity: '3' }),
    ];
    const total = (seatChanges: Policies['seatChanges']) =>
      netMinor(
        bill(worldOf([plan], { subscriptions: [one(terms, { policies: withPolicies({ seatChanges }) })] }), '2025-04-01', '2025-05-01'),
      );
    expect([total('value-at-end'), total('highest')]).toEqual([3000, 5000]);
  });
});

describe('two periods under one name of the calendar', () => {
  const rule = { kind: 'day-of-month', day: 1 } as const;
  const paused = (changes: Partial<Subscription> = {}) =>
    sampleSubscription(
      [
        item([term('basic', '2025-04-01', { until: '2025-04-11' }), term('basic', '2025-04-21')], {
          cadence: [stretch('2025-04-01', { until: '2025-04-11' }), stretch('2025-04-21', { anchor: '2025-05-01' })],
        }),
      ],
      { anchorRule: rule, ...changes },
    );

  it('[OR-23] [SUB-19] reactivated in the month in which it ended, with a standard anchor: both parts stay billed', () => {
    const world = worldOf([basic], { subscriptions: [one([term('basic', '2025-04-01')], { anchorRule: rule })] });
    bill(world, '2025-04-01', '2025-04-02');
    change(world, () =>
      one([term('basic', '2025-04-01', { until: '2025-04-11' })], {
        anchorRule: rule,
        state: { kind: 'cancelled', on: '2025-04-11', reason: 'customer_request', note: '' },
      }),
    );
    expect(documentsOf(bill(world, '2025-04-11', '2025-04-12'))).toEqual([['2025-04-11', [-2000]]]);
    change(world, () => paused());
    expect(documentsOf(bill(world, '2025-04-21', '2025-05-01'))).toEqual([['2025-04-21', [1000]]]);
    expect(documentsOf(bill(world, '2025-04-21', '2025-05-01'))).toEqual([]);
    expect(documentsOf(bill(world, '2025-05-01', '2025-05-02'))).toEqual([['2025-05-01', [3000]]]);
  });

  it('[OR-23] the use of both parts stays billed', () => {
    const calls = soldPlan('basic', [variantOf([component('calls', perUnit('1'), { quantity: { kind: 'usage', metricId: 'calls' } })])], {
      kind: 'usage',
      graceDays: 0,
    });
    const usage = [used('calls', '2025-04-05', '10'), used('calls', '2025-04-25', '7')];
    const world = worldOf([calls], { subscriptions: [paused()], usage }, { metrics: [countMetric('calls')] });
    expect(documentsOf(bill(world, '2025-04-11', '2025-05-02'))).toEqual([
      ['2025-04-11', [1000]],
      ['2025-05-01', [700]],
    ]);
    expect(documentsOf(bill(world, '2025-05-01', '2025-05-02'))).toEqual([]);
  });
});

describe('ids of lines', () => {
  it('[BEY-02] a line gets no id that another one of its slot has, also where earlier credits could not be given', () => {
    const world = worldOf([basic], { subscriptions: [one([term('basic', '2025-04-01', { until: '2025-04-16' })])] });
    const [first] = bill(world, '2025-04-01', '2025-04-02').documents;
    // Somebody credits the line by hand: nothing is left for the run to credit.
    const line = first?.lines[0];
    if (first?.kind !== 'invoice' || line === undefined) throw new Error('an invoice was made');
    const byHand = {
      ...line,
      id: 'ln_hand',
      slot: 'ln_hand',
      coverage: null,
      source: { kind: 'manual', commandId: 'cmd_1' },
      chargedMinor: -1500,
      netMinor: -1500,
      taxMinor: -300,
      grossMinor: -1800,
      taxes: line.taxes.map((tax) => ({ ...tax, taxMinor: -300 })),
      credits: { documentId: first.id, lineId: line.id },
    } as const;
    world.record = {
      ...world.record,
      creditNotes: [
        {
          ...first,
          kind: 'credit-note',
          id: 'cn_hand',
          origin: 'manual',
          invoiceId: first.id,
          reason: 'goodwill',
          disposition: 'balance',
          state: { kind: 'posted' },
          lines: [byHand],
        },
      ],
    };
    const moved = (from: string, until: string | null) => change(world, () => one([term('basic', from, { until })]));
    moved('2025-04-06', '2025-04-26');
    bill(world, '2025-04-26', '2025-04-27');
    moved('2025-04-01', null);
    bill(world, '2025-04-27', '2025-04-28');
    const ids = [...world.record.invoices, ...world.record.creditNotes].flatMap((document) => document.lines.map((entry) => entry.id));
    expect(ids.length).toBeGreaterThan(3);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('offers that come or go when something is billed already', () => {
  const monthOf = (redemptions: readonly Redemption[]) => one([term('basic', '2025-04-01')], { redemptions });

  it('[OFR-05] one that is redeemed from a day in the past gives back what it takes off the billed period', () => {
    const world = worldOf([basic], { subscriptions: [monthOf([])] });
    bill(world, '2025-04-01', '2025-04-02');
    change(world, () => monthOf([redemption({ kind: 'percentage', percent: '20' })]));
    expect(netMinor(bill(world, '2025-04-10', '2025-04-11'))).toBe(-600);
    expect(bill(world, '2025-04-10', '2025-04-11').documents).toEqual([]);
  });

  it('[OFR-05] one that is ended from a day in the past is charged again', () => {
    const world = worldOf([basic], { subscriptions: [monthOf([redemption({ kind: 'percentage', percent: '20' })])] });
    bill(world, '2025-04-01', '2025-04-02');
    change(world, () => monthOf([redemption({ kind: 'percentage', percent: '20' }, { endsOn: '2025-04-01' })]));
    expect(netMinor(bill(world, '2025-04-10', '2025-04-11'))).toBe(600);
    expect(bill(world, '2025-04-10', '2025-04-11').documents).toEqual([]);
  });

  it('[OFR-06] one that reaches something else leaves the bill alone', () => {
    const world = worldOf([basic], { subscriptions: [monthOf([])] });
    bill(world, '2025-04-01', '2025-04-02');
    change(world, () => monthOf([redemption({ kind: 'percentage', percent: '20' }, { scope: { kind: 'plans', planIds: ['better'] } })]));
    expect(bill(world, '2025-04-10', '2025-04-11').documents).toEqual([]);
  });

  it('[OFR-10] [SUB-28] an amount off is taken once from the month, also where seats come inside it', () => {
    const plan = soldPlan('plan', [variantOf([component('base', fixedPrice('100')), seats('10')])]);
    const redemptions = [redemption(tenOff)];
    const terms = (until: string | null) => [
      term('plan', '2025-04-01', { quantity: '3', until }),
      ...(until === null ? [] : [term('plan', until, { quantity: '5' })]),
    ];
    const world = worldOf([plan], { subscriptions: [one(terms(null), { redemptions })] });
    expect(netMinor(bill(world, '2025-04-01', '2025-04-02'))).toBe(12_000);
    change(world, () => one(terms('2025-04-16'), { redemptions }));
    // Half a month at 120 and half a month at 140.
    expect(netMinor(bill(world, '2025-04-16', '2025-04-17'))).toBe(1000);
  });

  it('[OFR-04] [SUB-28] an override stays the price of the plan, also where seats come inside the month', () => {
    const plan = soldPlan('plan', [variantOf([component('base', fixedPrice('100')), seats('10')])]);
    const redemptions = [redemption({ kind: 'override', prices: [{ currency: 'GBP', price: '60' }] })];
    const world = worldOf([plan], {
      subscriptions: [
        one([term('plan', '2025-04-01', { quantity: '3', until: '2025-04-16' }), term('plan', '2025-04-16', { quantity: '5' })], {
          redemptions,
        }),
      ],
    });
    expect(netMinor(bill(world, '2025-04-01', '2025-05-01'))).toBe(6000);
  });

  it('[OFR-10] an add-on that comes on the first day shares the amount off with the plan that was billed already', () => {
    const addOn = soldPlan('extra', [variantOf([component('extra', fixedPrice('30'))])]);
    const items = [
      item([term('basic', '2025-04-01')], { cadence: april }),
      item([term('extra', '2025-04-01')], { id: 'extra', type: 'add-on' as const, cadence: april }),
    ];
    const made = (count: number) => sampleSubscription(items.slice(0, count), { redemptions: [redemption(tenOff)] });
    const world = worldOf([basic, addOn], { subscriptions: [made(1)] });
    expect(netMinor(bill(world, '2025-04-01', '2025-04-02'))).toBe(2000);
    change(world, () => made(2));
    expect(netMinor(bill(world, '2025-04-01', '2025-04-02'))).toBe(3000);
    expect(bill(world, '2025-04-01', '2025-04-02').documents).toEqual([]);
  });
});

describe('seconds of the day', () => {
  const policies = withPolicies({ prorationBasis: 'seconds' });
  const noon = 43_200;

  it("[POL-02] a plan of half a day at the period's beginning is charged", () => {
    const terms = [
      term('basic', '2025-04-01', { until: '2025-04-01', untilSecond: noon }),
      term('better', '2025-04-01', { fromSecond: noon }),
    ];
    expect(documentsOf(bill(worldOf([basic, better], { subscriptions: [one(terms, { policies })] }), '2025-04-01', '2025-04-02'))).toEqual([
      ['2025-04-01', [50, 5900]],
    ]);
  });

  it('[POL-02] [SUB-25] a plan of half a day gets its discount', () => {
    const terms = [
      term('basic', '2025-04-01', { until: '2025-04-16' }),
      term('better', '2025-04-16', { until: '2025-04-16', untilSecond: noon }),
      term('basic', '2025-04-16', { fromSecond: noon }),
    ];
    const redemptions = [redemption({ kind: 'percentage', percent: '50' })];
    expect(
      documentsOf(bill(worldOf([basic, better], { subscriptions: [one(terms, { policies, redemptions })] }), '2025-04-01', '2025-05-01')),
    ).toEqual([
      ['2025-04-01', [750]],
      ['2025-04-16', [725, 50]],
    ]);
  });
});

describe('settings that change later', () => {
  it('[POL-12] what was too small to stand on a document stays so when the entity begins to issue zero invoices', () => {
    const plan = soldPlan('plan', [variantOf([seats('10')])]);
    const world = worldOf([plan], { subscriptions: [one([term('plan', '2025-04-01', { quantity: '0' })])] });
    bill(world, '2025-04-01', '2025-06-01');
    const issuing = { ...world, entity: sampleEntity({ policies: withPolicies({ zeroInvoices: 'issued' }) }) };
    expect(bill(issuing, '2025-06-01', '2025-06-02').documents).toEqual([]);
  });

  it('[SUB-29] [REV-13] nothing is dated into a closed period', () => {
    const entity = sampleEntity({ booksLockedBefore: '2025-06-01' });
    const world = worldOf([basic], { subscriptions: [one([term('basic', '2025-04-01')])] }, { entity });
    const { drafts } = customerDrafts(world.shared, world.record, entity, { start: '2025-05-01', end: '2025-07-01' });
    expect(drafts.map((draft) => draft.on)).toEqual(['2025-06-01']);
    expect(linesOf(bill(world, '2025-05-01', '2025-07-01'))).toHaveLength(3);
  });
});
