import { daysAfter, monthStart, type PlainDate } from '../../../core/time/plain-date.ts';
import type { MoneyCell, RowFilter } from '../../../core/views/rows.ts';
import { useAsked, useToday } from '../../app/hooks.ts';
import { workstation } from '../../app/workstation.ts';
import { useSession } from '../../state/session.ts';
import type { UnfinishedRun } from '../../workers/store-api.ts';

export type Counted = { readonly count: number; readonly sums: readonly MoneyCell[] };

const is = (column: string, ...values: readonly string[]): RowFilter => ({ column, op: 'is', values });

/** A trial that ends within so many days asks for a word with the customer. */
const trialDays = 14;

/** How the company stands on a day: what asks for something to be done, and a few figures. */
export type Standing = {
  readonly unfinished: readonly UnfinishedRun[];
  readonly lastRun: { readonly id: string; readonly through: string; readonly exceptions: number } | null;
  readonly drafts: Counted;
  readonly overdue: Counted;
  readonly open: Counted;
  readonly invoicedThisMonth: Counted;
  readonly receivedThisMonth: Counted;
  readonly trialsEnding: Counted;
  readonly trials: Counted;
  readonly ending: Counted;
  readonly paused: Counted;
  readonly activeSubscriptions: Counted;
  readonly customers: Counted;
  readonly newCustomers: Counted;
  readonly pendingChanges: Counted;
};

type Counter = (kind: string, sumOf: string | null, ...filters: readonly RowFilter[]) => Promise<Counted>;

const counterOn =
  (on: PlainDate, entityId: string | null): Counter =>
  async (kind, sumOf, ...filters) => {
    const { matching, totals } = await workstation().rows({ kind, filters, text: '', sort: [], from: 0, count: 0, on, entityId });
    return { count: matching, sums: sumOf === null ? [] : (totals[sumOf] ?? []) };
  };

const lastRunOn = async (on: PlainDate, entityId: string | null): Promise<Standing['lastRun']> => {
  const { rows } = await workstation().rows({
    kind: 'billing-run',
    filters: [is('status', 'finished')],
    text: '',
    sort: [{ column: 'periodEnd', descending: true }],
    from: 0,
    count: 1,
    on,
    entityId,
  });
  const [row] = rows;
  return row === undefined
    ? null
    : {
        id: row.id,
        through: typeof row.cells['periodEnd'] === 'string' ? row.cells['periodEnd'] : '',
        exceptions: Number(row.cells['exceptions'] ?? 0),
      };
};

const standingOn = async (on: PlainDate, entityId: string | null): Promise<Standing> => {
  const counted = counterOn(on, entityId);
  const month = monthStart(on);
  const since = (column: string, day: PlainDate): RowFilter => ({ column, op: 'from', values: [day] });
  const upTo = (column: string, day: PlainDate): RowFilter => ({ column, op: 'until', values: [day] });
  const issued: RowFilter = { column: 'status', op: 'is-not', values: ['draft', 'pending', 'void', 'discarded'] };
  const [unfinished, lastRun, drafts, overdue, open, invoicedThisMonth, receivedThisMonth] = await Promise.all([
    workstation().run.unfinished(),
    lastRunOn(on, entityId),
    counted('invoice', 'gross', is('status', 'draft', 'pending')),
    counted('invoice', 'due', is('status', 'overdue')),
    counted('invoice', 'due', is('status', 'posted', 'partially-paid', 'overdue')),
    counted('invoice', 'gross', issued, since('issuedOn', month), upTo('issuedOn', on)),
    counted('payment', 'amount', is('status', 'received'), since('receivedOn', month), upTo('receivedOn', on)),
  ]);
  const [trialsEnding, trials, ending, paused, activeSubscriptions, customers, newCustomers, pendingChanges] = await Promise.all([
    counted('subscription', null, is('status', 'trial'), upTo('nextChange', daysAfter(on, trialDays))),
    counted('subscription', null, is('status', 'trial')),
    counted('subscription', null, is('status', 'ending')),
    counted('subscription', null, is('status', 'paused')),
    counted('subscription', null, is('status', 'active', 'ending')),
    counted('customer', null, is('status', 'active')),
    counted('customer', null, since('signedUpOn', daysAfter(on, -30)), upTo('signedUpOn', on)),
    counted('subscription', null, since('nextChange', on), upTo('nextChange', daysAfter(on, 30))),
  ]);
  return {
    unfinished,
    lastRun,
    drafts,
    overdue,
    open,
    invoicedThisMonth,
    receivedThisMonth,
    trialsEnding,
    trials,
    ending,
    paused,
    activeSubscriptions,
    customers,
    newCustomers,
    pendingChanges,
  };
};

/** Asked again after every commit. */
export const useStanding = (): Standing | undefined => {
  const today = useToday();
  const entityId = useSession((session) => session.entityId);
  return useAsked(
    `standing|${today}|${entityId ?? ''}`,
    () => standingOn(today, entityId),
    () => true,
  ).value;
};
