import { currencyFor, entityFor } from '../../../../core/customers/billing-entity.ts';
import type { Customer } from '../../../../core/customers/types.ts';
import type { Currency } from '../../../../core/money/currency.ts';
import type { OperatingEntity } from '../../../../core/organization/types.ts';
import { isOfOtherEntity } from '../../../../core/permissions.ts';
import { useDocument, useDocuments } from '../../../app/hooks.ts';
import { useAccess } from '../../../app/sync/sync-news.ts';

/** Who bills a customer in which currency where nobody says otherwise (OPE-05, CUR-04), and who else might. */
export type UsualParties = {
  readonly customer: Customer | null;
  readonly entities: readonly OperatingEntity[];
  readonly entity: OperatingEntity | null;
  readonly currency: Currency | null;
  /** Whom a command must name: of a customer of another entity (ROL-06) the one entity in whose name somebody works; else the rule finds it. */
  readonly namedEntity: string | null;
};

export const useParties = (customerId: string, entityId: string): UsualParties => {
  const customer = useDocument('customer', customerId === '' ? null : customerId).value ?? null;
  const entities = useDocuments('entity', { state: 'active' }).value ?? [];
  const access = useAccess();
  if (customer === null) return { customer, entities, entity: null, currency: null, namedEntity: null };
  const only = entities.length === 1 ? (entities[0]?.id ?? null) : null;
  const namedEntity = isOfOtherEntity(access, customer.entityId) ? only : null;
  const wanted = entityId === '' ? namedEntity : entityId;
  const found = entityFor(wanted === null ? customer : { ...customer, entityId: wanted }, entities);
  const entity = found.ok ? found.value : null;
  return { customer, entities, entity, currency: entity === null ? null : currencyFor(customer, entity), namedEntity };
};
