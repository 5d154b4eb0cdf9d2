import { describe, expect, it } from 'vitest';
import type { AnyDocument } from '../../../core/collections.ts';
import { shaped } from '../../../core/kernel/shape.ts';
import { aggregated } from '../../../core/usage/aggregate.ts';
import { recordUsage, usageReceipt } from '../../../core/usage/record-usage.ts';
import { recordUsageSchema, type ReportedEvent, usageEventSchema } from '../../../core/usage/schema.ts';
import type { Metric, UsageEvent } from '../../../core/usage/types.ts';
import { item, sampleCustomer, sampleSubscription, term } from '../../support/billing-world.ts';
import { commandOf, holding, planned, refusals, written } from '../../support/held-documents.ts';
import { metricOf } from './sample.ts';

const now = '2025-01-20T09:00:00.000Z';
const january = { from: '2025-01-01T00:00:00.000Z', until: '2025-02-01T00:00:00.000Z' };

const sum = metricOf({ kind: 'sum' }, { id: 'met_sum' });
const world: readonly AnyDocument[] = [sampleCustomer(), sum];

const report = (changes: Partial<ReportedEvent> = {}): ReportedEvent => ({
  customerId: 'cus_1',
  subscriptionId: '',
  name: 'llm.call',
  at: '2025-01-10T10:00:00.000Z',
  idempotencyKey: 'k1',
  properties: { value: '12.5', region: 'eu' },
  supersedes: null,
  ...changes,
});

const record = (events: readonly ReportedEvent[], documents: readonly AnyDocument[] = world, at = now) =>
  planned(recordUsage, { events }, documents, at);
const stored = async (
  events: readonly ReportedEvent[],
  documents: readonly AnyDocument[] = world,
  at = now,
): Promise<readonly UsageEvent[]> => written(await record(events, documents, at)) as readonly UsageEvent[];

/** The reply to a batch: accepted, duplicates, and `index code` of each that was rejected. */
const receipt = async (events: readonly ReportedEvent[], documents: readonly AnyDocument[] = world) => {
  const command = commandOf<Parameters<typeof recordUsage.plan>[0]>('usage.record', { events }, now);
  const { accepted, duplicates, rejected } = usageReceipt(command, await recordUsage.gather(command, holding(documents)));
  return [accepted, duplicates, rejected.map(({ index, code }) => `${index} ${code}`)];
};

