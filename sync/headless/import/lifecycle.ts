import { byText } from '../../../core/kernel/order.ts';
import type { Source } from '../../../core/sources.ts';
import { advanceTo } from '../advance.ts';
import type { ImportSource } from './import-source.ts';
import { type Change, changeStep, type LifecycleRow, lifecycleSpace, rowKey } from './lifecycle-steps.ts';
import type { Mapping } from './header.ts';
import { lookup } from './lookups.ts';
import { date, decimal, integer, oneOf, text } from './readers.ts';
import { rowsOf } from './rows.ts';
import { type Entry, importedId, refusal, type Step, type Steps } from './step.ts';
import { maybe, needed, type ReadRow, type Table } from './table.ts';
import { referenceKey } from './subscriptions.ts';

/** Dated events in the lives of subscriptions. Which of the columns an action reads is said in assets/demo/README.md. */
export const lifecycleTable = {
  name: 'lifecycle',
  columns: {
    date: needed(date, 'on', 'effective'),
    subscription: needed(text(120), 'subscription id', 'reference', 'contract'),
    action: needed(
      oneOf(
        'change-plan',
        'change-quantity',
        'add-add-on',
        'remove-add-on',
        'pause',
        'resume',
        'cancel',
        'undo-cancel',
        'reactivate',
        'redeem',
        'negotiate',
      ),
    ),
    plan: maybe(text(64), ''),
    cycle: maybe(text(64), ''),
    quantity: maybe(decimal({ from: '0' }), null),
    offer: maybe(text(60), '', 'code'),
    component: maybe(text(64), ''),
    price: maybe(decimal({ from: '0' }), null),
    when: maybe(oneOf('now', 'period-end'), 'now' as const),
    days: maybe(integer(1, 3660), null),
    reason: maybe(oneOf('customer_request', 'payment_failure', 'trial_ended', 'migration', 'other'), 'other' as const),
    credit: maybe(oneOf('none', 'prorated', 'full'), 'prorated' as const),
    note: maybe(text(500), ''),
  },
} satisfies Table<LifecycleRow>;

/** The moment of a day at which its events are entered: every zone in which a company works has that day then, but for the far Pacific. */
export const momentOf = (day: string): string => `${day}T10:00:00.000Z`;

/** Which days: from inclusive, before exclusive. */
export type Days = { readonly from: string; readonly before: string };

/** Applies the events of some days in the order of time, each at its own moment, to subscriptions that were brought forward to it. */
export const lifecycleSteps = (file: ImportSource, by: Entry['by'], days: Days, mapping: Mapping = {}): Steps =>
  async function* (store, skip) {
    const events: ReadRow<LifecycleRow>[] = [];
    for await (const { rows, ...rest } of rowsOf<LifecycleRow>(file, lifecycleTable, mapping)) {
      const mine = rows.filter(({ row }) => row.date >= days.from && row.date < days.before);
      yield { ...rest, rows: mine.length + rest.badLines };
      events.push(...mine.filter(({ line }) => !skip.has(line)));
    }
    const subscriptionOf = lookup(store, 'subscription', ({ metadata }) => metadata[referenceKey] ?? '');
    for (const event of events.sort((a, b) => byText(a.row.date, b.row.date) || a.line - b.line)) {
      if ((await store.known(importedId(lifecycleSpace, rowKey(event.row)))) !== null) {
        yield happened;
        continue;
      }
      const found = await subscriptionOf(event.row.subscription);
      if (found === null) yield refusal(event.line, { code: 'subscription.missing' });
      else yield* eventSteps(event, found.id, { at: momentOf(event.row.date), by }, store);
    }
  };

/** An event of an earlier import. */
const happened: Step = { path: '', run: async () => ({ kind: 'known', refused: [] }) };

async function* eventSteps(event: ReadRow<LifecycleRow>, subscriptionId: string, entry: Entry, source: Source): AsyncGenerator<Step> {
  const { line, row } = event;
  yield {
    path: '',
    run: async (store) => {
      const problems = await advanceTo(store, entry, [subscriptionId]);
      return { kind: problems.length === 0 ? 'known' : 'refused', refused: problems.map((problem) => ({ line, problem })) };
    },
  };
  const subscription = await source.get('subscription', subscriptionId);
  if (subscription === null) return;
  const change: Change = { entry, line, row, subscription, source };
  yield await changeStep(change);
}
