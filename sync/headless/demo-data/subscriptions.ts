import { daysAfter } from '../../../core/time/plain-date.ts';
import type { DemoCustomer } from './customers.ts';
import type { Random } from './random.ts';

/** One subscription as it was sold. What happens to it later is in the lifecycle. */
export type DemoSubscription = {
  readonly key: string;
  readonly customer: DemoCustomer;
  readonly plan: string;
  readonly cycle: string;
  readonly quantity: number;
  readonly startsOn: string;
  /** The code that was entered when it was sold; empty for none. */
  readonly offer: string;
  readonly row: readonly string[];
};

export const subscriptionHead = [
  'subscription',
  'customer',
  'plan',
  'cycle',
  'quantity',
  'start',
  'anchor',
  'add_ons',
  'net_terms',
  'top_up_pack',
  'top_up_below',
  'top_up_monthly_cap',
  'metadata:order_form',
] as const;

type Choice = { readonly plan: string; readonly cycle: string; readonly quantity: number };

const one = (plan: string, cycle = 'monthly'): Choice => ({ plan, cycle, quantity: 1 });

const basePlan = (customer: DemoCustomer, startsOn: string, random: Random): Choice => {
  const seats = (from: number, to: number): number => random.whole(from, to);
  if (!customer.isBusiness) return random.chance(85) ? one('home', random.chance(70) ? 'monthly' : 'yearly') : one('community');
  if (customer.segment === 'enterprise') {
    return random.chance(55) ? { plan: 'enterprise', cycle: 'monthly', quantity: seats(20, 160) } : one('scale');
  }
  if (customer.segment === 'nonprofit') return random.chance(80) ? one('essentials') : one('community');
  const choice = random.weighted([
    [22, 'essentials'],
    [24, 'team'],
    [15, 'business'],
    [10, 'sites'],
    [9, 'scale'],
    [5, 'flex'],
    [8, 'watch'],
    [startsOn < '2025-02-01' ? 7 : 0, 'classic'],
    [5, 'community'],
  ]);
  switch (choice) {
    case 'essentials':
      return one('essentials', random.chance(30) ? 'yearly' : 'monthly');
    case 'team':
      return { plan: 'team', cycle: random.chance(25) ? 'yearly' : 'monthly', quantity: seats(3, 40) };
    case 'business':
      return { plan: 'business', cycle: 'monthly', quantity: seats(8, 140) };
    case 'sites':
      return { plan: 'sites', cycle: random.chance(35) ? 'quarterly' : 'monthly', quantity: seats(2, 60) };
    default:
      return one(choice);
  }
};

const gridCountries = ['GB', 'DE', 'FR', 'NL', 'US', 'JP', 'IE'];

/** A second product, metered; never two that measure the same thing. */
const meteredPlan = (customer: DemoCustomer, base: string, random: Random): string | null => {
  const mayGrid = gridCountries.includes(customer.country.code);
  const metersCalls = base === 'scale' || base === 'flex';
  if (!random.chance(customer.segment === 'industry' || customer.segment === 'partner' ? 75 : 46)) return null;
  return random.weighted([
    [metersCalls ? 0 : 13, 'api'],
    [10, 'edge'],
    [9, 'compute'],
    [12, 'archive'],
    [11, 'portal'],
    [mayGrid ? (customer.segment === 'industry' ? 40 : 7) : 0, 'grid'],
    [9, 'pay'],
    [11, 'telemetry'],
    [13, 'assistant'],
    [12, 'texts'],
  ]);
};

/** The company moved its billing here on 1 January 2025: a running subscription starts with its first period after that day. */
const startOf = (customer: DemoCustomer, cycle: string, random: Random): string => {
  if (customer.signedUpOn >= '2025-01-01') return daysAfter(customer.signedUpOn, random.whole(0, 9));
  const spread = cycle === 'yearly' ? 330 : cycle === 'quarterly' ? 89 : 30;
  return daysAfter('2025-01-01', random.chance(35) ? 0 : random.whole(0, spread));
};

