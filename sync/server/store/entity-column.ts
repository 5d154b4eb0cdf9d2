import { type RawBuilder, sql } from 'kysely';
import { byText } from '../../../core/kernel/order.ts';
import type { Dialect } from './migrate.ts';
import { among } from './queries.ts';

/** Of no entity in particular. */
export const everybody = '';

/** Whom a document belongs to, as its column has it: its entities by their names with a space between (no id holds one), or `everybody`. */
export const columnOf = (entityIds: readonly string[]): string => [...new Set(entityIds)].toSorted(byText).join(' ');

export const entitiesIn = (column: string): readonly string[] => (column === everybody ? [] : column.split(' '));

/**
 * ROL-06: such a column is within a scope, and so is everybody's: whoever lacks one of a document's entities does not see it at all. Most documents have one
 * entity, which is asked for first.
 */
export const isWithin = (dialect: Dialect, column: RawBuilder<string>, entityIds: readonly string[]): RawBuilder<boolean> => {
  const one = sql`${column} ${among(dialect, [everybody, ...entityIds])}`;
  const all =
    dialect === 'sqlite'
      ? sql`instr(${column}, ' ') > 0 and not exists
          (select 1 from json_each('["' || replace(${column}, ' ', '","') || '"]') each where not (each.value ${among(dialect, entityIds)}))`
      : sql`position(' ' in ${column}) > 0 and string_to_array(${column}, ' ') <@ ${[...entityIds]}::text[]`;
  return sql<boolean>`(${one} or (${all}))`;
};
