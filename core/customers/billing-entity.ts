import type { Outcome } from '../kernel/outcome.ts';
import type { Currency } from '../money/currency.ts';
import { entityFor as entityByRule, type EntitySelectionProblem } from '../organization/entity-selection.ts';
import type { OperatingEntity } from '../organization/types.ts';
import type { Customer } from './types.ts';

/** OPE-05: who bills the customer: the entity that is set on it, else the one that serves the billing country, else the fallback. */
export const entityFor = (
  customer: Pick<Customer, 'entityId' | 'billingAddress'>,
  entities: readonly OperatingEntity[],
): Outcome<OperatingEntity, EntitySelectionProblem> =>
  entityByRule({ entityId: customer.entityId, country: customer.billingAddress.country }, entities);

/** CUR-04: the currency of a new subscription or document: the customer's own, else the entity's. What exists keeps its currency. */
export const currencyFor = (customer: Pick<Customer, 'currency'>, entity: Pick<OperatingEntity, 'currency'>): Currency =>
  customer.currency ?? entity.currency;
