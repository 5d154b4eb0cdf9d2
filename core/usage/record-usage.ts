import type { Customer } from '../customers/types.ts';
import { type Command, created } from '../kernel/command.ts';
import { done } from '../kernel/outcome.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { eventId, judgedEvents, type RecordFacts, type RecordUsageProblem } from './judge.ts';
import { type RecordUsageBody, recordUsageSchema, type ReportedEvent } from './schema.ts';
import type { Metric, UsageEvent } from './types.ts';

export type RecordUsage = Command<'usage.record', RecordUsageBody>;

/** A subscription as this domain knows it: whose it is. */
type Owned = { readonly id: string; readonly customerId: string };

/** USG-04: what became of a batch. An event that was counted before is accepted again, without effect. */
export type UsageReceipt = {
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: readonly RecordUsageProblem[];
};

export type RecordUsageSource = Reads<{ customer: Customer; metric: Metric; 'usage-event': UsageEvent; subscription: Owned }>;

const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)].filter((text) => text !== '').sort();

const idsOf = (command: RecordUsage, event: ReportedEvent, index: number): readonly string[] =>
  event.supersedes === null ? [eventId(command.id, event, index)] : [eventId(command.id, event, index), event.supersedes];

/** USG-04: how each event of the batch was judged, for the reply. `plan` judges by the same function, so the two cannot differ. */
export const usageReceipt = (command: RecordUsage, facts: RecordFacts): UsageReceipt => {
  const judged = judgedEvents(command, facts);
  return {
    accepted: judged.filter(({ verdict }) => verdict.kind !== 'rejected').length,
    duplicates: judged.filter(({ verdict }) => verdict.kind === 'duplicate').length,
    rejected: judged.flatMap(({ verdict }) => (verdict.kind === 'rejected' ? [verdict.problem] : [])),
  };
};

/**
 * USG-01 to USG-05, USG-10, USG-11: takes in a batch of events, each judged alone. Events are only ever added. The command is refused where every event of it is;
 * where only some are, the others are counted and `usageReceipt` names the rest.
 */
export const recordUsage: UseCase<RecordUsage, RecordFacts, RecordUsageProblem, RecordUsageSource> = {
  kind: 'usage.record',
  shape: recordUsageSchema,

  gather: async (command, source) => {
    const { events } = command.body;
    const customers = await source.list('customer', { ids: distinct(events.map(({ customerId }) => customerId)) });
    const known = await source.list('usage-event', { ids: distinct(events.flatMap((event, index) => idsOf(command, event, index))) });
    const subscriptionIds = distinct(events.map(({ subscriptionId }) => subscriptionId));
    const subscriptions = subscriptionIds.length === 0 ? [] : await source.list('subscription', { ids: subscriptionIds });
    return {
      customerIds: new Set(customers.map(({ id }) => id)),
      ownerOf: new Map(subscriptions.map(({ id, customerId }) => [id, customerId])),
      metrics: (await source.list('metric')).filter(({ state }) => state === 'active'),
      known: new Map(known.map((event) => [event.id, event])),
    };
  },

  plan: (command, facts) => {
    const verdicts = judgedEvents(command, facts).map(({ verdict }) => verdict);
    const problems = verdicts.flatMap((verdict) => (verdict.kind === 'rejected' ? [verdict.problem] : []));
    if (problems.length === verdicts.length) return { ok: false, problems };
    return done({
      command,
      writes: verdicts.flatMap((verdict) => (verdict.kind === 'accepted' ? [created<UsageEvent>(verdict.event)] : [])),
    });
  },
};
