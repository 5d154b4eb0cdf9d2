import type { DocumentKind, Documents } from '../../core/collections.ts';
import { derivedId } from '../../core/kernel/ids.ts';
import type { Actor, Change, Command } from '../../core/kernel/command.ts';
import type { Where } from '../../core/kernel/use-case.ts';
import type { Source } from '../../core/sources.ts';
import { advanceSubscriptions } from '../../core/subscriptions/advance-subscriptions.ts';
import type { Subscription } from '../../core/subscriptions/types.ts';
import type { Instant } from '../../core/time/instant.ts';
import { planned } from './run-command.ts';

const inOneCommand = 200;

/** What time has done, and every subscription that was looked at, as it is once that has landed. */
export type Advanced = { readonly changes: readonly Change[]; readonly subscriptions: readonly Subscription[] };

/**
 * OFF-06: what time alone has done to subscriptions up to a moment (starts, trial ends, changes whose day has come, pauses that ran out), as changes of
 * at most 200 subscriptions each. Before anything is billed it must have landed. Where time has done nothing, there is no change. A batch that cannot
 * be planned is left out: the billing run then names its subscriptions as behind.
 */
export const advanceChanges = async (
  source: Source,
  moment: { readonly at: Instant; readonly by: Actor },
  /** Only subscriptions of these customers; `null`: all. */
  customerIds: readonly string[] | null = null,
): Promise<readonly Change[]> => (await advanced(source, moment, customerIds)).changes;

/** The same, with what was read for it. */
export const advanced = async (
  source: Source,
  moment: { readonly at: Instant; readonly by: Actor },
  customerIds: readonly string[] | null = null,
): Promise<Advanced> => {
  const found = await source.list('subscription', customerIds === null ? {} : { customerIds });
  const ids = found.filter(({ state }) => state.kind !== 'cancelled').map(({ id }) => id);
  const byId = new Map(found.map((subscription) => [subscription.id, subscription]));
  // They are read once: a batch takes its own out of what is here.
  const read: Pick<Source, 'list'> = {
    list: async <K extends DocumentKind>(kind: K, where: Where = {}) =>
      kind === 'subscription' && where.ids !== undefined
        ? (where.ids.flatMap((id) => byId.get(id) ?? []) as unknown as readonly Documents[K][])
        : source.list(kind, where),
  };
  const changes: Change[] = [];
  for (let start = 0; start < ids.length; start += inOneCommand) {
    const subscriptionIds = ids.slice(start, start + inOneCommand);
    const command: Command<'subscription.advance', { subscriptionIds: readonly string[] }> = {
      id: derivedId('cmd', 'subscription.advance', moment.at, ...subscriptionIds),
      kind: 'subscription.advance',
      at: moment.at,
      by: moment.by,
      body: { subscriptionIds },
    };
    const plan = await planned({ get: source.get, list: read.list }, advanceSubscriptions, command);
    if (plan.ok && plan.value.writes.length > 0) changes.push(plan.value);
  }
  for (const { document } of changes.flatMap(({ writes }) => writes))
    if (document.kind === 'subscription') byId.set(document.id, document as Subscription);
  return { changes, subscriptions: [...byId.values()] };
};
