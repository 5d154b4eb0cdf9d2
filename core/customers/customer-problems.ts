import { type Currency, inUse } from '../money/currency.ts';
import { isCountry } from '../organization/countries.ts';
import type { EntityId, OperatingEntity } from '../organization/types.ts';
import type { PlainDate } from '../time/plain-date.ts';
import { taxIdKey } from './tax-id.ts';
import type { Customer, CustomerId, TaxExemption, TaxId } from './types.ts';

/** CAT-26, as far as a customer is concerned. */
export type SegmentFacts = { readonly code: string; readonly state: 'active' | 'archived' };

export type TaxIdProblem =
  | { readonly code: 'customer.tax-id-country-unknown'; readonly country: string; readonly value: string }
  | { readonly code: 'customer.tax-id-repeated'; readonly country: string; readonly value: string };

export type ExemptionProblem =
  | { readonly code: 'customer.exemption-country-unknown'; readonly country: string }
  | { readonly code: 'customer.exemption-ends-before-it-starts'; readonly from: PlainDate; readonly until: PlainDate };

export type CustomerRuleProblem =
  | { readonly code: 'customer.external-id-taken'; readonly externalId: string; readonly customerId: CustomerId }
  | { readonly code: 'customer.country-unknown'; readonly country: string }
  | { readonly code: 'customer.segment-unknown'; readonly segment: string }
  | { readonly code: 'customer.segment-repeated'; readonly segment: string }
  | { readonly code: 'customer.entity-unknown'; readonly entityId: EntityId }
  | { readonly code: 'customer.entity-archived'; readonly entityId: EntityId }
  | { readonly code: 'customer.currency-not-in-use'; readonly currency: Currency; readonly on: PlainDate }
  | TaxIdProblem;

/** What the rules look at beside the customer itself. `on` is the day of entering it. */
export type CustomerRuleFacts = {
  readonly sharingExternalId: readonly Customer[];
  readonly entity: OperatingEntity | null;
  readonly segments: readonly SegmentFacts[];
  readonly on: PlainDate;
};

/**
 * What is wrong with a customer beyond its form. `before` is the customer as it was: what it already has, such as a segment that was archived since,
 * is not held against an edit of something else.
 */
export const customerProblems = (customer: Customer, before: Customer | null, facts: CustomerRuleFacts): readonly CustomerRuleProblem[] => {
  const problems: CustomerRuleProblem[] = [];
  const { externalId, entityId, currency, billingAddress } = customer;
  const holder = facts.sharingExternalId.find((other) => other.id !== customer.id && other.externalId === externalId);
  if (externalId !== '' && holder !== undefined) problems.push({ code: 'customer.external-id-taken', externalId, customerId: holder.id });
  if (!isCountry(billingAddress.country)) problems.push({ code: 'customer.country-unknown', country: billingAddress.country });
  if (entityId !== null && entityId !== before?.entityId) {
    if (facts.entity === null) problems.push({ code: 'customer.entity-unknown', entityId });
    else if (facts.entity.state !== 'active') problems.push({ code: 'customer.entity-archived', entityId });
  }
  if (currency !== null && currency !== before?.currency && !inUse(currency, facts.on)) {
    problems.push({ code: 'customer.currency-not-in-use', currency, on: facts.on });
  }
  return [...problems, ...segmentProblems(customer, before, facts.segments), ...taxIdProblems(customer.taxIds)];
};

const segmentProblems = (customer: Customer, before: Customer | null, known: readonly SegmentFacts[]): readonly CustomerRuleProblem[] =>
  customer.segments.flatMap((segment, index): readonly CustomerRuleProblem[] => {
    if (customer.segments.indexOf(segment) !== index) return [{ code: 'customer.segment-repeated', segment }];
    if (before?.segments.includes(segment) === true) return [];
    return known.some(({ code, state }) => code === segment && state === 'active') ? [] : [{ code: 'customer.segment-unknown', segment }];
  });

export const taxIdProblems = (taxIds: readonly TaxId[]): readonly TaxIdProblem[] => {
  const keys = taxIds.map(taxIdKey);
  return taxIds.flatMap(({ country, value }, index): readonly TaxIdProblem[] => [
    ...(isCountry(country) ? [] : [{ code: 'customer.tax-id-country-unknown', country, value } as const]),
    ...(keys.indexOf(keys[index] ?? '') === index ? [] : [{ code: 'customer.tax-id-repeated', country, value } as const]),
  ]);
};

export const exemptionProblems = ({ country, from, until }: TaxExemption): readonly ExemptionProblem[] => [
  ...(isCountry(country) ? [] : [{ code: 'customer.exemption-country-unknown', country } as const]),
  ...(until === null || from < until ? [] : [{ code: 'customer.exemption-ends-before-it-starts', from, until } as const]),
];
