import { byText } from '../../../core/kernel/order.ts';
import { daysAfter } from '../../../core/time/plain-date.ts';
import type { Random } from './random.ts';
import type { DemoSubscription } from './subscriptions.ts';

export const lifecycleHead = [
  'date',
  'subscription',
  'action',
  'plan',
  'cycle',
  'quantity',
  'offer',
  'component',
  'price',
  'when',
  'days',
  'reason',
  'credit',
  'note',
] as const;

type Cell = (typeof lifecycleHead)[number];
type Event = Partial<Readonly<Record<Cell, string>>> & { readonly action: string };

/** Where a subscription stands while its year is being told. */
type Life = {
  readonly subscription: DemoSubscription;
  plan: string;
  quantity: number;
  addOns: string[];
  /** The next day on which something may happen. */
  free: string;
  isOver: boolean;
  /** Codes that the customer has used, on any of its subscriptions. */
  readonly redeemed: Set<string>;
  readonly tell: (after: number, event: Event) => void;
};

const lastDay = '2025-12-19';
const trialDays: Readonly<Record<string, number>> = { team: 14, home: 30 };
const countsSeats = ['team', 'business', 'sites', 'enterprise'];
const takesAddOns = ['essentials', 'team', 'business', 'sites', 'enterprise', 'classic'];

const seatChange = (life: Life, random: Random): void => {
  if (!countsSeats.includes(life.plan)) return;
  const grows = random.chance(80);
  const most = life.plan === 'sites' ? 200 : 400;
  const least = { team: 3, business: 5, sites: 1, enterprise: 20 }[life.plan] ?? 1;
  const next = Math.min(
    most,
    Math.max(least, life.quantity + (grows ? random.whole(1, Math.max(2, Math.ceil(life.quantity / 3))) : -random.whole(1, 4))),
  );
  if (next === life.quantity) return;
  life.quantity = next;
  life.tell(random.whole(12, 90), { action: 'change-quantity', quantity: String(next), when: grows ? 'now' : 'period-end' });
};

type Move = { readonly plan: string; readonly quantity: number };

const movesUp: Readonly<Record<string, (life: Life, random: Random) => Move>> = {
  essentials: (_life, random) => ({ plan: 'team', quantity: random.whole(5, 16) }),
  classic: (_life, random) => ({ plan: 'team', quantity: random.whole(4, 12) }),
  team: (life) => ({ plan: 'business', quantity: Math.max(5, life.quantity) }),
  business: () => ({ plan: 'scale', quantity: 1 }),
  community: () => ({ plan: 'essentials', quantity: 1 }),
};

const movesDown: Readonly<Record<string, (life: Life) => Move>> = {
  business: (life) => ({ plan: 'team', quantity: Math.max(3, life.quantity) }),
};

const planChange = (
  life: Life,
  moves: Readonly<Record<string, (life: Life, random: Random) => Move>>,
  when: string,
  random: Random,
): void => {
  const move = life.subscription.cycle === 'monthly' ? moves[life.plan]?.(life, random) : undefined;
  if (move === undefined || !life.subscription.customer.isBusiness) return;
  life.plan = move.plan;
  life.quantity = move.quantity;
  life.tell(random.whole(20, 120), { action: 'change-plan', plan: move.plan, cycle: 'monthly', quantity: String(move.quantity), when });
  // A change that waits for the end of the period is over by then.
  if (when === 'period-end') life.free = daysAfter(life.free, 35);
};

const addOnChange = (life: Life, random: Random): void => {
  if (!takesAddOns.includes(life.plan)) return;
  const attached = life.addOns.find(() => random.chance(50));
  if (attached !== undefined && random.chance(55)) {
    life.addOns = life.addOns.filter((each) => each !== attached);
    life.tell(random.whole(25, 110), { action: 'remove-add-on', plan: attached, when: 'period-end' });
    return;
  }
  const choice = ['priority-support', 'extra-storage', 'sign-on'].filter((each) => !life.addOns.includes(each));
  if (choice.length === 0) return;
  const addOn = random.pick(choice);
  life.addOns = [...life.addOns, addOn];
  life.tell(random.whole(10, 110), {
    action: 'add-add-on',
    plan: addOn,
    cycle: 'monthly',
    quantity: addOn === 'extra-storage' ? String(random.whole(1, 5)) : '1',
    when: 'now',
  });
};

const pause = (life: Life, random: Random): void => {
  if (life.subscription.cycle !== 'monthly' || life.plan === 'enterprise' || life.plan === 'community') return;
  if (random.chance(50)) {
    life.tell(random.whole(20, 120), { action: 'pause', when: 'now', days: '30', note: 'Closed for the season' });
    life.free = daysAfter(life.free, 45);
    return;
  }
  life.tell(random.whole(20, 120), { action: 'pause', when: 'period-end', note: 'Building works' });
  life.tell(random.whole(50, 80), { action: 'resume' });
};

const reasons = [
  [50, 'customer_request', 'Moved to another system'],
  [25, 'customer_request', 'Site closed'],
  [15, 'other', 'Merged with another account'],
  [10, 'customer_request', 'Too expensive'],
] as const;

