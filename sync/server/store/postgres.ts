import { type Dialect, PostgresDialect } from 'kysely';
import { type ClientConfig, Pool, types as builtIn, TypeOverrides } from 'pg';

/** Our counts stay below 2^53; pg would give them as text. */
const types = new TypeOverrides();
types.setTypeParser(builtIn.builtins.INT8, Number);

/** Enough for the reading requests of one process; admissions come one after the other anyway. */
const mostConnections = 12;

export const connectionOf = (url: string): ClientConfig => ({ connectionString: url, types, application_name: 'counterfoil' });

/** @param heardError an idle connection broke: the next query takes another one. */
export const postgresDialect = (url: string, heardError: (error: Error) => void): Dialect => {
  const pool = new Pool({ ...connectionOf(url), max: mostConnections });
  pool.on('error', heardError);
  return new PostgresDialect({ pool });
};
