import { type EditConflict, sameData } from '../kernel/edit.ts';
import { done, type Outcome, refuse } from '../kernel/outcome.ts';

/** A10: what becomes of one field that two people changed. */
export type FieldChoice = { readonly keep: 'mine' } | { readonly keep: 'theirs' } | { readonly keep: 'merged'; readonly value: unknown };

/** The command says nothing of this field, or in several places: it cannot be made again by itself. */
export type RemakeProblem = { readonly code: 'edit.place-unknown'; readonly path: string };

type Fields = Readonly<Record<string, unknown>>;
/** An edit in a body: the way to it, and what tells it apart from others. An entry of a list is called by its id, and is edited as one thing. */
type Place = { readonly keys: readonly string[]; readonly names: readonly string[] };

const isRecord = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const isEdit = (value: unknown): value is { readonly from: unknown; readonly to: unknown } =>
  isRecord(value) && 'from' in value && 'to' in value && Object.keys(value).every((key) => key === 'from' || key === 'to' || key === 'id');

const segmentsOf = (path: string): readonly string[] =>
  path
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));

/** Every edit in a body whose author saw this. */
const placesOf = (body: unknown, expected: unknown, keys: readonly string[] = [], names: readonly string[] = []): readonly Place[] => {
  if (typeof body !== 'object' || body === null) return [];
  return Object.entries(body).flatMap(([key, value]): readonly Place[] => {
    const named = Array.isArray(body) ? (isRecord(value) && typeof value['id'] === 'string' ? [value['id']] : []) : [key];
    const [way, called] = [
      [...keys, key],
      [...names, ...named],
    ];
    if (!isEdit(value)) return placesOf(value, expected, way, called);
    return sameData(value.from, expected) ? [{ keys: way, names: called }] : [];
  });
};

/**
 * The one edit that a conflict is about. Where only one saw what was expected, it is that one, whatever the document calls the field (an edit of a `plan`
 * meets `planId`). Of several, the one with the field's name; the way to it tells apart fields of the same name.
 */
const placeOf = (body: unknown, { path, expected }: EditConflict): readonly string[] | null => {
  const places = placesOf(body, expected);
  const [only] = places;
  if (only !== undefined && places.length === 1) return only.keys;
  const segments = segmentsOf(path);
  const likeness = ({ names }: Place): number => names.filter((name) => segments.includes(name)).length;
  const [best, next] = places.filter(({ names }) => names.at(-1) === segments.at(-1)).sort((a, b) => likeness(b) - likeness(a));
  if (best === undefined || (next !== undefined && likeness(next) === likeness(best))) return null;
  return best.keys;
};

const at = (body: unknown, keys: readonly string[]): unknown => keys.reduce<unknown>((value, key) => (value as Fields)[key], body);

/** The body with one edit replaced, or left out where there is none any more. */
const withEdit = (body: unknown, [key = '', ...rest]: readonly string[], edit: Fields | null): unknown => {
  const there = body as Fields;
  const value = rest.length > 0 ? withEdit(there[key], rest, edit) : edit;
  if (Array.isArray(body))
    return body.flatMap((entry: unknown, index) => (String(index) !== key ? [entry] : value === null ? [] : [value]));
  if (value !== null) return { ...there, [key]: value };
  const { [key]: _dropped, ...others } = there;
  return others;
};

const chosen = (body: unknown, keys: readonly string[], conflict: EditConflict, choice: FieldChoice): unknown => {
  if (choice.keep === 'theirs') return withEdit(body, keys, null);
  const before = at(body, keys) as Fields;
  return withEdit(body, keys, { ...before, from: conflict.found, to: choice.keep === 'mine' ? before['to'] : choice.value });
};

const orderOf = ({ keys }: Pick<Place, 'keys'>): string => keys.map((key) => key.padStart(8, '0')).join('/');

/** From the end of a list to its beginning: an entry that goes moves none that is still looked for. */
const laterFirst = (a: Pick<Place, 'keys'>, b: Pick<Place, 'keys'>): number => (orderOf(a) < orderOf(b) ? 1 : -1);

/** What the body says that a field shall be; `undefined` where it says nothing of it. */
export const wantedAt = (body: unknown, conflict: EditConflict): unknown => {
  const keys = placeOf(body, conflict);
  if (keys === null) return undefined;
  const place = at(body, keys);
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
  const found: { readonly conflict: EditConflict; readonly keys: readonly string[] }[] = [];
  for (const conflict of conflicts) {
    const keys = placeOf(body, conflict);
    if (keys === null) return refuse({ code: 'edit.place-unknown', path: conflict.path });
    found.push({ conflict, keys });
  }
  let made: unknown = body;
  for (const { conflict, keys } of found.sort(laterFirst)) {
    made = chosen(made, keys, conflict, choices.get(conflict.path) ?? { keep: 'theirs' });
  }
  return done(made as B);
};
