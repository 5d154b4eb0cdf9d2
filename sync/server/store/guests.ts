import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { AnyDocument, DocumentKind } from '../../../core/collections.ts';
import type { Dialect } from './migrate.ts';
import { among } from './queries.ts';
import type { Tables } from './tables.ts';

/** What an entity has with a customer, in the order in which it comes to be. */
const dealings = [
  'subscription',
  'order',
  'invoice',
  'payment',
  'credit-note',
  'refund',
  'adjustment',
  'promotional-credit',
] as const satisfies readonly DocumentKind[];

type Dealing = Extract<AnyDocument, { readonly kind: (typeof dealings)[number] }>;

export const isDealing = (document: AnyDocument): document is Dealing => (dealings as readonly string[]).includes(document.kind);

/**
 * ROL-06: a customer of another entity is a guest where one of these bills them: its people see whom they bill, as the engine does, or no run of theirs could be
 * planned at their station. Nothing of what the guest has elsewhere comes along, and nobody but people of their own entity changes them.
 */
export const isGuest = (dialect: Dialect, row: 'document' | 'now', entityIds: readonly string[]): RawBuilder<boolean> =>
  sql<boolean>`(${sql.ref(`${row}.kind`)} = 'customer' and exists (select 1 from document dealing
    where dealing.kind ${among(dialect, dealings)} and dealing.customer_id = ${sql.ref(`${row}.id`)} and dealing.entity_id ${among(dialect, entityIds)}))`;

/** Whether an entity has had anything with a customer so far. */
export const hasDealings = async (database: Kysely<Tables>, dialect: Dialect, customerId: string, entityId: string): Promise<boolean> => {
  const { rows } = await sql`select 1 from document where kind ${among(dialect, dealings)} and customer_id = ${customerId}
    and entity_id = ${entityId} limit 1`.execute(database);
  return rows.length > 0;
};
