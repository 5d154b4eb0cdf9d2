import { describe, expect, it } from 'vitest';
import { activateOffer } from '../../../core/offers/activate-offer.ts';
import { archiveOffer } from '../../../core/offers/archive-offer.ts';
import { createOffer } from '../../../core/offers/create-offer.ts';
import { editOffer } from '../../../core/offers/edit-offer.ts';
import type { OfferSource } from '../../../core/offers/offer-references.ts';
import type { CreateOfferBody, EditOfferBody } from '../../../core/offers/schema.ts';
import type { DiscountValue, Offer, Target } from '../../../core/offers/types.ts';
import { isOpenOn } from '../../../core/offers/window.ts';
import type { Change } from '../../../core/kernel/command.ts';
import type { Outcome, ProblemLike } from '../../../core/kernel/outcome.ts';
import { command } from '../customers/sample.ts';
import { amount, offer, override, percentage } from './sample.ts';

const partner = { id: 'seg_1', code: 'partner', state: 'active' };
const legacy = { id: 'seg_2', code: 'legacy', state: 'archived' };

const sourceOf = (offers: readonly Offer[]): OfferSource => {
  const all: Readonly<Record<string, readonly { readonly id: string }[]>> = {
    offer: offers,
    customer: [{ id: 'cus_1' }],
    product: [{ id: 'prd_main' }],
    plan: [{ id: 'pln_main' }],
    segment: [partner, legacy],
  };
  return {
    get: async (kind, id) => ((all[kind] ?? []).find((document) => document.id === id) ?? null) as never,
    list: async (kind, where) => (all[kind] ?? []).filter(({ id }) => where?.ids?.includes(id) ?? true) as never,
  };
};

const { id: _id, kind: _kind, rev: _rev, redeemed: _redeemed, state: _state, ...terms } = offer();
const written = (outcome: Outcome<Change, ProblemLike>): Offer => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.value.writes[0]?.document as Offer;
};
const codesOf = (outcome: Outcome<Change, ProblemLike>): readonly string[] => (outcome.ok ? [] : outcome.problems.map(({ code }) => code));

const create = async (changes: Partial<CreateOfferBody>, others: readonly Offer[] = []) => {
  const given = command('offer.create', { ...terms, ...changes });
  return createOffer.plan(given, await createOffer.gather(given, sourceOf(others)));
};
const edit = async (fields: EditOfferBody['fields'], before: Offer | null, others: readonly Offer[] = []) => {
  const given = command('offer.edit', { offerId: 'off_1', fields });
  return editOffer.plan(given, await editOffer.gather(given, sourceOf(before === null ? others : [before, ...others])));
};
const activate = async (before: Offer | null, on = '2026-11-20', others: readonly Offer[] = []) => {
  const given = command('offer.activate', { offerId: 'off_1', on });
  return activateOffer.plan(given, await activateOffer.gather(given, sourceOf(before === null ? others : [before, ...others])));
};
const archive = (before: Offer | null, lastDay = '2026-11-20') =>
  archiveOffer.plan(command('offer.archive', { offerId: 'off_1', lastDay }), { offer: before });
const target = (changes: Partial<Target>): Offer['reach'] => ({
  kind: 'targeted',
  target: { segments: [], countries: [], planIds: [], signedUpFrom: null, signedUpBefore: null, ...changes },
});
const amounts = (...given: readonly (readonly ['GBP' | 'JPY' | 'KWD', string])[]): DiscountValue => ({
  kind: 'amount',
  amounts: given.map(([currency, text]) => ({ currency, amount: text })),
});

