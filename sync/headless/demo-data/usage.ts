import { byText } from '../../../core/kernel/order.ts';
import { daysAfter, daysBetween, weekdayOf } from '../../../core/time/plain-date.ts';
import type { Random } from './random.ts';
import type { DemoSubscription } from './subscriptions.ts';

export const usageHead = ['customer', 'event', 'at', 'key', 'property:quantity', 'property:user'] as const;

type Row = readonly string[];
type Day = { readonly on: string; readonly random: Random; readonly scale: number; readonly subscription: DemoSubscription };
type Reading = { readonly minute: number; readonly event: string; readonly quantity: string; readonly user?: string };

const thousandths = (value: number): string => {
  const [whole, part] = [Math.floor(value / 1000), value % 1000];
  return part === 0 ? String(whole) : `${whole}.${String(part).padStart(3, '0').replace(/0+$/, '')}`;
};

const minute = (random: Random, from: number, to: number): number => random.whole(from * 60, to * 60 - 1);
const isWorkday = (on: string): boolean => weekdayOf(on) <= 5;

/** Once on most days, a whole number around the customer's usual one. */
const daily =
  (event: string, usual: number) =>
  (day: Day): readonly Reading[] => {
    const share = (isWorkday(day.on) ? 1 : 0.35) * day.scale * day.random.around();
    return day.random.chance(4)
      ? []
      : [{ minute: minute(day.random, 18, 24), event, quantity: String(Math.max(1, Math.round(usual * share))) }];
  };

const bandwidth = (day: Day): readonly Reading[] =>
  [2, 8, 14, 20].map((hour) => ({
    minute: hour * 60 + day.random.whole(0, 59),
    event: 'edge.bandwidth',
    quantity: thousandths(Math.round(120_000 * day.scale * day.random.around() * (hour === 14 ? 1.6 : 1))),
  }));

const workers = (day: Day): readonly Reading[] => {
  if (!isWorkday(day.on) && day.random.chance(70)) return [];
  const most = Math.max(1, Math.round(6 * day.scale));
  return [
    { minute: minute(day.random, 6, 8), event: 'compute.workers', quantity: String(day.random.whole(1, most)) },
    { minute: minute(day.random, 11, 14), event: 'compute.workers', quantity: String(day.random.whole(1, most + 2)) },
    { minute: minute(day.random, 19, 23), event: 'compute.workers', quantity: String(day.random.whole(0, 1)) },
  ];
};

const archive = (day: Day): readonly Reading[] => {
  if (weekdayOf(day.on) !== 1) return [];
  const weeks = daysBetween('2025-01-01', day.on) / 7;
  const gigabytes = Math.round(900 * day.scale * (1 + weeks * 0.012) * (0.99 + day.random.share() * 0.02));
  return [{ minute: minute(day.random, 1, 3), event: 'archive.size', quantity: String(gigabytes) }];
};

const visits = (day: Day): readonly Reading[] => {
  const readers = Math.max(6, Math.round(90 * day.scale));
  return Array.from({ length: day.random.whole(2, isWorkday(day.on) ? 6 : 3) }, () => ({
    minute: minute(day.random, 7, 22),
    event: 'portal.visit',
    quantity: '',
    user: `u${day.random.whole(1, readers)}`,
  }));
};

/** What a heat pump and a cold store take: little at night, most on workdays. */
const energy = (day: Day): readonly Reading[] =>
  [1, 4, 7, 10, 13, 16, 19, 22].map((hour) => {
    const busy = hour >= 7 && hour < 19 && isWorkday(day.on) ? 1.5 : 0.55;
    return {
      minute: hour * 60 + day.random.whole(0, 59),
      event: 'meter.reading',
      quantity: thousandths(Math.round(60_000 * day.scale * busy * day.random.around())),
    };
  });

const payments = (day: Day): readonly Reading[] => {
  const isYen = day.subscription.customer.country.code === 'JP';
  const due = Number(day.on.slice(8)) <= 5;
  return Array.from({ length: day.random.whole(due ? 5 : 1, due ? 12 : 5) }, () => {
    const pence = Math.round(day.random.pick([1850, 4200, 8990, 24_500, 61_000, 95_000, 140_000]) * day.random.around());
    return { minute: minute(day.random, 6, 23), event: 'payment.settled', quantity: isYen ? String(pence * 2) : thousandths(pence * 10) };
  });
};

const tokens = (day: Day): readonly Reading[] =>
  isWorkday(day.on) && day.random.chance(85)
    ? [
        {
          minute: minute(day.random, 16, 20),
          event: 'ai.tokens',
          quantity: thousandths(Math.round(30_000 * day.scale * day.random.around())),
        },
      ]
    : [];

