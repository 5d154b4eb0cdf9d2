import { sql, type Transaction } from 'kysely';
import type { Dialect } from '../store/migrate.ts';
import { among } from '../store/queries.ts';
import type { Tables } from '../store/tables.ts';

type Accepted = { readonly digest: string; readonly position: number };

/** Which commands were accepted before, from wherever they came: their effect is there, once. A refused one had none, and its id stays free. */
export class KnownCommands {
  readonly #ready: Promise<Map<string, Accepted>>;

  constructor(transaction: Transaction<Tables>, dialect: Dialect, ids: readonly string[]) {
    this.#ready = asked(transaction, dialect, ids);
  }

  async accepted(id: string): Promise<Accepted | null> {
    return (await this.#ready).get(id) ?? null;
  }

  async accept(id: string, accepted: Accepted): Promise<void> {
    (await this.#ready).set(id, accepted);
  }
}

const asked = async (transaction: Transaction<Tables>, dialect: Dialect, ids: readonly string[]): Promise<Map<string, Accepted>> => {
  const rows = await transaction
    .selectFrom('entry')
    .select(['command_id', 'command_digest', 'position'])
    .where('verdict', '=', 'accepted')
    .where(sql<boolean>`command_id ${among(dialect, ids)}`)
    .orderBy('position', 'desc')
    .execute();
  // The first one made the effect.
  return new Map(rows.map(({ command_id: id, command_digest: digest, position }) => [id, { digest, position }]));
};
