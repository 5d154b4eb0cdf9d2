import { type RawBuilder, sql } from 'kysely';
import type { Dialect } from '../store/migrate.ts';
import { everybody, isWithin } from '../store/entity-column.ts';

/**
 * ROL-06, as a condition on rows of `entry`: what it wrote is of these entities, and nothing of it is of another one. An entry that wrote nothing (refused work, what
 * changes people) or only what everybody has is nobody's in particular: who works for all entities reads it.
 */
export const ofEntities = (dialect: Dialect, entityIds: readonly string[]): RawBuilder<unknown> => {
  const written = sql`select 1 from entry_document wrote join document on document.kind = wrote.kind and document.id = wrote.document_id
    where wrote.position = entry.position`;
  const within = isWithin(dialect, sql`document.entity_id`, entityIds);
  return sql`exists (${written} and document.entity_id <> ${everybody} and ${within}) and not exists (${written} and not ${within})`;
};