describe('offer.create', () => {
  it('[OFR-02] [OFR-04] [OFR-05] makes a draft with all its terms, its code in upper case', async () => {
    expect(written(await create({ reach: { kind: 'code', code: ' Autumn20 ' } }))).toEqual({
      ...terms,
      id: expect.stringMatching(/^off_[0-9a-f]{30}$/) as string,
      kind: 'offer',
      rev: 1,
      reach: { kind: 'code', code: 'AUTUMN20' },
      redeemed: 0,
      state: 'draft',
    });
  });

  it('[OFR-12] takes a promotional period: 100 % for three periods', async () => {
    expect(written(await create({ value: percentage('100'), duration: { kind: 'periods', count: 3 } }))).toMatchObject({
      value: { percent: '100' },
    });
  });

  it('[OFR-02] a code is taken whatever its case, as long as its offer is not archived', async () => {
    const other = offer({ id: 'off_9', reach: { kind: 'code', code: 'AUTUMN20' } });
    const same = { reach: { kind: 'code', code: 'autumn20' } } as const;
    expect(codesOf(await create(same, [other]))).toEqual(['offer.code-taken']);
    expect(codesOf(await create(same, [{ ...other, state: 'draft' }]))).toEqual(['offer.code-taken']);
    expect(codesOf(await create(same, [{ ...other, state: 'archived' }]))).toEqual([]);
  });

  it.each<[string, Partial<CreateOfferBody>, string]>([
    ['[OFR-02] a code with a blank', { reach: { kind: 'code', code: 'A B' } }, 'offer.code-invalid'],
    ['[OFR-01] a customer that does not exist', { reach: { kind: 'negotiated', customerId: 'cus_2' } }, 'offer.customer-unknown'],
    ['[OFR-03] a target that asks nothing', { reach: target({}) }, 'offer.target-empty'],
    ['[OFR-03] a country that does not exist', { reach: target({ countries: ['UK'] }) }, 'offer.country-unknown'],
    ['[OFR-03] a segment that does not exist', { reach: target({ segments: ['vip'] }) }, 'offer.segment-unknown'],
    ['[OFR-03] an archived segment', { reach: target({ segments: ['legacy'] }) }, 'offer.segment-unknown'],
    ['[OFR-03] a plan that does not exist', { reach: target({ planIds: ['pln_x'] }) }, 'offer.plan-unknown'],
    [
      '[OFR-03] sign-up days that no day lies in',
      { reach: target({ signedUpFrom: '2026-02-01', signedUpBefore: '2026-02-01' }) },
      'offer.sign-up-window-empty',
    ],
    ['[OFR-04] nothing off', { value: percentage('0.0') }, 'offer.gives-nothing'],
    ['[OFR-04] no amount', { value: amounts() }, 'offer.gives-nothing'],
    ['[OFR-04] an amount of zero', { value: amount('0.00') }, 'offer.amount-invalid'],
    ['[OFR-11] a fraction of a penny', { value: amount('0.005') }, 'offer.amount-invalid'],
    ['[OFR-11] a fraction of a yen', { value: amounts(['JPY', '10.5']) }, 'offer.amount-invalid'],
    ['[OFR-11] one currency twice', { value: amounts(['GBP', '5'], ['GBP', '6']) }, 'offer.currency-repeated'],
    ['[OFR-04] a fixed price for usage', { value: override('60'), appliesToUsage: true }, 'offer.override-on-usage'],
    ['[OFR-06] a scope without plans', { scope: { kind: 'plans', planIds: [] } }, 'offer.scope-empty'],
    ['[OFR-06] a plan that does not exist', { scope: { kind: 'plans', planIds: ['pln_main', 'pln_x'] } }, 'offer.plan-unknown'],
    ['[OFR-06] a product that does not exist', { scope: { kind: 'products', productIds: ['prd_x'] } }, 'offer.product-unknown'],
    [
      '[OFR-08] a window that ends before it starts',
      { redeemableFrom: '2026-12-02', redeemableThrough: '2026-12-01' },
      'offer.window-empty',
    ],
    [
      '[OFR-09] a limit on what applies by itself',
      { reach: { kind: 'automatic' }, limits: { total: 5, perCustomer: null, firstPurchaseOnly: false } },
      'offer.limit-not-countable',
    ],
  ])('refuses %s', async (_, changes, code) => {
    expect(codesOf(await create(changes))).toEqual([code]);
  });

  it('[OFR-04] [OFR-11] takes a price of nothing, and amounts with the decimals of their currency', async () => {
    expect(codesOf(await create({ value: override('0') }))).toEqual([]);
    expect(codesOf(await create({ value: amounts(['GBP', '5.50'], ['JPY', '700'], ['KWD', '1.125']) }))).toEqual([]);
  });
});

