import type { Reads } from '../kernel/use-case.ts';
import type { EntityId, OperatingEntity } from '../organization/types.ts';
import type { CustomerRuleFacts, SegmentFacts } from './customer-problems.ts';
import type { Customer } from './types.ts';

export type CustomerSource = Reads<{ customer: Customer; entity: OperatingEntity; segment: SegmentFacts }>;

/** What the rules about a customer need to know; each is read only where the customer names it. */
export const ruleFacts = async (
  source: CustomerSource,
  named: { readonly externalId: string; readonly entityId: EntityId | null; readonly segments: readonly string[] },
): Promise<Omit<CustomerRuleFacts, 'on'>> => ({
  sharingExternalId: named.externalId === '' ? [] : await source.list('customer', { externalId: named.externalId }),
  entity: named.entityId === null ? null : await source.get('entity', named.entityId),
  segments: named.segments.length === 0 ? [] : await source.list('segment'),
});
