import { currencyFor, entityFor } from '../../../../core/customers/billing-entity.ts';
import type { Customer } from '../../../../core/customers/types.ts';
import type { Currency } from '../../../../core/money/currency.ts';
import type { OperatingEntity } from '../../../../core/organization/types.ts';
import { useDocument, useDocuments } from '../../../app/hooks.ts';

/** Who bills a customer in which currency where nobody says otherwise (OPE-05, CUR-04), and who else might. */
export type UsualParties = {
  readonly customer: Customer | null;
  readonly entities: readonly OperatingEntity[];
  readonly entity: OperatingEntity | null;
  readonly currency: Currency | null;
};

export const useParties = (customerId: string, entityId: string): UsualParties => {
  const customer = useDocument('customer', customerId === '' ? null : customerId).value ?? null;
  const entities = useDocuments('entity', { state: 'active' }).value ?? [];
  if (customer === null) return { customer, entities, entity: null, currency: null };
  const found = entityFor(entityId === '' ? customer : { ...customer, entityId }, entities);
  const entity = found.ok ? found.value : null;
  return { customer, entities, entity, currency: entity === null ? null : currencyFor(customer, entity) };
};
