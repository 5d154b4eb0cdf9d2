import { newEntity, type EntityFields } from '../../../core/organization/new-entity.ts';
import type { OperatingEntity } from '../../../core/organization/types.ts';

/** The British company of the tests, complete and right. */
export const british = (given: Partial<EntityFields> = {}): EntityFields =>
  newEntity(
    {
      code: 'UK',
      legalName: 'Counterfoil Trading Ltd',
      address: { lines: ['1 Mill Lane'], city: 'Leeds', postalCode: 'LS1 4DY', region: '', country: 'GB' },
      currency: 'GBP',
      zone: 'Europe/London',
    },
    { isFallback: true, ...given },
  );

/** The German one. */
export const german = (given: Partial<EntityFields> = {}): EntityFields =>
  newEntity(
    {
      code: 'DE',
      legalName: 'Counterfoil Handel GmbH',
      address: { lines: ['Am Markt 3'], city: 'Leipzig', postalCode: '04109', region: '', country: 'DE' },
      currency: 'EUR',
      zone: 'Europe/Berlin',
    },
    given,
  );

/** As it stands in the store. */
export const stored = (fields: EntityFields, given: Partial<OperatingEntity> = {}): OperatingEntity => ({
  id: `ent-${fields.code.toLowerCase()}`,
  kind: 'entity',
  rev: 1,
  ...fields,
  taxRegistrations: [],
  booksLockedBefore: null,
  state: 'active',
  ...given,
});
