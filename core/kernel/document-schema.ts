import type { Static, TSchema } from 'typebox';

/** The same data without flavors and `readonly`, as a schema sees it. */
export type Plain<T> = T extends string
  ? string extends T
    ? string
    : T
  : T extends number | boolean | null
    ? T
    : T extends readonly (infer E)[]
      ? Plain<E>[]
      : { -readonly [K in keyof T]: Plain<T[K]> };

type Mutual<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

/** The schema, which compiles only where its type and `T` are assignable to each other: neither can change without the other. */
export const schemaOf =
  <T>() =>
  <S extends TSchema>(schema: Mutual<Static<S>, Plain<T>> extends true ? S : never): S =>
    schema;

/** From one version of a kind of document to the next; pure. */
export type Migration = (before: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

/** How a kind of document is stored. `version` counts from 0 and `migrations[n]` leads from version n to n + 1, so there are `version` of them. */
export type DocumentSchema = { readonly version: number; readonly schema: TSchema; readonly migrations: readonly Migration[] };
