import { daysAfter, monthStart, type PlainDate } from '../../../core/time/plain-date.ts';
import type { MoneyCell } from '../../../core/views/rows.ts';
import type { SetupCounts } from '../../../core/views/setup-phases.ts';
import type { Role } from '../../state/session.ts';
import type { Tone } from '../../ui/status-badge.tsx';
import type { Standing } from './standing.ts';

/** Something that wants to be done. `id` is its key among the texts. */
export type Task = {
  readonly id: string;
  readonly tone: Tone;
  readonly count: number;
  readonly sums: readonly MoneyCell[];
  readonly href: string;
  readonly day?: string;
};

type Maker = (standing: Standing, counts: SetupCounts, on: PlainDate) => Task | null;

const when = (count: number, task: Omit<Task, 'count' | 'sums'> & { readonly sums?: readonly MoneyCell[] }): Task | null =>
  count > 0 ? { sums: [], ...task, count } : null;

const filtered = (path: string, filters: string): string => `#${path}?f=${encodeURIComponent(filters)}`;

const makers = {
  unfinished: ({ unfinished }) =>
    when(unfinished.length, { id: 'unfinished', tone: 'bad', href: `#/runs/${unfinished[0]?.runId ?? 'new'}` }),
  runDue: ({ lastRun }, { subscriptions }, on) => {
    // A run bills through the last day of a month.
    const due = daysAfter(monthStart(on), -1);
    const isDue = subscriptions > 0 && (lastRun === null || lastRun.through < due);
    return isDue ? { id: 'runDue', tone: 'info', count: 1, sums: [], href: '#/runs/new', day: due } : null;
  },
  exceptions: ({ lastRun }) => when(lastRun?.exceptions ?? 0, { id: 'exceptions', tone: 'warning', href: `#/runs/${lastRun?.id ?? ''}` }),
  overdue: ({ overdue }) =>
    when(overdue.count, { id: 'overdue', tone: 'bad', sums: overdue.sums, href: filtered('/invoices', 'status:is:overdue') }),
  drafts: ({ drafts }) =>
    when(drafts.count, { id: 'drafts', tone: 'neutral', sums: drafts.sums, href: filtered('/invoices', 'status:is:draft|pending') }),
  trials: ({ trialsEnding }) =>
    when(trialsEnding.count, { id: 'trials', tone: 'info', href: filtered('/subscriptions', 'status:is:trial') }),
  ending: ({ ending }) => when(ending.count, { id: 'ending', tone: 'warning', href: filtered('/subscriptions', 'status:is:ending') }),
  paused: ({ paused }) => when(paused.count, { id: 'paused', tone: 'neutral', href: filtered('/subscriptions', 'status:is:paused') }),
  changes: ({ pendingChanges }) =>
    when(pendingChanges.count, { id: 'changes', tone: 'info', href: filtered('/subscriptions', 'nextChange:period:next-30') }),
  unregistered: (_standing, { untaxedEntities }) => when(untaxedEntities, { id: 'unregistered', tone: 'warning', href: '#/settings' }),
  ratesMissing: (_standing, { placesWithoutRate }) =>
    when(placesWithoutRate, { id: 'ratesMissing', tone: 'bad', href: '#/settings?tab=tax&do=set-up' }),
} as const satisfies Readonly<Record<string, Maker>>;

type TaskId = keyof typeof makers;

/** What each role is asked to do first; the rest follows, since a role hides nothing. */
const first: Readonly<Record<Role, readonly TaskId[]>> = {
  finance: ['unfinished', 'runDue', 'exceptions', 'overdue', 'drafts', 'ratesMissing', 'unregistered'],
  sales: ['trials', 'ending', 'changes', 'paused', 'overdue'],
  admin: ['unfinished', 'ratesMissing', 'unregistered', 'exceptions', 'runDue'],
};

/** What there is to do, for a role, in order. */
export const tasksFor = (role: Role, standing: Standing, counts: SetupCounts, on: PlainDate): readonly Task[] => {
  const order: readonly TaskId[] = [...new Set<TaskId>([...first[role], ...(Object.keys(makers) as TaskId[])])];
  return order.flatMap((id) => makers[id](standing, counts, on) ?? []);
};
