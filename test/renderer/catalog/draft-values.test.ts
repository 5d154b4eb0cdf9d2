import { describe, expect, it } from 'vitest';
import type { VersionContent } from '../../../core/catalog/plan-rules.ts';
import { versionChanges } from '../../../core/views/version-changes.ts';
import {
  billingOfKind,
  contentOfTyped,
  draftEdits,
  fieldOf,
  firstContent,
  freeId,
  modelKinds,
  modelOfKind,
  typedOf,
} from '../../../renderer/features/catalog/draft/draft-values.ts';

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
});
