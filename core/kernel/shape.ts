import { type Static, type TObject, type TOptional, type TProperties, type TSchema, Type } from 'typebox';
import { Value } from 'typebox/value';
import type { Outcome } from './outcome.ts';
import { done } from './outcome.ts';

/** A value does not have the wanted form. `path` is a JSON pointer (RFC 6901) into it, `expected` names the rule that it breaks. */
export type ShapeProblem = { readonly code: 'shape.invalid'; readonly path: string; readonly expected: string };

/**
 * The value, known to have the schema's form, or every place where it has not. No eval: it works under a strict content security policy.
 * Boundaries (HTTP, IPC, file import, replication) call this before anything else looks at the value.
 */
export const shaped = <T>(schema: TSchema, value: unknown): Outcome<T, ShapeProblem> => {
  if (Value.Check(schema, value)) return done(value as T);
  const problems = [...Value.Errors(schema, value)].map(
    (error): ShapeProblem => ({
      code: 'shape.invalid',
      path: error.instancePath,
      expected: error.message,
    }),
  );
  return { ok: false, problems: problems.length > 0 ? problems : [{ code: 'shape.invalid', path: '', expected: 'another form' }] };
};

/** What a schema must be for its type: each describes exactly the other. */
type Exactly<A, B> = [A] extends [B]
  ? [B] extends [A]
    ? readonly []
    : readonly ['the type has more than the schema']
  : readonly ['the schema allows more than the type'];

/**
 * A schema that is proved, when it is compiled, to describe exactly the hand-written type: `schemaFor<Plan>()(Type.Object({ ... }))`. A field that one of
 * the two lacks does not compile.
 */
export const schemaFor =
  <T>() =>
  <S extends TSchema>(schema: S, ..._proof: Exactly<Static<S>, T>): S =>
    schema;

/** An object that takes no fields beside its own: a misspelt field is a problem, not silence. */
export const strictObject = <P extends TProperties>(properties: P): TObject<P> => Type.Object(properties, { additionalProperties: false });

/** A list that nobody changes in place, of at most `maxItems`. */
export const listOf = <S extends TSchema>(items: S, maxItems: number) => Type.Immutable(Type.Array(items, { maxItems }));

/**
 * Values by free keys of the given form (a regular expression over the whole key), at most `maxProperties`. A key of another form is a problem: `Type.Record`
 * would let it pass, and whatever stands under it.
 */
export const recordOf = <S extends TSchema>(keyForm: string, values: S, maxProperties: number) =>
  Type.Immutable(
    Type.Unsafe<Record<string, Static<S>>>(
      Type.Object({}, { patternProperties: { [keyForm]: values }, additionalProperties: false, maxProperties }),
    ),
  );

/** A change of a document's stored form between two released versions: pure, from the form before to the form after. */
export type Migration = (document: unknown) => unknown;

type EditFields<P extends TProperties> = { [K in keyof P]: TOptional<TObject<{ from: P[K]; to: P[K] }>> };

/** The schema of `Edits` (see core/kernel/edit.ts) over some fields of a document. */
export const editsOf = <P extends TProperties>(fields: P): TObject<EditFields<P>> =>
  strictObject(
    Object.fromEntries(
      Object.entries(fields).map(([name, schema]) => [name, Type.Optional(strictObject({ from: schema, to: schema }))]),
    ) as unknown as EditFields<P>,
  );
