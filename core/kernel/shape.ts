import type { TSchema } from 'typebox';
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
  const problems = [...Value.Errors(schema, value)].map((error): ShapeProblem => ({
    code: 'shape.invalid',
    path: error.instancePath,
    expected: error.message,
  }));
  return { ok: false, problems: problems.length > 0 ? problems : [{ code: 'shape.invalid', path: '', expected: 'another form' }] };
};
