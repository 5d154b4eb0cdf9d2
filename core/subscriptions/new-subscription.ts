import type { Command } from '../kernel/command.ts';
import { derivedId } from '../kernel/ids.ts';
import { sameData } from '../kernel/edit.ts';
import { automaticRedemptions } from '../offers/automatic.ts';
import { roundingFor } from '../organization/rounding.ts';
import type { Instant } from '../time/instant.ts';
import type { PlainDate } from '../time/plain-date.ts';
import { startOfDay } from '../time/zone.ts';
import { stretchFrom } from './anchor.ts';
import { contractFrom } from './contract.ts';
import type { AddOnPurchase, CreateBody } from './create-body.ts';
import { isFirstPurchase } from './first-purchase.ts';
import { addOnStretch } from './item-edits.ts';
import { type NewFacts, type Settled, wantedOf } from './new-facts.ts';
import type { Versions } from './occasion.ts';
import { withPlanned } from './planned.ts';
import { automaticFactsOf } from './redeem-offer.ts';
import { type Sold, termOf } from './sale.ts';
import { baseItem, baseItemId, lastStretch } from './timeline.ts';
import { transition, withHistory } from './transitions.ts';
import { type TrialEnd, trialEnd, trialSettingsOf, withStart } from './trial-edits.ts';
import type { PlannedChange, Subscription, SubscriptionItem, TimelineChange } from './types.ts';

type Create = Command<string, CreateBody>;

export const versionsOf = (settled: Pick<Settled, 'base' | 'addOns'>): Versions =>
  new Map([settled.base, ...settled.addOns.map(({ sold }) => sold)].map(({ version }) => [version.id, version]));

const baseItemOf = (command: Create, settled: Settled, billedFrom: PlainDate): SubscriptionItem => {
  const { base, startsOn, anchorRule, currency } = settled;
  return {
    id: baseItemId,
    type: 'base',
    productId: base.product.id,
    invoicing: 'consolidated',
    cadence: [stretchFrom(billedFrom, base.variant.cycle.interval, anchorRule, command.body.stub ?? 'prorated')],
    terms: [{ ...termOf(base, wantedOf(command.body, currency), startsOn, 0), until: null, untilSecond: 0 }],
    acceleratedOn: null,
  };
};

/** What attaching an add-on means: its own id, cadence and way of invoicing, from the purchase, the link or the base plan's cadence (CAT-20, CAT-21). */
export const attachOf = (
  base: { readonly plan: Sold['plan']; readonly item: SubscriptionItem },
  sold: Sold,
  purchase: AddOnPurchase,
  at: {
    readonly itemId: string;
    readonly on: PlainDate;
    readonly second: number;
    readonly currency: Settled['currency'];
    readonly proration: 'prorate' | 'none';
  },
): Extract<TimelineChange, { kind: 'add-on-attach' }> => {
  const { interval } = sold.variant.cycle;
  const inStep = sameData(interval, lastStretch(base.item).interval);
  return {
    kind: 'add-on-attach',
    itemId: at.itemId,
    productId: sold.product.id,
    term: { ...termOf(sold, wantedOf(purchase, at.currency), at.on, at.second), firstPart: at.proration === 'none' ? 'free' : 'prorated' },
    invoicing: purchase.invoicing ?? base.plan.addOns.find(({ planId }) => planId === sold.plan.id)?.invoicing ?? 'consolidated',
    interval,
    anchor: purchase.anchor ?? (inStep ? 'base' : 'own'),
  };
};

const addOnItems = (command: Create, settled: Settled, bare: Subscription): readonly SubscriptionItem[] =>
  settled.addOns.map(({ sold, purchase }, index): SubscriptionItem => {
    const item = baseItem(bare);
    const on = lastStretch(item).from;
    const itemId = derivedId('itm', command.id, index);
    const change = attachOf({ plan: settled.base.plan, item }, sold, purchase, {
      itemId,
      on: settled.startsOn,
      second: 0,
      currency: settled.currency,
      proration: 'prorate',
    });
    const stretch = addOnStretch(bare, change, on);
    return {
      id: itemId,
      type: 'add-on',
      productId: sold.product.id,
      invoicing: change.invoicing,
      cadence: [change.anchor === 'base' ? { ...stretch, stub: lastStretch(item).stub } : stretch],
      terms: [{ ...change.term, until: null, untilSecond: 0 }],
      acceleratedOn: null,
    };
  });

