import type { TSchema } from 'typebox';
import { describe, expect, it } from 'vitest';
import { documentSchemas as catalog } from '../../../core/catalog/schema.ts';
import { documentSchemas as customers } from '../../../core/customers/schema.ts';
import { documentSchemas as invoicing } from '../../../core/invoicing/schema.ts';
import { shaped } from '../../../core/kernel/shape.ts';
import { documentSchemas as offers } from '../../../core/offers/schema.ts';
import { documentSchemas as orders } from '../../../core/orders/schema.ts';
import { documentSchemas as organization } from '../../../core/organization/schema.ts';
import { documentSchemas as payments } from '../../../core/payments/schema.ts';
import { documentSchemas as subscriptions } from '../../../core/subscriptions/schema.ts';
import { documentSchemas as tax } from '../../../core/tax/schema.ts';
import { documentSchemas as usage } from '../../../core/usage/schema.ts';
import { scratchStore } from '../../../sync/local/overlay.ts';
import { bodies } from './bodies.ts';
import { changed, gone } from './change.ts';
import { company, give } from './company.ts';

const here = await company();

const schemas: Readonly<Record<string, TSchema>> = {
  ...organization,
  ...tax,
  ...catalog,
  ...usage,
  ...offers,
  ...customers,
  ...orders,
  ...subscriptions,
  ...invoicing,
  ...payments,
};

const digits30 = '9'.repeat(30);
const forText = [
  '',
  ' ',
  '__proto__',
  'constructor',
  '\uD800',
  "';--",
  'NaN',
  '-1',
  '0',
  digits30,
  '0.0000000000001',
  '2026-02-31',
  '1900-01-01',
  '2999-12-31',
  '9999-12-31',
];
const forNumber = [Number.NaN, Number.POSITIVE_INFINITY, -1, 0, 0.5, 1200, 1e15, 1e30];
const forAny = [null, true, {}, [], gone];

/** Every place of a body, as a JSON pointer. */
const placesOf = (value: unknown, at = ''): readonly string[] =>
  typeof value === 'object' && value !== null
    ? [at, ...Object.entries(value).flatMap(([key, inner]) => placesOf(inner, `${at}/${key}`))]
    : [at];

const valueAt = (body: unknown, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .reduce((value, part) => (value as Record<string, unknown>)[part], body);

const triesFor = (value: unknown): readonly unknown[] => {
  if (typeof value === 'string') return [...forText, ...forAny];
  return typeof value === 'number' ? [...forNumber, ...forAny] : forAny;
};

/** Tries it on a copy of the company; answers what should not have happened, nothing where all is well. */
const fault = async (kind: string, body: unknown): Promise<string> => {
  const store = scratchStore(here.store);
  const outcome = await give(store, kind, 'swept', body);
  for await (const { entry } of store.journal()) {
    if (!outcome.ok) return 'refused, and yet something was written';
    for (const document of entry.documents) {
      const form = shaped(schemas[document.kind] ?? {}, document);
      if (!form.ok) return `${document.kind}${form.problems[0]?.path} is not of its form`;
      if (JSON.stringify(JSON.parse(JSON.stringify(document))) !== JSON.stringify(document)) return `${document.kind} is no plain data`;
    }
  }
  return outcome.ok || outcome.problems.length > 0 ? '' : 'refused without a reason';
};

describe('whatever stands in one place of a command, it is done or refused, and what is written has its form', () => {
  it.each(Object.entries(bodies(here)))('%s', async (kind, body) => {
    const faults: string[] = [];
    for (const place of placesOf(body)) {
      for (const value of triesFor(valueAt(body, place))) {
        const found = await fault(kind, changed(body, { [place]: value })).catch((error: unknown) => String(error));
        if (found !== '') faults.push(`${place} = ${typeof value === 'string' ? value.slice(0, 40) : String(value)}: ${found}`);
      }
    }
    expect(faults).toEqual([]);
  });
});
