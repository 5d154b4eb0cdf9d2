import { describe, expect, it } from 'vitest';
import { shaped } from '../../../core/kernel/shape.ts';
import { recordUsageSchema } from '../../../core/usage/schema.ts';
import type { Metric, UsageEvent } from '../../../core/usage/types.ts';
import { momentsOf } from '../../../renderer/app/formats.ts';
import {
  askedProperties,
  correctionOf,
  correctionValues,
  type EventValues,
  momentOf,
  reportedOf,
  withdrawalOf,
} from '../../../renderer/features/usage/event-values.ts';

const berlin = momentsOf('en-GB', 'Europe/Berlin');

const values: EventValues = {
  customerId: 'cus_1',
  name: 'api.call',
  subscriptionId: null,
  on: null,
  time: '',
  key: ' k-1 ',
  properties: [
    { name: 'calls', value: '12' },
    { name: 'region', value: '' },
  ],
};

const event: UsageEvent = {
  id: 'use_1',
  kind: 'usage-event',
  rev: 1,
  customerId: 'cus_1',
  subscriptionId: '',
  name: 'api.call',
  at: '2026-06-10T09:30:12.345Z',
  receivedAt: '2026-06-10T09:30:13.000Z',
  idempotencyKey: 'k-1',
  properties: { calls: '12' },
  supersedes: null,
};

const taken = (reported: unknown): boolean => shaped(recordUsageSchema, { events: [reported] }).ok;

describe('an event entered by hand', () => {
  it('[USG-03] is a body that the use case takes; what is empty is not said', () => {
    const reported = reportedOf(values, berlin);
    expect(taken(reported)).toBe(true);
    expect(reported).toMatchObject({ at: null, subscriptionId: '', idempotencyKey: 'k-1', properties: { calls: '12' }, supersedes: null });
  });

  it('is at noon of its day where no time is given, and at its minute where one is', () => {
    expect(momentOf({ on: '2026-06-10', time: '' }, berlin)).toBe('2026-06-10T10:00:00.000Z');
    expect(momentOf({ on: '2026-06-10', time: '7:05' }, berlin)).toBe('2026-06-10T05:05:00.000Z');
    expect(momentOf({ on: null, time: '07:05' }, berlin)).toBeNull();
  });

  it('[USG-07] asks for what the metrics of its name read', () => {
    const metric = { state: 'active', eventName: 'api.call', property: 'calls', filters: [{ property: 'region', values: ['eu'] }] };
    const metrics = [
      metric,
      { ...metric, property: '' },
      { ...metric, eventName: 'other', property: 'bytes' },
    ] as unknown as readonly Metric[];
    expect(askedProperties(metrics, 'api.call').map(({ name }) => name)).toEqual(['calls', 'region']);
  });

  it('[USG-10] is corrected in its place, its moment untouched to the millisecond', () => {
    const corrected = correctionOf(event, { ...correctionValues(event, berlin), properties: [{ name: 'calls', value: '7' }] }, berlin);
    expect(taken(corrected)).toBe(true);
    expect(corrected).toMatchObject({ at: event.at, supersedes: 'use_1', idempotencyKey: '', properties: { calls: '7' } });
    expect(correctionOf(event, { ...correctionValues(event, berlin), time: '00:01' }, berlin).at).not.toBe(event.at);
  });

  it('[USG-10] is voided by a correction that says nothing', () => {
    expect(taken(withdrawalOf(event))).toBe(true);
    expect(withdrawalOf(event)).toMatchObject({ supersedes: 'use_1', properties: {} });
  });
});
