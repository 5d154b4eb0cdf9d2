import type { Command } from '../../../core/kernel/command.ts';
import { derivedId } from '../../../core/kernel/ids.ts';
import type { Source } from '../../../core/sources.ts';
import { advanceSubscriptions, type AdvanceSubscriptions } from '../../../core/subscriptions/advance-subscriptions.ts';
import { serverActor } from './server-actor.ts';
import type { Job, JobWork } from './job.ts';

const inOneCommand = 200;

/** OFF-06: what time alone does to subscriptions. Where it has done nothing, no command is given. */
export const advanceJob = (schedule: string | null): Job => ({
  name: 'advance',
  schedule,
  run: async (work) => ({ subscriptions: await advanced(work) }),
});

/** Also before anything is billed. Answers how many subscriptions changed. */
export const advanced = async ({ source, dueAt, give, goOn }: JobWork): Promise<number> => {
  const ids = (await source.list('subscription')).filter(({ state }) => state.kind !== 'cancelled').map(({ id }) => id);
  let count = 0;
  for (let start = 0; start < ids.length; start += inOneCommand) {
    const command = advanceCommand(ids.slice(start, start + inOneCommand), dueAt);
    const changed = await changedBy(source, command);
    if (changed === 0) await goOn();
    else await give([command]);
    count += changed;
  }
  return count;
};

const advanceCommand = (subscriptionIds: readonly string[], at: string): AdvanceSubscriptions => ({
  id: derivedId('cmd', 'subscription.advance', at, ...subscriptionIds),
  kind: 'subscription.advance',
  at,
  by: serverActor,
  body: { subscriptionIds },
});

/** How many it would change; none where it cannot be planned: the billing run then names them as behind. */
const changedBy = async (source: Source, command: AdvanceSubscriptions & Command): Promise<number> => {
  const plan = advanceSubscriptions.plan(command, await advanceSubscriptions.gather(command, source));
  return plan.ok ? plan.value.writes.length : 0;
};