describe('taking events', () => {
  it('[USG-01] [USG-15] keeps an event as it came, with when it happened and when it arrived', async () => {
    const [event] = await stored([report()]);
    expect(event).toEqual({
      id: event?.id,
      kind: 'usage-event',
      rev: 1,
      customerId: 'cus_1',
      subscriptionId: '',
      name: 'llm.call',
      at: '2025-01-10T10:00:00.000Z',
      receivedAt: now,
      idempotencyKey: 'k1',
      properties: { value: '12.5', region: 'eu' },
      supersedes: null,
    });
    expect(shaped(usageEventSchema, event).ok).toBe(true);
    expect((await stored([report({ at: null })]))[0]?.at).toBe(now);
  });

  it('[USG-02] refuses a name that no active metric listens to', async () => {
    expect(refusals(await record([report({ name: 'other' })]))).toEqual(['usage.event-unknown']);
    const archived: Metric = { ...sum, state: 'archived' };
    expect(refusals(await record([report()], [sampleCustomer(), archived]))).toEqual(['usage.event-unknown']);
  });

  it('[USG-03] adds a count of one where there are no properties', async () => {
    const counted = [
      sampleCustomer(),
      metricOf({ kind: 'count' }),
      metricOf({ kind: 'sum' }, { id: 'met_2', code: 'c', property: 'count' }),
    ];
    const [event] = await stored([report({ properties: {} })], counted);
    expect(event?.properties).toEqual({ count: '1' });
  });

  it('[USG-04] judges each event of a batch alone, and says what became of each', async () => {
    const events = [
      report(),
      report({ name: 'other', idempotencyKey: 'k2' }),
      report({ customerId: 'cus_none', idempotencyKey: 'k3' }),
      report({ idempotencyKey: 'k4', properties: { value: '1' } }),
      report(),
    ];
    expect((await stored(events)).map((event) => event.idempotencyKey)).toEqual(['k1', 'k4']);
    expect(await receipt(events)).toEqual([3, 1, ['1 usage.event-unknown', '2 usage.customer-missing']]);
    expect(refusals(await record(events.slice(1, 3)))).toEqual(['usage.event-unknown', 'usage.customer-missing']);
  });

  it('[USG-04] takes 1 to 1,000 events', () => {
    const fits = (count: number) => shaped(recordUsageSchema, { events: Array.from({ length: count }, () => report()) }).ok;
    expect([0, 1, 1000, 1001].map(fits)).toEqual([false, true, true, false]);
  });

  it('[USG-05] the same key and content again is accepted without effect, at any later moment', async () => {
    const first = await stored([report()]);
    expect(await stored([report()], [...world, ...first])).toEqual([]);
    expect(await receipt([report()], [...world, ...first])).toEqual([1, 1, []]);
    const untimed = await stored([report({ at: null })]);
    expect(await receipt([report({ at: null })], [...world, ...untimed])).toEqual([1, 1, []]);
  });

  it('[USG-05] the same key with other content is refused: by its value, its moment or its subscription', async () => {
    const first = await stored([report()]);
    const others = [{ properties: { value: '13' } }, { at: '2025-01-10T10:00:00.001Z' }, { subscriptionId: 'sub_1' }] as const;
    for (const other of others) expect(refusals(await record([report(other)], [...world, ...first]))).toEqual(['usage.key-reused']);
    expect(await receipt([report(), report({ properties: { value: '2' } })])).toEqual([1, 0, ['1 usage.key-reused']]);
  });

  it('[USG-05] a key counts within its customer and event name; without a key every event is its own', async () => {
    const elsewhere = [
      ...world,
      sampleCustomer({ id: 'cus_2' }),
      metricOf({ kind: 'sum' }, { id: 'met_2', code: 'c', eventName: 'image' }),
    ];
    const events = [
      report(),
      report({ customerId: 'cus_2' }),
      report({ name: 'image' }),
      report({ idempotencyKey: '' }),
      report({ idempotencyKey: '' }),
    ];
    const all = await stored(events, elsewhere);
    expect(new Set(all.map(({ id }) => id)).size).toBe(5);
    const again = await stored([report({ idempotencyKey: '' })], [...elsewhere, ...all]);
    expect(all.map(({ id }) => id)).not.toContain(again[0]?.id);
  });

  it('[USG-11] refuses what happened more than five minutes in the future, and takes what is late', async () => {
    expect(await receipt([report({ at: '2025-01-20T09:05:00.000Z' })])).toEqual([1, 0, []]);
    const future = await record([report({ at: '2025-01-20T09:05:00.001Z' })]);
    expect(future).toEqual({
      ok: false,
      problems: [{ index: 0, code: 'usage.in-future', at: '2025-01-20T09:05:00.001Z', latest: '2025-01-20T09:05:00.000Z' }],
    });
    const [late] = await stored([report({ at: '2023-05-01T00:00:00.000Z' })]);
    expect([late?.at, late?.receivedAt]).toEqual(['2023-05-01T00:00:00.000Z', now]);
  });

  it('[USG-07] refuses a number that is none, and an event that no metric of its name could ever read', async () => {
    expect(refusals(await record([report({ properties: { value: '1e3' } })]))).toEqual(['usage.property-not-number']);
    expect(refusals(await record([report({ properties: { other: '1' } })]))).toEqual(['usage.property-missing']);
    const byUser = metricOf({ kind: 'unique' }, { id: 'met_2', code: 'users', property: 'user' });
    expect(await receipt([report({ properties: { user: 'anna' } })], [...world, byUser])).toEqual([1, 0, []]);
    expect(refusals(await record([report({ properties: { user: 'anna', value: 'x' } })], [...world, byUser]))).toEqual([
      'usage.property-not-number',
    ]);
    const europe = [sampleCustomer(), metricOf({ kind: 'sum' }, { filters: [{ property: 'region', values: ['eu'] }] })];
    expect(await receipt([report({ properties: { region: 'us' } })], europe)).toEqual([1, 0, []]);
  });

  it('refuses a subscription of someone else, and takes one of the customer’s own', async () => {
    const own = sampleSubscription([item([term('pro', '2025-01-01')])]);
    const documents = [...world, own, { ...own, id: 'sub_2', customerId: 'cus_2' }];
    expect(await receipt([report({ subscriptionId: 'sub_1' })], documents)).toEqual([1, 0, []]);
    expect(refusals(await record([report({ subscriptionId: 'sub_2' })], documents))).toEqual(['usage.subscription-missing']);
    expect(refusals(await record([report({ subscriptionId: 'sub_9' })], documents))).toEqual(['usage.subscription-missing']);
  });
});