const cancel = (life: Life, random: Random): void => {
  const [, reason, note] = random.weighted(reasons.map((each) => [each[0], each] as const));
  const ways = random.weighted([
    [55, 'end'],
    [18, 'now'],
    [15, 'undone'],
    [18, 'back'],
  ]);
  const yearly = life.subscription.cycle === 'yearly';
  if (ways === 'undone') {
    // Well before the period ends, or there would be nothing left to undo.
    const after = random.whole(20, 150);
    const days = [0, 1, 2, 3, 4, 5].map((more) => Number(daysAfter(life.free, after + more).slice(8)));
    const renewsOn = life.subscription.row[6] === '1' ? 1 : Number(life.subscription.startsOn.slice(8));
    if (days.some((day) => day === renewsOn || day >= 28)) return;
    life.tell(after, { action: 'cancel', when: 'period-end', reason, note });
    life.tell(random.whole(1, 3), { action: 'undo-cancel', note: 'Stays after a talk' });
    return;
  }
  life.tell(random.whole(20, 190), {
    action: 'cancel',
    when: ways === 'end' ? 'period-end' : 'now',
    reason,
    credit: ways === 'end' ? '' : 'prorated',
    note,
  });
  if (ways === 'back' && !yearly) life.tell(random.whole(15, 70), { action: 'reactivate', note: 'Back again' });
  else life.isOver = true;
};

const discount = (life: Life, random: Random): void => {
  if (!['essentials', 'team', 'business', 'scale', 'watch'].includes(life.plan)) return;
  const offer = random.pick(['SUMMER10', 'LOYAL5']);
  if (life.redeemed.has(offer)) return;
  life.redeemed.add(offer);
  life.tell(random.whole(5, 100), { action: 'redeem', offer });
};

/** A price agreed for one contract alone; the price list stays as it is. */
const agreedPrice = (life: Life, random: Random): void => {
  const { code } = life.subscription.customer.country;
  if (life.plan !== 'team' || life.subscription.cycle !== 'monthly' || code === 'JP' || random.chance(20)) return;
  life.tell(random.whole(10, 80), {
    action: 'negotiate',
    component: 'seats',
    price: random.pick(['10.50', '11.00', '11.25']),
    note: 'Agreed by the head of sales',
  });
};

const chapters: readonly (readonly [weight: number, chapter: (life: Life, random: Random) => void])[] = [
  [24, () => undefined],
  [24, seatChange],
  [10, (life, random) => planChange(life, movesUp, 'now', random)],
  [4, (life, random) => planChange(life, movesUp, 'period-end', random)],
  [6, (life, random) => planChange(life, movesDown, 'period-end', random)],
  [14, addOnChange],
  [6, pause],
  [10, cancel],
  [9, discount],
  [9, agreedPrice],
];

/** Plans whose lives are short of events: what they cost follows their use. */
const quiet = ['onboarding', 'assistant', 'texts', 'telemetry', 'api', 'edge', 'compute', 'archive', 'portal', 'grid', 'pay'];

const told = (subscription: DemoSubscription, redeemed: Set<string>, random: Random): readonly (readonly string[])[] => {
  const rows: string[][] = [];
  const write = (cells: Partial<Readonly<Record<Cell, string>>>): void => {
    rows.push(lifecycleHead.map((name) => cells[name] ?? ''));
  };
  const life: Life = {
    subscription,
    plan: subscription.plan,
    quantity: subscription.quantity,
    addOns: (subscription.row[7] ?? '').split('|').flatMap((each) => (each === '' ? [] : [each.split(/[*/]/)[0] ?? ''])),
    free: daysAfter(subscription.startsOn, (trialDays[subscription.plan] ?? 0) + 4),
    isOver: false,
    redeemed,
    tell: (after, event) => {
      const date = daysAfter(life.free, after);
      if (life.isOver || date > lastDay) {
        life.isOver = true;
        return;
      }
      write({ ...event, date, subscription: subscription.key });
      life.free = daysAfter(date, 1);
    },
  };
  if (subscription.offer !== '') {
    write({ date: subscription.startsOn, subscription: subscription.key, action: 'redeem', offer: subscription.offer });
  }
  const isQuiet = quiet.includes(subscription.plan);
  for (let chapter = 0; chapter < (isQuiet ? 1 : 4); chapter += 1) {
    if (life.isOver) break;
    if (!isQuiet) random.weighted(chapters)(life, random);
    else if (subscription.plan !== 'onboarding' && random.chance(5)) cancel(life, random);
  }
  return rows;
};

/** A year of events in order of their days. */
export const lifecycle = (subscriptions: readonly DemoSubscription[], random: Random): readonly (readonly string[])[] => {
  const redeemed = new Map<string, Set<string>>();
  return subscriptions
    .flatMap((subscription) => {
      const codes = redeemed.get(subscription.customer.key) ?? new Set();
      redeemed.set(subscription.customer.key, codes);
      return told(subscription, codes, random.fork(subscription.key));
    })
    .sort((a, b) => byText(`${a[0]} ${a[1]}`, `${b[0]} ${b[1]}`));
};
