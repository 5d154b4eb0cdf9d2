import { type EditConflict, sameData } from '../kernel/edit.ts';
import { done, type Outcome, refuse } from '../kernel/outcome.ts';

/** A10: what becomes of one field that two people changed. */
export type FieldChoice = { readonly keep: 'mine' } | { readonly keep: 'theirs' } | { readonly keep: 'merged'; readonly value: unknown };

/** The command says nothing of this field, or in several places: it cannot be made again by itself. */
export type RemakeProblem = { readonly code: 'edit.place-unknown'; readonly path: string };

type Fields = Readonly<Record<string, unknown>>;
type Place = { readonly keys: readonly string[]; readonly likeness: number };

const isRecord = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const isEdit = (value: unknown): value is { readonly from: unknown; readonly to: unknown } =>
  isRecord(value) && Object.keys(value).length === 2 && 'from' in value && 'to' in value;

const segmentsOf = (path: string): readonly string[] =>
  path
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));

/** Every edit in a body that names this field with what its author saw. The body's own way to it tells apart fields of the same name. */
const placesOf = (body: unknown, { path, expected }: EditConflict, keys: readonly string[] = []): readonly Place[] => {
  if (!isRecord(body)) return [];
  const segments = segmentsOf(path);
  return Object.entries(body).flatMap(([key, value]): readonly Place[] => {
    const here = [...keys, key];
    if (!isEdit(value)) return placesOf(value, { code: 'edit.conflict', path, expected, found: null }, here);
    if (key !== segments.at(-1) || !sameData(value.from, expected)) return [];
    return [{ keys: here, likeness: keys.filter((name) => segments.includes(name)).length }];
  });
};

const placeOf = (body: unknown, conflict: EditConflict): readonly string[] | null => {
  const places = [...placesOf(body, conflict)].sort((a, b) => b.likeness - a.likeness);
  const [best, next] = places;
  if (best === undefined || (next !== undefined && next.likeness === best.likeness)) return null;
  return best.keys;
};

/** The body with one edit replaced, or left out where there is none any more. */
const withEdit = (body: Fields, [key = '', ...rest]: readonly string[], edit: Fields | null): Fields => {
  if (rest.length > 0) return { ...body, [key]: withEdit(body[key] as Fields, rest, edit) };
  if (edit !== null) return { ...body, [key]: edit };
  const { [key]: _dropped, ...others } = body;
  return others;
};

const chosen = (body: Fields, keys: readonly string[], conflict: EditConflict, choice: FieldChoice): Fields => {
  if (choice.keep === 'theirs') return withEdit(body, keys, null);
  const before = keys.reduce<unknown>((value, key) => (value as Fields)[key], body) as { readonly to: unknown };
  return withEdit(body, keys, { from: conflict.found, to: choice.keep === 'mine' ? before.to : choice.value });
};

/** What the body says that a field shall be; `undefined` where it says nothing of it. */
export const wantedAt = (body: unknown, conflict: EditConflict): unknown => {
  const keys = placeOf(body, conflict);
  if (keys === null) return undefined;
  const place = keys.reduce<unknown>((value, key) => (value as Fields)[key], body);
  return isEdit(place) ? place.to : undefined;
};

/**
 * A10, A11: the body of an edit that was refused since others changed the same fields, made again as a person decided: each conflicting field keeps mine (now
 * said with knowledge of theirs), theirs (no longer said), or a merge of both. What did not conflict stays as it was.
 */
export const remadeEdit = <B extends object>(
  body: B,
  conflicts: readonly EditConflict[],
  choices: ReadonlyMap<string, FieldChoice>,
): Outcome<B, RemakeProblem> => {
  let made = body as Fields;
  for (const conflict of conflicts) {
    const choice = choices.get(conflict.path) ?? { keep: 'theirs' };
    const keys = placeOf(made, conflict);
    if (keys === null) return refuse({ code: 'edit.place-unknown', path: conflict.path });
    made = chosen(made, keys, conflict, choice);
  }
  return done(made as B);
};
