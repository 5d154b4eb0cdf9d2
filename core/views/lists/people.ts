import type { Customer } from '../../customers/types.ts';
import type { Subscription, SubscriptionItem } from '../../subscriptions/types.ts';
import type { UsageEvent } from '../../usage/types.ts';
import { textOf } from '../rows.ts';
import { byName, columnsOf, customerName, entityCode, newestFirst, ofCustomer, type RowSpec } from './spec.ts';

export const customers: RowSpec<Customer> = {
  kind: 'customer',
  columns: columnsOf({
    name: 'text',
    status: 'code',
    country: 'text',
    open: 'money',
    subscriptions: 'number',
    email: 'text',
    city: 'text',
    externalId: 'text',
    type: 'code',
    currency: 'text',
    segments: 'text',
    entity: 'text',
    signedUpOn: 'date',
  }),
  sort: byName(),
  place: (customer) => ({ customerId: customer.id, entityId: customer.entityId ?? '' }),
  cells: (customer) => ({
    name: customer.name,
    status: customer.state,
    country: customer.billingAddress.country,
    email: customer.email,
    city: customer.billingAddress.city,
    externalId: customer.externalId,
    type: customer.type,
    currency: customer.currency ?? '',
    segments: customer.segments.join(', '),
    signedUpOn: customer.signedUpOn,
  }),
  late: {
    entity: entityCode,
    // Nobody owes in two currencies but by way of exception: the record shows them all, the list the greatest.
    open: (row, facts) => [...facts.openOf(row.customerId)].sort((a, b) => b.minor - a.minor)[0] ?? null,
    subscriptions: (row, facts) => facts.runningOf(row.customerId),
  },
};

const lastTerm = (item: SubscriptionItem | undefined) => item?.terms[item.terms.length - 1];

/** What happens next by itself: the trial's end, a resume, a cancel, or the first planned change. */
const nextChange = ({ state, planned }: Subscription): string | null => {
  const days: (string | null)[] = [planned[0]?.on ?? null];
  if (state.kind === 'pending') days.push(state.startsOn);
  if (state.kind === 'trial') days.push(state.endsOn);
  if (state.kind === 'active') days.push(state.cancelsOn);
  if (state.kind === 'paused') days.push(state.resumesOn);
  return days.filter((day) => day !== null).sort()[0] ?? null;
};

export const subscriptions: RowSpec<Subscription> = {
  kind: 'subscription',
  columns: columnsOf({
    customer: 'text',
    plan: 'text',
    status: 'code',
    quantity: 'number',
    addOns: 'number',
    startsOn: 'date',
    nextChange: 'date',
    currency: 'text',
    country: 'text',
    entity: 'text',
    paymentStatus: 'code',
    endsOn: 'date',
  }),
  sort: newestFirst('startsOn'),
  place: ofCustomer,
  cells: (subscription) => {
    const { state, items } = subscription;
    const base = items.find(({ type }) => type === 'base');
    const term = lastTerm(base);
    return {
      planId: term?.planId ?? '',
      status: state.kind === 'active' && state.cancelsOn !== null ? 'ending' : state.kind,
      quantity: term?.quantity ?? null,
      addOns: items.filter(({ type, terms }) => type === 'add-on' && terms.some(({ until }) => until === null)).length,
      startsOn: subscription.startsOn,
      nextChange: nextChange(subscription),
      currency: subscription.currency,
      country: subscription.country,
      paymentStatus: subscription.paymentStatus,
      endsOn: state.kind === 'cancelled' ? state.on : (subscription.contract?.endsOn ?? null),
    };
  },
  late: {
    customer: customerName,
    entity: entityCode,
    plan: ({ cells }, facts) => facts.name('plan', textOf(cells['planId'])),
  },
};

export const usageEvents: RowSpec<UsageEvent> = {
  kind: 'usage-event',
  columns: columnsOf({
    at: 'instant',
    customer: 'text',
    name: 'text',
    properties: 'text',
    key: 'text',
    corrects: 'code',
    receivedAt: 'instant',
  }),
  sort: newestFirst('at'),
  place: ({ customerId }) => ({ customerId, entityId: '' }),
  cells: (event) => ({
    at: event.at,
    name: event.name,
    properties: Object.entries(event.properties)
      .map(([name, value]) => `${name}: ${value}`)
      .join(', '),
    key: event.idempotencyKey,
    corrects: event.supersedes === null ? null : Object.keys(event.properties).length === 0 ? 'withdrawal' : 'correction',
    receivedAt: event.receivedAt,
  }),
  late: { customer: customerName },
};
