import { type Static, Type } from 'typebox';
import { choice } from '../catalog/version-schema.ts';
import { type Command, revised, type Write } from '../kernel/command.ts';
import { derivedId } from '../kernel/ids.ts';
import { done } from '../kernel/outcome.ts';
import { strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import type { Offer } from '../offers/types.ts';
import { idSchema, textSchema } from '../organization/schema.ts';
import { countedDateSchema } from '../time/schema.ts';
import { type MigrationFacts, type MigrationRow, type Migrated, migrated } from './migration.ts';
import { gatherMove, type MoveReads } from './move-target.ts';
import { prorationSchema } from './schema.ts';
import { subscriptionWrite } from './subscription-facts.ts';
import { baseItemId } from './timeline.ts';
import type { Subscription, SubscriptionId } from './types.ts';

/** OFR-23: how many subscriptions one command moves. */
export const migrationBatchSize = 100;

export const applyMigrationSchema = strictObject({
  migrationId: idSchema,
  from: idSchema,
  to: textSchema(120, 1),
  cycle: Type.Optional(textSchema(120, 1)),
  when: choice('now', 'next-period'),
  notBefore: Type.Optional(countedDateSchema),
  proration: Type.Optional(prorationSchema),
  unlinkedAddOns: Type.Optional(choice('refuse', 'detach')),
  agreedPrices: Type.Optional(choice('stay', 'lose')),
  contracts: Type.Optional(choice('stay', 'move')),
  offerId: Type.Optional(idSchema),
  subscriptionIds: Type.Immutable(Type.Array(idSchema, { minItems: 1, maxItems: migrationBatchSize })),
});

export type ApplyMigration = Command<'migration.apply', Static<typeof applyMigrationSchema>>;

export type ApplyMigrationFacts = { readonly rows: ReadonlyMap<SubscriptionId, MigrationFacts> };

type Reading = MoveReads & { offer: Offer };

export const gatherMigration = async (command: ApplyMigration, source: Reads<Reading>): Promise<ApplyMigrationFacts> => {
  const { to, offerId, subscriptionIds } = command.body;
  const offer = offerId === undefined ? null : await source.get('offer', offerId);
  const rows = new Map<SubscriptionId, MigrationFacts>();
  for (const id of new Set(subscriptionIds)) {
    const facts = await gatherMove(source, id, baseItemId, to);
    const others = facts.subscription === null ? [] : await source.list('subscription', { customerIds: [facts.subscription.customerId] });
    rows.set(id, { ...facts, offer, others });
  }
  return { rows };
};

/** One limit for the whole batch: each subscription that takes the offer leaves one less for the next. */
const allMigrated = (
  command: ApplyMigration,
  facts: ApplyMigrationFacts,
): { readonly results: readonly Migrated[]; readonly offer: Offer | null } => {
  const { subscriptionIds: _subscriptionIds, ...terms } = command.body;
  const results: Migrated[] = [];
  let offer: Offer | null = null;
  for (const [id, row] of facts.rows) {
    const result = migrated(command, terms, id, offer === null ? row : { ...row, offer });
    const given: Offer | null = offer ?? row.offer;
    if (result.after !== null && given !== null) offer = { ...given, redeemed: given.redeemed + 1 };
    results.push(result);
  }
  return { results, offer };
};

/** OFR-23, BEY-09: the dry run: each customer's effect, and those who will not change and why. Nothing is written. */
export const migrationRows = (command: ApplyMigration, facts: ApplyMigrationFacts): readonly MigrationRow[] =>
  allMigrated(command, facts).results.map(({ row }) => row);

/**
 * OFR-22, OFR-23: moves a batch. It is never refused: whoever cannot move is a row of the report, and no reason to stop the others. Applied again it finds those that moved and leaves them; undone, before it takes effect, by
 * withdraw-change.
 */
export const applyMigration: UseCase<ApplyMigration, ApplyMigrationFacts, never, Reads<Reading>> = {
  kind: 'migration.apply',
  shape: applyMigrationSchema,
  gather: gatherMigration,

  plan: (command, facts) => {
    const { results, offer } = allMigrated(command, facts);
    const writes: Write[] = results.flatMap(({ after }) =>
      after === null ? [] : [subscriptionWrite(command, after.ready.stored, after.subscription, after.ready.versions)],
    );
    const before = [...facts.rows.values()].find((row) => row.offer !== null)?.offer ?? null;
    if (offer !== null && before !== null) writes.push(revised<Offer>(before, offer));
    return done({ command, writes });
  },
};

/** OFR-22: who is asked: the subscriptions whose base plan is (or was last) on the plan, narrowed as wanted. */
export type Cohort = {
  readonly planId: string;
  readonly versions?: readonly number[];
  readonly currencies?: readonly string[];
  readonly countries?: readonly string[];
  readonly customerIds?: readonly string[];
};

export const inCohort = (subscription: Subscription, cohort: Cohort): boolean => {
  if (subscription.state.kind === 'cancelled') return false;
  const term = subscription.items.find(({ type }) => type === 'base')?.terms.at(-1);
  const within = <T>(wanted: readonly T[] | undefined, value: T): boolean => wanted === undefined || wanted.includes(value);
  return (
    term?.planId === cohort.planId &&
    within(cohort.versions, term.planVersion) &&
    within(cohort.currencies, subscription.currency) &&
    within(cohort.countries, subscription.country) &&
    within(cohort.customerIds, subscription.customerId)
  );
};

/** The commands that a migration is cut into: the same cohort gives the same ids, so that a migration that was stopped goes on where it was (OFR-23). */
export const migrationBatches = (
  migrationId: string,
  subscriptionIds: readonly SubscriptionId[],
): readonly { readonly commandId: string; readonly subscriptionIds: readonly SubscriptionId[] }[] => {
  const sorted = [...new Set(subscriptionIds)].sort();
  const batches = [];
  for (let at = 0; at < sorted.length; at += migrationBatchSize) {
    const chunk = sorted.slice(at, at + migrationBatchSize);
    batches.push({ commandId: derivedId('cmd', migrationId, ...chunk), subscriptionIds: chunk });
  }
  return batches;
};
