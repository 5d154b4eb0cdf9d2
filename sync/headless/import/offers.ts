import { type Static, type TProperties, Type } from 'typebox';
import { activateOffer } from '../../../core/offers/activate-offer.ts';
import { createOffer } from '../../../core/offers/create-offer.ts';
import type { CreateOfferBody } from '../../../core/offers/schema.ts';
import { createOfferSchema } from '../../../core/offers/schema.ts';
import type { Source } from '../../../core/sources.ts';
import type { ImportSource } from './import-source.ts';
import { stepsOfJson } from './json-file.ts';
import { lookup } from './lookups.ts';
import { type Entry, refusal, type Step, step, type Steps } from './step.ts';

const closed = <P extends TProperties>(properties: P) => Type.Object(properties, { additionalProperties: false });
const codes = Type.Array(Type.String({ minLength: 1, maxLength: 64 }), { maxItems: 500 });
const day = Type.Union([Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }), Type.Null()]);

const { value, duration, stackable, appliesToUsage, redeemableFrom, redeemableThrough, limits, name } = createOfferSchema.properties;

const offer = closed({
  name,
  reach: Type.Union([
    closed({ kind: Type.Literal('code'), code: Type.String({ minLength: 1, maxLength: 60 }) }),
    closed({ kind: Type.Literal('automatic') }),
    closed({
      kind: Type.Literal('targeted'),
      target: closed({ segments: codes, countries: codes, plans: codes, signedUpFrom: day, signedUpBefore: day }),
    }),
  ]),
  value,
  duration,
  /** Everything, or plans or products by their codes. */
  scope: Type.Union([Type.Literal('any'), closed({ plans: codes }), closed({ products: codes })]),
  stackable,
  appliesToUsage,
  redeemableFrom,
  redeemableThrough,
  limits,
});

const offersFileSchema = Type.Array(offer, { maxItems: 5000 });
type OfferEntry = Static<typeof offer>;

/** Offers by their names; each is active from the day from which it can be redeemed, or from the day of the import. */
export const offerSteps = (file: ImportSource, entry: Entry): Steps =>
  stepsOfJson<readonly OfferEntry[]>(file, offersFileSchema, async function* (offers, source): AsyncGenerator<Step> {
    const offerOf = lookup(source, 'offer', (found) => found.name);
    for (const [index, given] of offers.entries()) {
      const path = `/${index}`;
      const body = await withIds(given, source);
      if ('missing' in body) {
        yield { ...refusal(0, { code: body.missing }), path };
        continue;
      }
      yield step(entry, createOffer, { key: given.name, path, body });
      const created = await offerOf(given.name);
      const on = given.redeemableFrom ?? entry.at.slice(0, 10);
      if (created !== null) yield step(entry, activateOffer, { key: given.name, path, body: { offerId: created.id, on } });
    }
  });

/** The same offer with ids in place of codes. */
const withIds = async (given: OfferEntry, source: Source): Promise<CreateOfferBody | { readonly missing: string }> => {
  const planOf = lookup(source, 'plan', ({ code }) => code);
  const productOf = lookup(source, 'product', ({ code }) => code);
  const { reach, scope, ...rest } = given;
  const wanted = {
    plans: scope !== 'any' && 'plans' in scope ? scope.plans : [],
    products: scope !== 'any' && 'products' in scope ? scope.products : [],
  };
  const targeted = reach.kind === 'targeted' ? reach.target.plans : [];
  const plans = await Promise.all([...wanted.plans, ...targeted].map(async (code) => (await planOf(code))?.id ?? ''));
  const products = await Promise.all(wanted.products.map(async (code) => (await productOf(code))?.id ?? ''));
  if (plans.includes('')) return { missing: 'plan.missing' };
  if (products.includes('')) return { missing: 'product.missing' };
  const planIds = plans.slice(0, wanted.plans.length);
  return {
    ...rest,
    reach: reach.kind === 'targeted' ? { kind: 'targeted', target: target(reach.target, plans.slice(wanted.plans.length)) } : reach,
    scope: scope === 'any' ? { kind: 'any' } : 'plans' in scope ? { kind: 'plans', planIds } : { kind: 'products', productIds: products },
  };
};

const target = ({ plans: _plans, ...rest }: Extract<OfferEntry['reach'], { kind: 'targeted' }>['target'], planIds: readonly string[]) => ({
  ...rest,
  planIds,
});