describe('corrections', () => {
  const correction = (supersedes: string, value: string | null = '2.5'): ReportedEvent =>
    report({ idempotencyKey: '', supersedes, properties: value === null ? {} : { value } });

  it('[USG-10] a correction is an event of its own that takes the place of the first, also within one batch', async () => {
    const [first] = await stored([report()]);
    const [second] = await stored([correction(first?.id ?? '')], [...world, first as UsageEvent]);
    expect(second?.supersedes).toBe(first?.id);
    const both = [first, second] as readonly UsageEvent[];
    expect(aggregated(sum, both, january, null)).toMatchObject({ quantity: '2.5', eventCount: 1 });
    expect(await stored([report(), correction(first?.id ?? '')])).toHaveLength(2);
  });

  it('[USG-10] an event is corrected once; another correction corrects the correction', async () => {
    const [first] = await stored([report()]);
    const [second] = await stored([correction(first?.id ?? '')], [...world, first as UsageEvent]);
    const documents = [...world, first, second] as readonly AnyDocument[];
    expect(await receipt([correction(first?.id ?? '')], documents)).toEqual([1, 1, []]);
    expect(refusals(await record([correction(first?.id ?? '', '3')], documents))).toEqual(['usage.superseded-twice']);
    const [third] = await stored([correction(second?.id ?? '', '3')], documents);
    expect(aggregated(sum, [first, second, third] as readonly UsageEvent[], january, null).quantity).toBe('3');
  });

  it('[USG-10] without properties it withdraws, and gets no default count', async () => {
    const [first] = await stored([report()]);
    const [second] = await stored([correction(first?.id ?? '', null)], [...world, first as UsageEvent]);
    expect(second?.properties).toEqual({});
    expect(aggregated(metricOf({ kind: 'count' }), [first, second] as readonly UsageEvent[], january, null).quantity).toBe('0');
  });

  it('[USG-10] is refused for an event that is not there or is another’s', async () => {
    const [first] = await stored([report()]);
    const elsewhere = [...world, first as UsageEvent, sampleCustomer({ id: 'cus_2' })];
    expect(refusals(await record([correction('use_none')], elsewhere))).toEqual(['usage.superseded-missing']);
    expect(refusals(await record([{ ...correction(first?.id ?? ''), customerId: 'cus_2' }], elsewhere))).toEqual([
      'usage.superseded-differs',
    ]);
  });
});

describe('the body', () => {
  it.each([
    ['a number that is no text', { properties: { value: 5 } }],
    ['a property named like a prototype', { properties: JSON.parse('{"__proto__":"1"}') as Record<string, string> }],
    ['no instant', { at: '2025-01-10' }],
    ['31 February', { at: '2025-02-31T00:00:00.000Z' }],
    ['a name with a bar', { name: 'a|b' }],
    ['an empty name', { name: '' }],
    ['a foreign field', { price: '1' }],
    ['a very long key', { idempotencyKey: 'k'.repeat(201) }],
  ])('refuses %s', (_what, changes) => {
    expect(shaped(recordUsageSchema, { events: [{ ...report(), ...changes }] }).ok).toBe(false);
    expect(shaped(recordUsageSchema, { events: [report()] }).ok).toBe(true);
  });
});
