import type { EntitlementDefinition } from '../catalog/types.ts';
import { derivedId } from '../kernel/ids.ts';
import { type DecimalText, decimalText, exact } from '../money/exact.ts';
import type { Instant } from '../time/instant.ts';
import { expiryOf } from './expiry.ts';
import { moved } from './grant-state.ts';
import type { Allotment, Grant } from './types.ts';

/** ENT-30: `null` outside a trial. */
export type TrialLevel = 'full' | 'restricted' | null;

/** What is known when grants are made. Instants come from the subscription's dates: `startOfDay(date, subscription.zone)`. */
export type ProvisionContext = {
  /** The id of the command that causes it: ids of grants are derived from it, the item and the definition. */
  readonly cause: string;
  readonly itemId: string;
  /** The item's quantity, for definitions that count per unit. */
  readonly quantity: DecimalText;
  /** When it was decided. */
  readonly at: Instant;
  /** From when it may be used; after `at` the grant is pending until then. */
  readonly startsAt: Instant;
  /** The end (exclusive) of the billing period or trial in which it starts; `null` where none is running. */
  readonly periodEnd: Instant | null;
  readonly trial: TrialLevel;
};

/** What a definition gives: its base allowance or limit (`null` is unlimited or plain access), or nothing at all on a restricted trial (ENT-30). */
export const levelOf = (
  definition: EntitlementDefinition,
  quantity: DecimalText,
  trial: TrialLevel,
): { readonly given: false } | { readonly given: true; readonly limit: DecimalText | null } => {
  if (trial === 'restricted') {
    if (definition.trialQuantity === null) return { given: false };
    return { given: true, limit: definition.grant.kind === 'access' ? null : definition.trialQuantity };
  }
  if (definition.grant.kind !== 'limit') return { given: true, limit: null };
  const { quantity: base } = definition.grant;
  return { given: true, limit: definition.perUnit ? decimalText(exact(base).times(quantity)) : base };
};

/** The allowance of a period. An unlimited counter has one of zero units, which only counts what is used. */
export const allowanceOf = (
  grantId: string,
  definition: EntitlementDefinition,
  limit: DecimalText | null,
  source: 'allowance' | 'trial',
  at: Instant,
): readonly Allotment[] =>
  definition.counting === 'consumable'
    ? [{ id: `${grantId}/${source}/${at}`, source, granted: limit ?? '0', used: '0', grantedAt: at, expiresAt: null }]
    : [];

const granted = (definition: EntitlementDefinition, limit: DecimalText | null, context: ProvisionContext): Grant => {
  const id = derivedId('gra', context.cause, context.itemId, definition.id);
  const { at, startsAt, periodEnd } = context;
  const grant: Grant = {
    id,
    itemId: context.itemId,
    featureId: definition.featureId,
    definition,
    limit,
    inUse: '0',
    allotments: allowanceOf(id, definition, limit, context.trial === null ? 'allowance' : 'trial', startsAt),
    state: { kind: 'pending', startsAt },
    expiresAt: expiryOf(definition, { startedAt: startsAt, renewedAt: startsAt, periodEnd }),
    resetsAt: periodEnd,
    next: null,
    consumed: [],
    log: [{ at, kind: 'provisioned', facts: { limit: limit ?? '', startsAt, trial: context.trial ?? '' } }],
  };
  return startsAt > at ? grant : { ...grant, state: { kind: 'active' } };
};

/** ENT-02, ENT-03, ENT-30: the grants of a plan's definitions for one item: at creation, at the start of a trial, when an add-on is attached. */
export const provisioned = (definitions: readonly EntitlementDefinition[], context: ProvisionContext): readonly Grant[] =>
  definitions.flatMap((definition) => {
    const level = levelOf(definition, context.quantity, context.trial);
    return level.given ? [granted(definition, level.limit, context)] : [];
  });

/** ENT-16: the scheduled start of a pending grant. */
export const started = (grant: Grant, at: Instant): Grant => moved(grant, { kind: 'active' }, at, 'started');
