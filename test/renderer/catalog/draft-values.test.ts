import { describe, expect, it } from 'vitest';
import type { VersionContent } from '../../../core/catalog/plan-rules.ts';
import { wrongPairs } from '../../../core/catalog/billing-combinations.ts';
import { versionChanges } from '../../../core/views/version-changes.ts';
import {
  billingKinds,
  billingOfKind,
  firstContent,
  freeId,
  modelKinds,
  modelOfKind,
  newEntitlement,
  withBilling,
} from '../../../renderer/features/catalog/draft/draft-models.ts';
import { contentOfTyped, draftEdits, fieldOf, typedOf } from '../../../renderer/features/catalog/draft/draft-values.ts';
import { momentsOf } from '../../../renderer/app/formats.ts';
import { seriesValues } from '../../../renderer/features/catalog/series/series-values.ts';

const berlin = momentsOf('de-DE', 'Europe/Berlin');

const content = firstContent(billingOfKind('recurring'), 'EUR', 'Base fee');
const [variant] = content.variants;
const [component] = variant?.components ?? [];
if (variant === undefined || component === undefined) throw new Error('a recurring plan begins with one price of one part');

const withPrice = (price: (typeof component)['price']): VersionContent => ({
  ...content,
  variants: [{ ...variant, components: [{ ...component, price }] }],
});

describe('a draft in its form', () => {
  it('[CAT-27] comes back as it was when nothing was typed, in every pricing model', () => {
    for (const kind of modelKinds) {
      const before = contentOfTyped(withPrice(modelOfKind(kind, component.price, 'Otherwise')));
      expect(contentOfTyped(typedOf(before))).toEqual(before);
      expect(draftEdits(before, typedOf(before))).toBeNull();
    }
  });

  it('[CAT-27] names only the variant that changed, with what it was', () => {
    const edits = draftEdits(content, typedOf(withPrice({ kind: 'fixed', amount: '12.50' })));
    expect(edits?.edits).toEqual({});
    expect(edits?.variants.map(({ id, from }) => [id, from])).toEqual([['eur-monthly', variant]]);
    expect(edits?.variants[0]?.to?.components[0]?.price).toEqual({ kind: 'fixed', amount: '12.50' });
  });

  it('[PRC-16] gives a rule that reads differently its next version, and leaves the others', () => {
    const rule = { id: 'night', version: 3, name: 'Night', when: [{ kind: 'weekday', oneOf: [6, 7] } as const], price: '1' };
    const fallback = { id: 'fallback', version: 2, name: 'Otherwise', when: [], price: '2' };
    const before = withPrice({ kind: 'dynamic', yields: 'unit-price', rules: [rule], fallback });
    const after = withPrice({ kind: 'dynamic', yields: 'unit-price', rules: [{ ...rule, price: '1.5' }], fallback });
    const price = draftEdits(before, typedOf(after))?.variants[0]?.to?.components[0]?.price;
    expect(price).toMatchObject({ rules: [{ version: 4, price: '1.5', when: [{ oneOf: [6, 7] }] }], fallback: { version: 2 } });
  });

  it('finds the field of a problem, and ids that nothing else has', () => {
    expect(fieldOf('/variants/0/components/1/price/bands/0/upTo')).toBe('variants.0.components.1.price.bands.0.upTo');
    expect(freeId('EUR-monthly', ['eur-monthly', 'eur-monthly-2'])).toBe('eur-monthly-3');
  });
});

describe('what changed between two versions', () => {
  it('[CAT-27] is told by its place, with both figures', () => {
    expect(versionChanges(content, withPrice({ kind: 'fixed', amount: '10' }))).toEqual([
      { path: ['variants', 'eur-monthly', 'components', 'base', 'price', 'amount'], kind: 'changed', before: '0', after: '10' },
    ]);
    expect(versionChanges(content, { ...content, variants: [] })).toEqual([
      { path: ['variants', 'eur-monthly'], kind: 'removed', before: 'eur-monthly', after: null },
    ]);
  });

  it('[BIL-13] another billing model leaves no setting that it has no field for', () => {
    const [price] = content.variants;
    if (price === undefined) throw new Error('no price');
    const full: VersionContent = {
      ...content,
      variants: [
        {
          ...price,
          combination: { kind: 'floor', amount: '5', componentIds: ['base'] },
          minimumCommitment: '1',
          maximumSpend: '9',
          setupFee: '2',
          packs: [{ id: 'p', name: 'P', price: '1', credit: '1', expiresAfter: null }],
        },
      ],
    };
    for (const kind of billingKinds) {
      const next = withBilling(full, billingOfKind(kind));
      const foreign = wrongPairs(next.billing, next.variants).filter(({ code }) => code === 'billing.setting-not-allowed');
      expect({ kind, foreign }).toEqual({ kind, foreign: [] });
    }
  });

  it('[BIL-03] an instalment plan splits one total: the first amount becomes it, and no part stands beside', () => {
    const next = withBilling(withPrice({ kind: 'fixed', amount: '1200' }), billingOfKind('instalment'));
    expect(next.variants[0]).toMatchObject({ components: [], instalmentTotal: '1200' });
    expect(wrongPairs(next.billing, next.variants)).toEqual([]);
    const shares: VersionContent = {
      ...next,
      billing: { kind: 'instalment', count: 3, interval: { unit: 'month', count: 1 }, parts: [200_000, 466_667, 333_333] },
    };
    expect(typedOf(shares).billing).toMatchObject({ parts: ['20', '46.6667', '33.3333'] });
    expect(contentOfTyped(typedOf(shares))).toEqual(shares);
  });

  it('[ENT-07, ENT-11, ENT-13, ENT-23, ENT-27] every facet of a grant comes back as it was typed', () => {
    const grant = {
      ...newEntitlement('f', true, []),
      counting: 'consumable',
      expiry: { kind: 'relative', days: 30, from: 'renewal', stopsWhileSuspended: true },
      carryOver: { cap: { kind: 'allowances', times: '1.5' }, once: true },
      autoExtendDays: 7,
      alertsAt: [80, 100],
      onCancel: { kind: 'later', days: 14 },
    } as const;
    const before: VersionContent = { ...content, entitlements: [grant] };
    const typed = typedOf(before);
    expect(draftEdits(before, typed)).toBeNull();
    const [shown] = typed.entitlements;
    expect(shown).toMatchObject({ alertsAt: ['80', '100'], autoExtendDays: '7', onCancel: { days: '14' } });
    const again = { ...typed, entitlements: [{ ...shown, alertsAt: ['100', '50', '100'] }] } as unknown as VersionContent;
    expect(contentOfTyped(again).entitlements[0]?.alertsAt).toEqual([50, 100]);
  });
});

describe('lines of outside values', () => {
  it('[OR-6] a day or a moment and a value in the user’s marks; what is neither is named by its line', () => {
    const { values, wrong } = seriesValues('2026-11-01; 12,50\n\n2026-11-02 08:30\t1.250,75\nsoon; 3\n2026-11-03', 'de', berlin.instantAt);
    expect(values.map(({ value }) => value)).toEqual(['12.50', '1250.75']);
    expect(values[0]?.at).toBe('2026-10-31T23:00:00.000Z');
    expect(wrong).toEqual([4, 5]);
  });
});
