import { Type } from 'typebox';
import { createEntity } from '../../../core/organization/create-entity.ts';
import type { EntityFields } from '../../../core/organization/new-entity.ts';
import { entityFields, taxRegistrationSchema } from '../../../core/organization/schema.ts';
import type { TaxRegistration } from '../../../core/organization/types.ts';
import { addTaxRegistration } from '../../../core/tax/tax-registrations.ts';
import type { ImportSource } from './import-source.ts';
import { stepsOfJson } from './json-file.ts';
import { lookup } from './lookups.ts';
import { type Entry, type Step, step, type Steps } from './step.ts';

type EntityEntry = EntityFields & { readonly taxRegistrations: readonly TaxRegistration[] };

/** The legal entities, with where each is registered for tax. */
const entitiesFileSchema = Type.Array(
  Type.Object({ ...entityFields, taxRegistrations: Type.Array(taxRegistrationSchema, { maxItems: 500 }) }, { additionalProperties: false }),
  { maxItems: 500 },
);

export const entitySteps = (file: ImportSource, entry: Entry): Steps =>
  stepsOfJson<readonly EntityEntry[]>(file, entitiesFileSchema, async function* (entities, source): AsyncGenerator<Step> {
    const entityOf = lookup(source, 'entity', ({ code }) => code);
    for (const [index, { taxRegistrations, ...body }] of entities.entries()) {
      yield step(entry, createEntity, { key: body.code, path: `/${index}`, body });
      const entity = await entityOf(body.code);
      if (entity === null) continue;
      for (const [at, registration] of taxRegistrations.entries()) {
        const key = [body.code, registration.country, registration.region, registration.from].join('|');
        yield step(entry, addTaxRegistration, {
          key,
          path: `/${index}/taxRegistrations/${at}`,
          body: { entityId: entity.id, registration },
        });
      }
    }
  });
