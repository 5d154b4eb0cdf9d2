import type { ExternalSeries, PlanId } from '../catalog/types.ts';
import { currencyFor } from '../customers/billing-entity.ts';
import type { Customer, CustomerId } from '../customers/types.ts';
import type { Command } from '../kernel/command.ts';
import { must } from '../kernel/invariant.ts';
import { done, type Outcome, type ProblemLike } from '../kernel/outcome.ts';
import type { Reads } from '../kernel/use-case.ts';
import type { Currency } from '../money/currency.ts';
import type { Offer } from '../offers/types.ts';
import type { Order } from '../orders/types.ts';
import { type EarlierTrial, oneTrialPerCustomer, type TrialProblem } from '../offers/trial.ts';
import { entityFor, type EntitySelectionProblem } from '../organization/entity-selection.ts';
import type { CountryCode, OperatingEntity } from '../organization/types.ts';
import type { Interval } from '../time/cadence.ts';
import { isBeyondCentury, monthsIn } from '../time/cadence.ts';
import type { PlainDate } from '../time/plain-date.ts';
import { dateIn } from '../time/zone.ts';
import type { AddOnPurchase, CreateBody, Purchase } from './create-body.ts';
import { booksProblem, type EffectProblem } from './effective.ts';
import { absent, gatherOffered, missing, type Offered } from '../catalog/offered.ts';
import { type OfferProblem, type SaleReads, type Sold, soldTo, type Wanted } from './sale.ts';
import { baseItem } from './timeline.ts';
import type { AnchorRule, Subscription } from './types.ts';

export type NewReads = SaleReads & { subscription: Subscription; entity: OperatingEntity; offer: Offer; order: Order };

export type NewFacts = {
  readonly customer: Customer | null;
  readonly entities: readonly OperatingEntity[];
  readonly base: Offered;
  readonly addOns: readonly Offered[];
  /** The customer's other subscriptions: one trial each (OFR-19). */
  readonly others: readonly Subscription[];
  readonly external: readonly ExternalSeries[];
  /** OFR-02, OFR-03: those that apply by themselves, and what the customer bought before (OFR-09). */
  readonly offers: readonly Offer[];
  readonly orders: readonly Order[];
};

export const gatherNew = async (body: Pick<CreateBody, 'customerId' | 'plan' | 'addOns'>, source: Reads<NewReads>): Promise<NewFacts> => {
  const customerIds = [body.customerId];
  const [customer, entities, base, others, external, offers, orders] = await Promise.all([
    source.get('customer', body.customerId),
    source.list('entity'),
    gatherOffered(source, body.plan),
    source.list('subscription', { customerIds }),
    source.list('external-series'),
    source.list('offer'),
    source.list('order', { customerIds }),
  ]);
  const addOns = await Promise.all((body.addOns ?? []).map(({ plan }) => gatherOffered(source, plan)));
  return { customer, entities, base, addOns, others, external, offers, orders };
};

export type NewProblem =
  | OfferProblem
  | EntitySelectionProblem
  | EffectProblem
  | TrialProblem
  | { readonly code: 'customer.archived'; readonly customerId: CustomerId }
  /** BIL-02: more than a hundred years. */
  | { readonly code: 'contract.too-long'; readonly planId: PlanId; readonly periods: number; readonly interval: Interval }
  /** SUB-19: days and weeks have no day of the month. */
  | { readonly code: 'anchor.not-for-interval'; readonly planId: PlanId; readonly interval: Interval };

export const wantedOf = (purchase: Purchase, currency: Currency): Wanted => ({
  cycle: purchase.cycle,
  currency,
  quantity: purchase.quantity ?? '1',
  negotiated: purchase.negotiated ?? [],
  ramps: purchase.ramps ?? [],
});

/** Everything that is settled before the timeline is laid out. */
export type Settled = {
  readonly customer: Customer;
  readonly entity: OperatingEntity;
  readonly country: CountryCode;
  readonly currency: Currency;
  readonly base: Sold;
  readonly addOns: readonly { readonly sold: Sold; readonly purchase: AddOnPurchase }[];
  readonly startsOn: PlainDate;
  readonly today: PlainDate;
  readonly anchorRule: AnchorRule;
  readonly trialDays: number;
};

const trialDaysOf = (body: CreateBody, base: Sold): number => {
  const trial = body.trial ?? { kind: 'plan' };
  if (trial.kind === 'none') return 0;
  return trial.kind === 'days' ? trial.days : (base.version.trial?.days ?? 0);
};

const trialsOf = (others: readonly Subscription[]): readonly EarlierTrial[] =>
  others.flatMap((subscription) => {
    const started = subscription.history.find(({ kind }) => kind === 'trial-started');
    return started === undefined
      ? []
      : [{ subscriptionId: subscription.id, productId: baseItem(subscription).productId, startedOn: started.on }];
  });

