import { type TProperties, type TSchema, Type } from 'typebox';

/** An object that takes no fields beside its own. */
export const only = <P extends TProperties>(properties: P) => Type.Object(properties, { additionalProperties: false });

export const nothing = only({});

export const text = (maxLength: number, minLength = 0) => Type.String({ minLength, maxLength });

export const oneOf = <const T extends readonly string[]>(...values: T) => Type.Unsafe<T[number]>({ enum: [...values] });

/** A count of things, never of money. */
export const count = Type.Integer({ minimum: 0, maximum: 100_000_000 });

export const mebibyte = 1024 * 1024;

/** Bytes as they cross between processes: a Uint8Array of at most `maxBytes`. */
export const bytes = (maxBytes: number) =>
  Type.Refine(
    Type.Unsafe<Uint8Array>(Type.Unknown()),
    (value: unknown) => value instanceof Uint8Array && value.byteLength <= maxBytes,
    () => `must be bytes, at most ${maxBytes}`,
  );

/**
 * A file's name without a folder, as every platform can store it: no separators, no control characters, nothing that
 * Windows reserves, no leading or trailing dot or space.
 */
export const fileName = Type.Refine(
  Type.String({ minLength: 1, maxLength: 180 }),
  (value: string) => isPlainFileName(value),
  () => 'must be a file name without a folder',
);

// oxlint-disable-next-line no-control-regex -- control characters are what must not be in a file's name
const unfit = /[\u0000-\u001f\u007f<>:"/\\|?*]|^[. ]|[. ]$/;
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

export const isPlainFileName = (name: string): boolean => !unfit.test(name) && !reserved.test(name);

export interface Channel<Q extends TSchema = TSchema, A extends TSchema = TSchema> {
  readonly question: Q;
  readonly answer: A;
}

export const channel = <Q extends TSchema, A extends TSchema>(question: Q, answer: A): Channel<Q, A> => ({ question, answer });
