import { utf8ToBytes } from '@noble/hashes/utils.js';
import { invariant } from './invariant.ts';

/** A key, and how it is written with its colon, as text and as bytes. */
export type Field = { readonly key: string; readonly quoted: string; readonly bytes: Uint8Array };

/** Where the keys of a record have led so far, one after another: records that are made alike have the same keys in the same order. */
type Step = { readonly next: Map<string, Step>; sorted: readonly Field[] | null };

const start: Step = { next: new Map(), sorted: null };
/** Documents share a few hundred steps; what people name themselves is not remembered without end. */
const mostSteps = 5_000;
let steps = 0;

// Without a comparator, texts are sorted by code unit.
const sortedFields = (keys: readonly string[]): readonly Field[] =>
  keys.toSorted().map((key) => {
    const quoted = `${JSON.stringify(key)}:`;
    return { key, quoted, bytes: utf8ToBytes(quoted) };
  });

/** The fields of a record in the order in which they are written. */
export const fieldsOf = (record: Readonly<Record<string, unknown>>): readonly Field[] => {
  const keys = Object.keys(record);
  let step = start;
  for (const key of keys) {
    let next = step.next.get(key);
    if (next === undefined) {
      if (steps >= mostSteps) return sortedFields(keys);
      steps += 1;
      next = { next: new Map(), sorted: null };
      step.next.set(key, next);
    }
    step = next;
  }
  step.sorted ??= sortedFields(keys);
  return step.sorted;
};

/** Text in which JSON escapes nothing. */
const plain = /^[ !#-[\]-~\u00a0-\ud7ff]*$/;

const quotedText = (text: string): string => (plain.test(text) ? `"${text}"` : JSON.stringify(text));

const listText = (values: readonly unknown[]): string => {
  let text = '[';
  for (let index = 0; index < values.length; index += 1) text += `${index === 0 ? '' : ','}${canonical(values[index] ?? null)}`;
  return `${text}]`;
};

const recordText = (record: Readonly<Record<string, unknown>>): string => {
  let text = '';
  for (const { key, quoted } of fieldsOf(record)) {
    const value = record[key];
    if (value !== undefined) text += `${text === '' ? '' : ','}${quoted}${canonical(value)}`;
  }
  return `{${text}}`;
};

/**
 * The one text of a value: keys sorted by code unit, no white space, `undefined` members left out (as JSON does), numbers as ECMAScript writes them.
 * For plain data this is the form of RFC 8785 (JSON Canonicalization Scheme).
 * @throws InvariantBroken on a number that is not finite, since it has no JSON form.
 */
export const canonical = (value: unknown): string => {
  if (typeof value === 'string') return quotedText(value);
  if (typeof value === 'number') {
    invariant(Number.isFinite(value), 'a canonical number is finite');
    return String(value);
  }
  if (value === null || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return listText(value);
  invariant(typeof value === 'object', `a canonical value is plain data, got ${typeof value}`);
  return recordText(value as Readonly<Record<string, unknown>>);
};
