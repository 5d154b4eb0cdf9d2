import type { Metric, UsageEvent } from '../../../core/usage/types.ts';
import type { ReportedEvent } from '../../../core/usage/schema.ts';
import { factsOf, type Pair, pairsOf } from '../../ui/form/pairs.ts';

/** An event as its form holds it. Day and time are those of this machine, as all moments are shown. */
export type EventValues = {
  customerId: string | null;
  name: string | null;
  subscriptionId: string | null;
  on: string | null;
  time: string;
  key: string;
  properties: Pair[];
};

const two = (part: number): string => String(part).padStart(2, '0');

/** A moment as day and time of this machine, to the minute. */
export const dayAndTime = (at: string): { readonly on: string; readonly time: string } => {
  const moment = new Date(at);
  return {
    on: `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`,
    time: `${two(moment.getHours())}:${two(moment.getMinutes())}`,
  };
};

export const isTime = (typed: string): boolean => /^([01]?\d|2[0-3]):[0-5]\d$/.test(typed.trim());

/** The moment that the form says; `null` for the moment of entry. A day without a time is taken to mean noon: it falls on that day in every zone near by. */
export const momentOf = ({ on, time }: Pick<EventValues, 'on' | 'time'>): string | null => {
  if (on === null || on === '') return null;
  const [hour = '12', minute = '0'] = isTime(time) ? time.trim().split(':') : [];
  const [year = 0, month = 1, day = 1] = on.split('-').map(Number);
  return new Date(year, month - 1, day, Number(hour), Number(minute)).toISOString();
};

/** Properties that the metrics of an event ask for, empty, for somebody to fill in. */
export const askedProperties = (metrics: readonly Metric[], name: string): Pair[] => {
  const listening = metrics.filter((metric) => metric.eventName === name && metric.state === 'active');
  const names = listening.flatMap(({ property, filters }) => [property, ...filters.map((filter) => filter.property)]);
  return [...new Set(names.filter((each) => each !== ''))].map((each) => ({ name: each, value: '' }));
};

const filled = (pairs: readonly Pair[]) => Object.fromEntries(Object.entries(factsOf(pairs)).filter(([, value]) => value !== ''));

/** USG-03: the event that the form says. */
export const reportedOf = (values: EventValues): ReportedEvent => ({
  customerId: values.customerId ?? '',
  subscriptionId: values.subscriptionId ?? '',
  name: values.name ?? '',
  at: momentOf(values),
  idempotencyKey: values.key.trim(),
  properties: filled(values.properties),
  supersedes: null,
});

/** The form of a correction: everything as it was. */
export const correctionValues = (event: UsageEvent): EventValues => ({
  customerId: event.customerId,
  name: event.name,
  subscriptionId: event.subscriptionId === '' ? null : event.subscriptionId,
  ...dayAndTime(event.at),
  key: '',
  properties: pairsOf(event.properties),
});

/** USG-10: the correction of an event. A moment that was not touched stays to the millisecond. */
export const correctionOf = (event: UsageEvent, values: EventValues): ReportedEvent => {
  const before = dayAndTime(event.at);
  const isUntouched = values.on === before.on && values.time.trim() === before.time;
  return { ...reportedOf(values), at: isUntouched ? event.at : momentOf(values), idempotencyKey: '', supersedes: event.id };
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
