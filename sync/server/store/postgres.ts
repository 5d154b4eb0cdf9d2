import { type Dialect, PostgresDialect } from 'kysely';
import { Client, type ClientConfig, Pool, types as builtIn, TypeOverrides } from 'pg';

/** Our counts stay below 2^53; pg would give them as text. */
const types = new TypeOverrides();
types.setTypeParser(builtIn.builtins.INT8, Number);

/** Enough for the reading requests of one process; admissions come one after the other anyway. */
const mostConnections = 12;

export const connectionOf = (url: string): ClientConfig => ({ connectionString: url, types, application_name: 'counterfoil' });

const mostStatements = 300;
const names = new Map<string, string>();

/** What a statement is kept as, in each connection that has run it. Only what inserts: where to look for rows is better planned each time, as many as there are then. */
const nameOf = (text: string): string | undefined => {
  if (!text.startsWith('insert into ')) return undefined;
  const known = names.get(text);
  if (known !== undefined || names.size >= mostStatements) return known;
  const name = `insert ${names.size}`;
  names.set(text, name);
  return name;
};

type Query = (text: string | { readonly name: string; readonly text: string; readonly values: unknown }, values?: unknown) => unknown;

/** Rows come in by few statements of hundreds of values: reading one takes the database longer than doing what it says, so each is read once. */
class KeepingClient extends Client {
  constructor(config?: string | ClientConfig) {
    super(config);
    const query = this.query.bind(this) as Query;
    const kept: Query = (text, values) => {
      const name = typeof text === 'string' ? nameOf(text) : undefined;
      return name === undefined || typeof text !== 'string' ? query(text, values) : query({ name, text, values });
    };
    this.query = kept as Client['query'];
  }
}

/** @param heardError an idle connection broke: the next query takes another one. */
export const postgresDialect = (url: string, heardError: (error: Error) => void): Dialect => {
  const pool = new Pool({ ...connectionOf(url), max: mostConnections, Client: KeepingClient });
  pool.on('error', heardError);
  return new PostgresDialect({ pool });
};
