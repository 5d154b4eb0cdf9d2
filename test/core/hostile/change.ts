import type { CommandKind } from '../../../core/use-cases.ts';

/** What a place is given to take it away. */
export const gone: unique symbol = Symbol('gone');

/** Places of a body (JSON pointers, RFC 6901) and what stands there instead; a place that is not there yet is added. `''` is the whole body. */
export type Changes = Readonly<Record<string, unknown>>;

/** A command that goes before and is right: it makes the ground on which the hostile one is wrong. */
export type Before = readonly [kind: CommandKind, body: unknown];

export type Row = {
  readonly kind: CommandKind;
  /** What is wrong. */
  readonly what: string;
  /** In an otherwise right body. */
  readonly changes: Changes;
  readonly code: string;
  /** Where the answer says that it is wrong; `null` where the facts of the answer say it in another way. */
  readonly path: string | null;
  readonly before: readonly Before[];
  readonly at: string | null;
};

type Also = Partial<Pick<Row, 'path' | 'before' | 'at'>>;

export const row = (kind: CommandKind, what: string, changes: Changes, code: string, also: Also | string = {}): Row => {
  const { path = null, before = [], at = null } = typeof also === 'string' ? { path: also } : also;
  return { kind, what, changes, code, path, before, at };
};

/** The body is not of the form of its command, at this place. */
export const misshapen = (kind: CommandKind, what: string, at: string, value: unknown, path = at): Row =>
  row(kind, what, { [at]: value }, 'shape.invalid', path);

const unescaped = (part: string): string => part.replaceAll('~1', '/').replaceAll('~0', '~');

const withValue = (body: unknown, path: readonly string[], value: unknown): unknown => {
  const [head, ...rest] = path;
  if (head === undefined) return value;
  if (Array.isArray(body)) {
    const copy = Array.from<unknown>(body);
    copy[head === '-' ? copy.length : Number(head)] = withValue(copy[Number(head)], rest, value);
    return copy;
  }
  const before = Object.entries(typeof body === 'object' && body !== null ? body : {});
  const inner = before.find(([key]) => key === head)?.[1] as unknown;
  const kept = before.filter(([key]) => key !== head);
  // `fromEntries` defines its keys: `__proto__` becomes a member like any other, as it does when JSON is read.
  return Object.fromEntries(rest.length === 0 && value === gone ? kept : [...kept, [head, withValue(inner, rest, value)]]);
};

/** The body with the changes made. */
export const changed = (body: unknown, changes: Changes): unknown =>
  Object.entries(changes).reduce((result, [pointer, value]) => withValue(result, pointer.split('/').slice(1).map(unescaped), value), body);
