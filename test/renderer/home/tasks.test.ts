import { describe, expect, it } from 'vitest';
import en from '../../../assets/locales/en/home.json' with { type: 'json' };
import type { SetupCounts } from '../../../core/views/setup-phases.ts';
import type { Counted, Standing } from '../../../renderer/features/home/standing.ts';
import { tasksFor } from '../../../renderer/features/home/tasks.ts';

const none: Counted = { count: 0, sums: [] };
const some: Counted = { count: 2, sums: [{ minor: 100, currency: 'EUR' }] };
const calm: Standing = {
  unfinished: [],
  lastRun: { id: 'run', through: '2026-10-31', exceptions: 0 },
  drafts: none,
  overdue: none,
  open: none,
  invoicedThisMonth: none,
  receivedThisMonth: none,
  trialsEnding: none,
  trials: none,
  ending: none,
  paused: none,
  activeSubscriptions: none,
  customers: none,
  newCustomers: none,
  pendingChanges: none,
};
const counts = { subscriptions: 3, untaxedEntities: 0, placesWithoutRate: 0 } as SetupCounts;
const busy: Standing = {
  ...calm,
  unfinished: [{ runId: 'r', period: { start: '2026-10-01', end: '2026-11-01' }, entityIds: [], done: 1, planned: 2 }],
  lastRun: { id: 'run', through: '2026-09-30', exceptions: 4 },
  drafts: some,
  overdue: some,
  trialsEnding: some,
  ending: some,
  paused: some,
  pendingChanges: some,
};

describe('what to do next', () => {
  it('[WFL-06] nothing where nothing waits', () => {
    expect(tasksFor('finance', calm, counts, '2026-11-20')).toEqual([]);
  });

  it('[WFL-06] a month that is over and was not billed is due, through its last day', () => {
    expect(tasksFor('finance', calm, counts, '2026-12-01').map(({ id, day }) => [id, day])).toEqual([['runDue', '2026-11-30']]);
    expect(tasksFor('finance', { ...calm, lastRun: null }, { ...counts, subscriptions: 0 }, '2026-12-01')).toEqual([]);
  });

  it('[WFL-06] each role has its own first, sees all, and all of it has words', () => {
    const all = { ...counts, untaxedEntities: 1, placesWithoutRate: 1 };
    const ids = (role: 'finance' | 'sales' | 'admin') => tasksFor(role, busy, all, '2026-11-20').map(({ id }) => id);
    expect(ids('finance').slice(0, 4)).toEqual(['unfinished', 'runDue', 'exceptions', 'overdue']);
    expect(ids('sales')[0]).toBe('trials');
    expect(ids('admin').slice(0, 2)).toEqual(['unfinished', 'ratesMissing']);
    expect(ids('sales').toSorted()).toEqual(ids('finance').toSorted());
    expect(ids('admin').toSorted()).toEqual(Object.keys(en.tasks).toSorted());
  });
});
