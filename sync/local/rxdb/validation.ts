import { wrappedValidateStorageFactory } from 'rxdb';

type Rule = {
  readonly type?: string;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
};

type FlatSchema = {
  readonly properties: Readonly<Record<string, Rule>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
};

export type Fault = { readonly field: string; readonly message: string };

const typeOf = (value: unknown): string => (Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value);

const hasType = (value: unknown, type: string): boolean => (type === 'integer' ? Number.isSafeInteger(value) : typeOf(value) === type);

const breaks = (value: unknown, { type, maxLength, minimum, maximum }: Rule): string | null => {
  if (type !== undefined && !hasType(value, type)) return `is no ${type}`;
  if (typeof value === 'string' && maxLength !== undefined && value.length > maxLength) return `is longer than ${maxLength}`;
  if (typeof value === 'number' && minimum !== undefined && value < minimum) return `is below ${minimum}`;
  if (typeof value === 'number' && maximum !== undefined && value > maximum) return `is above ${maximum}`;
  return null;
};

/**
 * Everything that is wrong with the fields of a stored document. It looks one level deep: our envelopes are flat, and what lies deeper is RxDB's own.
 * Nothing is compiled at run time, so that it works under a content security policy without eval.
 */
const faultsOf = (
  { properties, required = [], additionalProperties }: FlatSchema,
  document: Readonly<Record<string, unknown>>,
): Fault[] => {
  const faults: Fault[] = [];
  for (const field of required) if (document[field] === undefined) faults.push({ field, message: 'is missing' });
  for (const field of Object.keys(document)) {
    const rule = properties[field];
    const value = document[field];
    if (rule === undefined) {
      if (additionalProperties === false) faults.push({ field, message: 'is not known' });
      continue;
    }
    const broken = value === undefined ? null : breaks(value, rule);
    if (broken !== null) faults.push({ field, message: broken });
  }
  return faults;
};

/** Round a storage: a document that does not have the form of its collection is never written. */
export const validated = wrappedValidateStorageFactory(
  (schema) => (document: Readonly<Record<string, unknown>>) => faultsOf(schema as unknown as FlatSchema, document),
  'flat',
);