/** CF-11: the manual gateway needs no payment method. A trial needs one only where the plan asks for it; whoever awaits the first payment needs none. */
const collectionProblems = (body: CreateBody, base: Sold, trialDays: number): readonly NewProblem[] => {
  switch (body.collection ?? 'manual') {
    case 'manual':
    case 'gateway':
      return [];
    case 'none':
      return [missing('gateway', base.plan.id)];
    case 'gateway-without-method': {
      const { billing, trial } = base.version;
      const onTrial = trialDays > 0 && trial?.paymentMethodRequired !== true;
      const later =
        trialDays === 0 && body.firstPayment === 'awaited' && !(billing.kind === 'pay-as-you-go' && billing.paymentMethodRequired);
      return onTrial || later ? [] : [missing('payment-method', body.customerId)];
    }
  }
};

const trialProblems = (body: CreateBody, facts: NewFacts, base: Sold, trialDays: number): readonly NewProblem[] => {
  if (trialDays === 0 || body.repeatTrial === true) return [];
  const problem = oneTrialPerCustomer({
    subscriptionId: '',
    productId: base.product.id,
    earlier: trialsOf(facts.others),
    rule: 'customer',
  });
  return problem === null ? [] : [problem];
};

const anchorProblems = (rule: AnchorRule, base: Sold): readonly NewProblem[] => {
  const { interval } = base.variant.cycle;
  return rule.kind === 'day-of-month' && monthsIn(interval) === null
    ? [{ code: 'anchor.not-for-interval', planId: base.plan.id, interval }]
    : [];
};

const contractProblems = ({ contract }: CreateBody, { plan, variant }: Sold): readonly NewProblem[] => {
  const { interval } = variant.cycle;
  return contract !== undefined && contract !== null && isBeyondCentury(interval, contract.periods)
    ? [{ code: 'contract.too-long', planId: plan.id, periods: contract.periods, interval }]
    : [];
};

const collected = <P extends ProblemLike>(outcomes: readonly Outcome<unknown, P>[]): readonly P[] =>
  outcomes.flatMap((outcome) => (outcome.ok ? [] : outcome.problems));

/** SUB-02, SUB-03, CAT-15, CAT-19, CAT-24, OPE-05, CUR-04: who sells what to whom, or every reason why not. */
export const settled = (command: Command<string, CreateBody>, facts: NewFacts): Outcome<Settled, NewProblem> => {
  const { body } = command;
  const { customer } = facts;
  const country = body.country ?? customer?.billingAddress.country ?? '';
  const problems: NewProblem[] = [];
  if (customer === null) problems.push(missing('customer', body.customerId));
  else if (customer.state === 'archived') problems.push({ code: 'customer.archived', customerId: customer.id });
  if (facts.entities.length === 0) problems.push(missing('entity', country));
  if (customer === null || facts.entities.length === 0)
    return { ok: false, problems: [...problems, ...[facts.base, ...facts.addOns].flatMap(absent)] };
  const entity = entityFor({ entityId: body.entityId ?? customer.entityId, country }, facts.entities);
  if (!entity.ok) return { ok: false, problems: [...problems, ...entity.problems, ...[facts.base, ...facts.addOns].flatMap(absent)] };
  const currency = body.currency ?? currencyFor(customer, entity.value);
  const buyer = { country, segments: customer.segments };
  const base = soldTo(facts.base, wantedOf(body, currency), buyer, null);
  const basePlan = facts.base.plan ?? { id: '', addOns: [] };
  const addOns = (body.addOns ?? []).map((purchase, index) => {
    const offered = must(facts.addOns[index], 'each add-on of the body was looked up');
    const sold = soldTo(offered, wantedOf(purchase, currency), buyer, basePlan);
    return sold.ok ? done({ sold: sold.value, purchase }) : sold;
  });
  const today = dateIn(command.at, entity.value.zone);
  const startsOn = body.startsOn ?? today;
  const locked = booksProblem(entity.value, startsOn);
  problems.push(...collected([base]), ...collected(addOns), ...(locked === null ? [] : [locked]));
  if (!base.ok) return { ok: false, problems };
  const anchorRule = body.anchor ?? { kind: 'start-day' };
  const trialDays = trialDaysOf(body, base.value);
  problems.push(
    ...collectionProblems(body, base.value, trialDays),
    ...trialProblems(body, facts, base.value, trialDays),
    ...anchorProblems(anchorRule, base.value),
    ...contractProblems(body, base.value),
  );
  if (problems.length > 0) return { ok: false, problems };
  const attached = addOns.flatMap((outcome) => (outcome.ok ? [outcome.value] : []));
  return done({
    customer,
    entity: entity.value,
    country,
    currency,
    base: base.value,
    addOns: attached,
    startsOn,
    today,
    anchorRule,
    trialDays,
  });
};