describe('offer.edit', () => {
  const draft = offer({ state: 'draft' });

  it('[BEY-10] edits of different fields merge, of the same field are asked', async () => {
    const renamed = await edit({ name: { from: 'Autumn campaign', to: 'Winter campaign' } }, draft);
    const both = await edit({ stackable: { from: true, to: false } }, written(renamed));
    expect(written(both)).toMatchObject({ name: 'Winter campaign', stackable: false, rev: 4 });
    expect(codesOf(await edit({ name: { from: 'Autumn campaign', to: 'Spring campaign' } }, written(renamed)))).toEqual(['edit.conflict']);
    expect(await edit({ name: { from: 'Autumn campaign', to: 'Winter campaign' } }, written(renamed))).toMatchObject({
      ok: true,
      value: { writes: [] },
    });
  });

  it('[OFR-02] [OFR-06] keeps the rules of a new offer', async () => {
    expect(
      codesOf(
        await edit({ reach: { from: draft.reach, to: { kind: 'code', code: 'taken' } } }, draft, [
          offer({ id: 'off_9', reach: { kind: 'code', code: 'TAKEN' } }),
        ]),
      ),
    ).toEqual(['offer.code-taken']);
    expect(written(await edit({ reach: { from: draft.reach, to: { kind: 'code', code: 'new-code' } } }, draft))).toMatchObject({
      reach: { code: 'NEW-CODE' },
    });
    expect(codesOf(await edit({ scope: { from: draft.scope, to: { kind: 'plans', planIds: ['pln_x'] } } }, draft))).toEqual([
      'offer.plan-unknown',
    ]);
    expect(codesOf(await edit({ value: { from: draft.value, to: percentage('0') } }, draft))).toEqual(['offer.gives-nothing']);
  });

  it('[OFR-07] what can be redeemed keeps its terms', async () => {
    expect(codesOf(await edit({ stackable: { from: true, to: false } }, offer()))).toEqual(['offer.not-draft']);
    expect(codesOf(await edit({}, null))).toEqual(['offer.missing']);
  });
});

describe('offer.activate and offer.archive', () => {
  const draft = offer({ state: 'draft' });

  it('[OFR-08] activating writes the first day, or keeps a later one of the offer', async () => {
    expect(written(await activate(draft))).toMatchObject({ state: 'active', redeemableFrom: '2026-11-20', rev: 3 });
    expect(written(await activate({ ...draft, redeemableFrom: '2026-12-01' }))).toMatchObject({ redeemableFrom: '2026-12-01' });
    expect(written(await activate({ ...draft, redeemableFrom: '2026-01-01' }))).toMatchObject({ redeemableFrom: '2026-11-20' });
  });

  it('[OFR-08] only drafts whose window is not over, and whose code is still free', async () => {
    expect(codesOf(await activate(offer()))).toEqual(['offer.not-draft']);
    expect(codesOf(await activate(null))).toEqual(['offer.missing']);
    expect(codesOf(await activate({ ...draft, redeemableThrough: '2026-11-19' }))).toEqual(['offer.window-over']);
    expect(codesOf(await activate({ ...draft, redeemableThrough: '2026-11-20' }))).toEqual([]);
    expect(codesOf(await activate(draft, '2026-11-20', [offer({ id: 'off_9' })]))).toEqual(['offer.code-taken']);
  });

  it('[OFR-08] archiving closes the window after its last day, and remembers when it was open', () => {
    const archived = written(archive(offer({ redeemableFrom: '2026-01-01' })));
    expect(archived).toMatchObject({ state: 'archived', redeemableThrough: '2026-11-20' });
    expect(['2025-12-31', '2026-01-01', '2026-11-20', '2026-11-21'].map((day) => isOpenOn(archived, day))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(written(archive(offer({ redeemableThrough: '2026-06-30' })))).toMatchObject({ redeemableThrough: '2026-06-30' });
  });

  it('[OFR-08] a draft that is archived was never open; nothing is archived twice', () => {
    const archived = written(archive({ ...draft, redeemableFrom: '2026-01-01', redeemableThrough: '2026-12-31' }));
    expect(isOpenOn(archived, '2026-06-01')).toBe(false);
    expect(codesOf(archive(archived))).toEqual(['offer.archived']);
    expect(codesOf(archive(null))).toEqual(['offer.missing']);
  });
});