const withAddOns = ['essentials', 'team', 'business', 'sites', 'enterprise', 'classic'];

/** As the file writes them: the plan, how many, and how often it is billed. */
const addOnsOf = (plan: string, cycle: string, random: Random): readonly string[] =>
  withAddOns.includes(plan)
    ? [
        ...(random.chance(18) ? [`priority-support/${cycle}`] : []),
        ...(random.chance(16) ? [`extra-storage*${random.whole(1, 6)}/monthly`] : []),
        ...(plan !== 'enterprise' && plan !== 'business' && random.chance(9) ? ['sign-on/monthly'] : []),
        ...(random.chance(7) ? ['audit-log/yearly'] : []),
      ]
    : [];

const offerOf = (plan: string, startsOn: string, isFirst: boolean, random: Random): string => {
  if (startsOn < '2025-01-01' || !isFirst) return '';
  if (plan === 'team' && startsOn >= '2025-03-01' && startsOn <= '2025-05-31' && random.chance(60)) return 'SPRING25';
  if ((plan === 'business' || plan === 'essentials') && random.chance(10)) return 'WELCOME20';
  return plan === 'sites' && random.chance(25) ? 'THREEFREE' : '';
};

/** A seller who calls every customer on the first of the month wants its invoices dated so. */
const anchorOf = (cycle: string, plan: string, random: Random): string =>
  cycle === 'monthly' && plan !== 'enterprise' && random.chance(20) ? '1' : '';

const topUpOf = (plan: string, random: Random): readonly string[] => {
  if (plan === 'assistant' && random.chance(60)) return ['pack-1000', '200', '3'];
  return plan === 'texts' && random.chance(60) ? ['small', '5', '4'] : ['', '', ''];
};

export const subscriptions = (customers: readonly DemoCustomer[], random: Random): readonly DemoSubscription[] => {
  const sold: DemoSubscription[] = [];
  const sell = (customer: DemoCustomer, choice: Choice, startsOn: string, isFirst: boolean, chosen: Random): void => {
    const key = `S-${String(sold.length + 1).padStart(4, '0')}`;
    const { plan, cycle, quantity } = choice;
    const row = [
      key,
      customer.key,
      plan,
      cycle,
      String(quantity),
      startsOn,
      anchorOf(cycle, plan, chosen),
      addOnsOf(plan, cycle, chosen).join('|'),
      '',
      ...topUpOf(plan, chosen),
      plan === 'enterprise' ? `OF-${key.slice(2)}` : '',
    ];
    sold.push({ key, customer, plan, cycle, quantity, startsOn, offer: offerOf(plan, startsOn, isFirst, chosen), row });
  };

  for (const customer of customers) {
    const chosen = random.fork(customer.key);
    const guess = customer.signedUpOn >= '2025-01-01' ? customer.signedUpOn : '2025-01-01';
    const base = basePlan(customer, guess, chosen);
    const startsOn = base.plan === 'classic' ? daysAfter('2025-01-01', chosen.whole(0, 27)) : startOf(customer, base.cycle, chosen);
    sell(customer, base, startsOn, true, chosen);
    if (!customer.isBusiness || base.plan === 'community') continue;
    const metered = meteredPlan(customer, base.plan, chosen);
    const since = customer.signedUpOn >= '2025-01-01' ? startsOn : '2025-01-01';
    if (metered !== null) sell(customer, one(metered), daysAfter(since, chosen.chance(60) ? 0 : chosen.whole(1, 40)), false, chosen);
    const isNew = customer.signedUpOn >= '2025-01-01';
    if ((base.plan === 'enterprise' || base.plan === 'scale') && (isNew || chosen.chance(12))) {
      sell(customer, one('onboarding'), startsOn, false, chosen);
    }
  }
  return sold;
};