const texts = (day: Day): readonly Reading[] =>
  Array.from({ length: day.random.chance(9) ? day.random.whole(4, 30) : day.random.whole(0, 1) }, () => ({
    minute: minute(day.random, 0, 24),
    event: 'sms.sent',
    quantity: '',
  }));

const readings: Readonly<Record<string, (day: Day) => readonly Reading[]>> = {
  scale: daily('api.calls', 5200),
  flex: daily('api.calls', 620),
  api: daily('api.calls', 3400),
  watch: daily('sensors.online', 640),
  telemetry: daily('telemetry.batch', 14_000),
  edge: bandwidth,
  compute: workers,
  archive,
  portal: visits,
  grid: energy,
  pay: payments,
  assistant: tokens,
  texts,
};

/** What a subscription was on each of its days: its plan, or nothing while it paused and after it ended. */
const planOn = (subscription: DemoSubscription, events: readonly Row[]): ((on: string) => string) => {
  const turns: (readonly [from: string, plan: string])[] = [[subscription.startsOn, subscription.plan]];
  for (const [on = '', , action, plan = '', , , , , , , days = ''] of events) {
    const current = turns.at(-1)?.[1] ?? '';
    if (action === 'change-plan') turns.push([on, plan]);
    else if (action === 'cancel') turns.push([on, '']);
    else if (action === 'pause') {
      turns.push([on, '']);
      if (days !== '') turns.push([daysAfter(on, Number(days)), current]);
    } else if (action === 'resume' || action === 'reactivate' || action === 'undo-cancel') {
      turns.push([on, turns.findLast(([, before]) => before !== '')?.[1] ?? '']);
    }
  }
  return (on) => turns.findLast(([from]) => from <= on)?.[1] ?? '';
};

const row = (day: Day, reading: Reading, taken: Set<string>): Row => {
  const { customer } = day.subscription;
  let at = reading.minute;
  let key = '';
  do {
    key = (daysBetween('2025-01-01', day.on) * 1440 + at).toString(36);
    at += 1;
  } while (taken.has(`${reading.event} ${key}`));
  taken.add(`${reading.event} ${key}`);
  const clock = `${String(Math.floor(reading.minute / 60)).padStart(2, '0')}:${String(reading.minute % 60).padStart(2, '0')}`;
  return [customer.key, reading.event, `${day.on}T${clock}:00Z`, key, reading.quantity, reading.user ?? ''];
};

const usedBy = (subscription: DemoSubscription, events: readonly Row[], random: Random): readonly Row[] => {
  const plan = planOn(subscription, events);
  const taken = new Set<string>();
  const scale = random.pick([0.15, 0.4, 0.7, 1, 1, 1.4, 2.2, 5]);
  const rows: Row[] = [];
  for (let on = subscription.startsOn; on <= '2025-12-31'; on = daysAfter(on, 1)) {
    const day: Day = { on, random, scale: scale * (1 + daysBetween('2025-01-01', on) * 0.0007), subscription };
    for (const reading of readings[plan(on)]?.(day) ?? []) rows.push(row(day, reading, taken));
  }
  return rows;
};

/** Sums that were reported too high are put right by a negative event of the same day. */
const correction = ([customer = '', event = '', at = '', key = '', quantity = '']: Row): Row => [
  customer,
  event,
  at,
  `${key}x`,
  `-${Math.max(1, Math.floor(Number(quantity) / 10))}`,
  '',
];

/** The months' files: in order of time, but some readings come weeks late, in a later file. */
export const usage = (
  subscriptions: readonly DemoSubscription[],
  events: readonly Row[],
  random: Random,
): ReadonlyMap<string, readonly Row[]> => {
  const files = new Map<string, Row[]>(Array.from({ length: 12 }, (_, month) => [`2025-${String(month + 1).padStart(2, '0')}`, []]));
  for (const subscription of subscriptions) {
    const own = random.fork(subscription.key);
    const rows = usedBy(
      subscription,
      events.filter((event) => event[1] === subscription.key),
      own,
    );
    for (const used of rows) {
      const month = (used[2] ?? '').slice(0, 7);
      const isSum = used[1] === 'api.calls' || used[1] === 'telemetry.batch';
      const late = isSum && own.share() < 0.003 && month < '2025-12';
      files.get(late ? daysAfter(`${month}-28`, 20).slice(0, 7) : month)?.push(used);
      if (isSum && own.share() < 0.002) files.get(month)?.push(correction(used));
    }
  }
  for (const rows of files.values()) rows.sort((a, b) => byText(`${a[2]} ${a[0]} ${a[1]} ${a[3]}`, `${b[2]} ${b[0]} ${b[1]} ${b[3]}`));
  return files;
};
