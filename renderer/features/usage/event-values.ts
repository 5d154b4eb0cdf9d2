import type { Metric, UsageEvent } from '../../../core/usage/types.ts';
import type { ReportedEvent } from '../../../core/usage/schema.ts';
import type { UiSettings } from '../../ui/settings.tsx';
import { factsOf, type Pair, pairsOf } from '../../ui/form/pairs.ts';

/** An event as its form holds it. Day and time are those of the books, as all moments are shown. */
export type EventValues = {
  customerId: string | null;
  name: string | null;
  subscriptionId: string | null;
  on: string | null;
  time: string;
  key: string;
  properties: Pair[];
};

/** The clock that the screens show. */
type WallClock = Pick<UiSettings, 'wallTime' | 'instantAt'>;

/** A moment as a day and a time, to the minute. */
const dayAndTime = (at: string, clock: WallClock): { readonly on: string; readonly time: string } => {
  const [on = '', time = ''] = clock.wallTime(at).split('T');
  return { on, time };
};

export const isTime = (typed: string): boolean => /^([01]?\d|2[0-3]):[0-5]\d$/.test(typed.trim());

/** The moment that the form says; `null` for the moment of entry. A day without a time is taken to mean noon: it falls on that day in every zone near by. */
export const momentOf = ({ on, time }: Pick<EventValues, 'on' | 'time'>, clock: WallClock): string | null => {
  if (on === null || on === '') return null;
  return clock.instantAt(`${on}T${isTime(time) ? time.trim().padStart(5, '0') : '12:00'}`);
};

/** Properties that the metrics of an event ask for, empty, for somebody to fill in. */
export const askedProperties = (metrics: readonly Metric[], name: string): Pair[] => {
  const listening = metrics.filter((metric) => metric.eventName === name && metric.state === 'active');
  const names = listening.flatMap(({ property, filters }) => [property, ...filters.map((filter) => filter.property)]);
  return [...new Set(names.filter((each) => each !== ''))].map((each) => ({ name: each, value: '' }));
};

const filled = (pairs: readonly Pair[]) => Object.fromEntries(Object.entries(factsOf(pairs)).filter(([, value]) => value !== ''));

/** USG-03: the event that the form says. */
export const reportedOf = (values: EventValues, clock: WallClock): ReportedEvent => ({
  customerId: values.customerId ?? '',
  subscriptionId: values.subscriptionId ?? '',
  name: values.name ?? '',
  at: momentOf(values, clock),
  idempotencyKey: values.key.trim(),
  properties: filled(values.properties),
  supersedes: null,
});

/** The form of a correction: everything as it was. */
export const correctionValues = (event: UsageEvent, clock: WallClock): EventValues => ({
  customerId: event.customerId,
  name: event.name,
  subscriptionId: event.subscriptionId === '' ? null : event.subscriptionId,
  ...dayAndTime(event.at, clock),
  key: '',
  properties: pairsOf(event.properties),
});

/** USG-10: the correction of an event. A moment that was not touched stays to the millisecond. */
export const correctionOf = (event: UsageEvent, values: EventValues, clock: WallClock): ReportedEvent => {
  const before = dayAndTime(event.at, clock);
  const isUntouched = values.on === before.on && values.time.trim() === before.time;
  return { ...reportedOf(values, clock), at: isUntouched ? event.at : momentOf(values, clock), idempotencyKey: '', supersedes: event.id };
};

/** USG-10: an event is voided by a correction that says nothing. */
export const withdrawalOf = (event: UsageEvent): ReportedEvent => ({
  customerId: event.customerId,
  subscriptionId: event.subscriptionId,
  name: event.name,
  at: event.at,
  idempotencyKey: '',
  properties: {},
  supersedes: event.id,
});