/** CF-6: a trial that asks ends in a cancel, which the customer's confirmation takes away. */
const unlessConfirmed = (command: Create, endsOn: PlainDate): PlannedChange => ({
  id: derivedId('chg', command.id, 'trial'),
  on: endsOn,
  requestedAt: command.at,
  migrationId: '',
  change: { kind: 'cancel', reason: 'trial_ended', note: 'not-confirmed', unusedPart: 'credited' },
});

const trialOf = (command: Create, { startsOn, today, trialDays, entity }: Settled): TrialEnd | null => {
  if (trialDays === 0) return null;
  const fromMoment: Instant | null = startsOn === today && command.body.trialEnds !== 'with-day' ? command.at : null;
  return trialEnd(startsOn, fromMoment, trialDays, entity.zone);
};

/** The subscription before it starts: its items, its contract, what it pins of entity and customer (OPE-05, CUR-04). */
const unstarted = (command: Create, settled: Settled, billedFrom: PlainDate): Subscription => {
  const { body } = command;
  const { customer, entity, country, currency, base, startsOn, anchorRule } = settled;
  const item = baseItemOf(command, settled, billedFrom);
  const terms = body.contract === undefined ? base.version.term : body.contract;
  const bare: Subscription = {
    id: derivedId('sub', command.id),
    kind: 'subscription',
    rev: 1,
    customerId: customer.id,
    entityId: entity.id,
    currency,
    country,
    zone: entity.zone,
    policies: entity.policies,
    rounding: roundingFor(entity, currency),
    startsOn,
    anchorRule,
    state: { kind: 'pending', startsOn, awaits: 'start' },
    paymentStatus: 'ok',
    items: [item],
    pauses: [],
    redemptions: [],
    planned: [],
    grants: [],
    renewedThrough: startsOn,
    contract: terms === null ? null : contractFrom(lastStretch(item), terms),
    topUp: body.topUp ?? null,
    continues: null,
    netTermsDays: body.netTermsDays ?? null,
    metadata: body.metadata ?? {},
    history: [],
  };
  const { plan, version, variant } = base;
  const facts = { planTo: plan.id, versionTo: String(version.version), variantTo: variant.id, quantity: body.quantity ?? '1' };
  return { ...bare, items: [item, ...addOnItems(command, settled, bare)], history: [transition('created', startsOn, command, facts)] };
};

/**
 * OFR-02, OFR-03: what applies by itself is written down when the subscription is made, as every other redemption: billing computes the past anew, and an
 * offer that is opened or ended later must not change it.
 */
const withOffers = (
  command: Create,
  subscription: Subscription,
  settled: Settled,
  facts: Pick<NewFacts, 'offers' | 'orders' | 'others'>,
): Subscription => {
  const firstPurchase = isFirstPurchase(subscription, facts.others, facts.orders);
  const redemptions = automaticRedemptions(facts.offers, automaticFactsOf(subscription, settled.customer, firstPurchase));
  const entries = redemptions.map(({ id, offerId, name, startsOn }) =>
    transition('offer-redeemed', startsOn, command, { offerId, redemptionId: id, name, by: 'rule' }),
  );
  return withHistory({ ...subscription, redemptions }, ...entries);
};

/**
 * SUB-02, SUB-04, SUB-19 to SUB-22, spec 5.1: active at once, on trial, or pending until its day or its first payment. Billing of a trial begins where the
 * trial ends, and with it the anchor unless that is fixed.
 */
export const newSubscription = (command: Create, settled: Settled, facts: Pick<NewFacts, 'offers' | 'orders' | 'others'>): Subscription => {
  const { body } = command;
  const { startsOn, today } = settled;
  const trial = trialOf(command, settled);
  const made = withOffers(command, unstarted(command, settled, trial?.endsOn ?? startsOn), settled, facts);
  const versions = versionsOf(settled);
  const asks = (body.trial?.kind === 'days' ? body.trial.atEnd : undefined) ?? trialSettingsOf(versions, made).atEnd;
  const subscription = trial !== null && asks === 'ask' ? withPlanned(made, unlessConfirmed(command, trial.endsOn)) : made;
  if (trial === null && body.firstPayment === 'awaited')
    return { ...subscription, state: { kind: 'pending', startsOn, awaits: 'payment' } };
  if (startsOn > today) return subscription;
  const moment = startsOn === today ? command.at : startOfDay(startsOn, subscription.zone);
  const occasion = { on: startsOn, second: 0, moment, cause: command.id, command, versions };
  return withStart(subscription, occasion, trial?.endsAt ?? null);
};
