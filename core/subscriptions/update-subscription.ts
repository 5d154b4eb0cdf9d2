import { type Static, Type } from 'typebox';
import { orNull } from '../catalog/version-schema.ts';
import type { Command } from '../kernel/command.ts';
import { edited, type EditConflict, type Edits } from '../kernel/edit.ts';
import { done, refuse } from '../kernel/outcome.ts';
import { editsOf, strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { idSchema, textSchema } from '../organization/schema.ts';
import { dateIn } from '../time/zone.ts';
import { netTermsSchema, topUpSchema } from './schema.ts';
import {
  gatherSubscription,
  readyFor,
  type ReadyProblem,
  subscriptionChange,
  type SubscriptionFacts,
  type SubscriptionReads,
} from './subscription-facts.ts';
import { transition, withHistory } from './transitions.ts';
import type { Subscription } from './types.ts';

const metadataText = textSchema(500);
const metadataEdit = strictObject({ from: orNull(metadataText), to: orNull(metadataText) });

export const updateSubscriptionSchema = strictObject({
  subscriptionId: idSchema,
  fields: Type.Optional(editsOf({ netTermsDays: netTermsSchema, topUp: orNull(topUpSchema) })),
  /** BIL-02: whether the contract goes on when it ends. */
  autoRenew: Type.Optional(strictObject({ from: Type.Boolean(), to: Type.Boolean() })),
  /** By key; `null` for a key that is not there. */
  metadata: Type.Optional(
    Type.Immutable(
      Type.Unsafe<Record<string, Static<typeof metadataEdit>>>(
        Type.Object(
          {},
          { patternProperties: { '^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,99}$': metadataEdit }, additionalProperties: false, maxProperties: 60 },
        ),
      ),
    ),
  ),
});

export type UpdateSubscription = Command<'subscription.update', Static<typeof updateSubscriptionSchema>>;

export type UpdateSubscriptionProblem =
  | ReadyProblem
  | EditConflict
  | { readonly code: 'subscription.no-contract'; readonly subscriptionId: string };

type MetadataEdits = Readonly<Record<string, { readonly from: string | null; readonly to: string | null }>>;

/** Keys as fields, so that two stations that set different keys do not meet. */
const metadataAfter = (subscription: Subscription, edits: MetadataEdits) => {
  const before: Readonly<Record<string, string | null>> = Object.fromEntries(
    Object.keys(edits).map((key) => [key, subscription.metadata[key] ?? null]),
  );
  return edited(before, edits as Edits<typeof before>, '/metadata');
};

/** SUB-08, SUB-18: what changes in place and no period: terms of payment, top-ups, the contract's renewal, free facts. Each field with what it was. */
export const updateSubscription: UseCase<UpdateSubscription, SubscriptionFacts, UpdateSubscriptionProblem, Reads<SubscriptionReads>> = {
  kind: 'subscription.update',
  shape: updateSubscriptionSchema,
  gather: (command, source) => gatherSubscription(source, command.body.subscriptionId),

  plan: (command, facts) => {
    const { subscriptionId, fields = {}, autoRenew, metadata = {} } = command.body;
    const ready = readyFor(facts, subscriptionId, command, null);
    if (!ready.ok) return ready;
    const { subscription } = ready.value;
    const { contract } = subscription;
    if (autoRenew !== undefined && contract === null) return refuse({ code: 'subscription.no-contract', subscriptionId });
    const plain = edited(subscription, fields);
    const keys = metadataAfter(subscription, metadata);
    const renewed = contract === null || autoRenew === undefined ? done(contract) : edited(contract, { autoRenew }, '/contract');
    const conflicts = [plain, keys, renewed].flatMap((outcome) => (outcome.ok ? [] : outcome.problems));
    if (!plain.ok || !keys.ok || !renewed.ok) return { ok: false, problems: conflicts };
    const entries = Object.entries({ ...subscription.metadata, ...keys.value }).filter(
      (entry): entry is [string, string] => entry[1] !== null,
    );
    const after: Subscription = { ...plain.value, contract: renewed.value, metadata: Object.fromEntries(entries) };
    const named = [
      ...Object.keys(fields),
      ...(autoRenew === undefined ? [] : ['autoRenew']),
      ...Object.keys(metadata).map((key) => `metadata.${key}`),
    ];
    const entry = transition('updated', dateIn(command.at, subscription.zone), command, { fields: named.join(' ').slice(0, 500) });
    return done(subscriptionChange(command, ready.value, withHistory(after, entry)));
  },
};
