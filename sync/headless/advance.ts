import type { Command } from '../../core/kernel/command.ts';
import type { ProblemLike } from '../../core/kernel/outcome.ts';
import { advanceSubscriptions } from '../../core/subscriptions/advance-subscriptions.ts';
import type { Store } from '../local/store.ts';
import { type Entry, importedId } from './import/step.ts';
import { planned } from '../local/run-command.ts';

const inOneCommand = 200;

/**
 * Brings subscriptions forward to a moment (OFF-06): starts, trial ends, planned changes, renewals. Where time has done nothing, nothing is
 * written. Answers what stood in the way.
 */
export const advanceTo = async (store: Store, entry: Entry, subscriptionIds: readonly string[]): Promise<readonly ProblemLike[]> => {
  const problems: ProblemLike[] = [];
  for (let start = 0; start < subscriptionIds.length; start += inOneCommand) {
    const ids = subscriptionIds.slice(start, start + inOneCommand);
    const id = importedId('subscription.advance', `${entry.at}|${ids.join(',')}`);
    if ((await store.known(id)) !== null) continue;
    const command: Command<'subscription.advance', { subscriptionIds: readonly string[] }> = {
      id,
      kind: 'subscription.advance',
      at: entry.at,
      by: entry.by,
      body: { subscriptionIds: ids },
    };
    const plan = await planned(store, advanceSubscriptions, command);
    if (!plan.ok) problems.push(...plan.problems);
    else if (plan.value.writes.length > 0) await store.commit(plan.value);
  }
  return problems;
};
