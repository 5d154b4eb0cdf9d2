import { describe, expect, it } from 'vitest';
import { withinAuthority } from '../../../core/offers/authority.ts';

const limits = { percent: '20', periods: 12 };
const once = { kind: 'once' } as const;

describe('how far sales may go alone', () => {
  it('[OFR-13] up to the percentage of the list price, exactly', () => {
    expect(withinAuthority({ listMinor: 9_999, chargedMinor: 8_000, duration: once }, limits)).toEqual([]);
    expect(withinAuthority({ listMinor: 9_999, chargedMinor: 7_999, duration: once }, limits)).toEqual([
      { code: 'discount.above-authority', percent: '20.01', allowed: '20' },
    ]);
  });

  it('[OFR-13] up to a number of periods; a discount for ever is longer than any', () => {
    const asked = { listMinor: 10_000, chargedMinor: 9_000 };
    expect(withinAuthority({ ...asked, duration: { kind: 'periods', count: 12 } }, limits)).toEqual([]);
    expect(withinAuthority({ ...asked, duration: { kind: 'periods', count: 13 } }, limits)).toEqual([
      { code: 'discount.longer-than-authority', periods: 13, allowed: 12 },
    ]);
    expect(withinAuthority({ ...asked, duration: { kind: 'lifetime' } }, limits)).toEqual([
      { code: 'discount.longer-than-authority', periods: null, allowed: 12 },
    ]);
    expect(withinAuthority({ ...asked, duration: { kind: 'lifetime' } }, { percent: '20', periods: null })).toEqual([]);
  });

  it('[OFR-13] nothing off needs nobody, also on a price of nothing', () => {
    expect(withinAuthority({ listMinor: 0, chargedMinor: 0, duration: { kind: 'lifetime' } }, { percent: '0', periods: 1 })).toEqual([]);
    expect(withinAuthority({ listMinor: 100, chargedMinor: 100, duration: { kind: 'lifetime' } }, { percent: '0', periods: 1 })).toEqual(
      [],
    );
  });
});
