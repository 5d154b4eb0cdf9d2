import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical } from '../../../../core/kernel/canonical.ts';
import { digestOf, digestOfText } from '../../../../core/kernel/digest.ts';
import { canonicalDigested, fastDigestOf } from '../../../../sync/server/chain/hash.ts';

describe('[AUD-03] the digests of the machine', () => {
  it('are those of the engine, over the same canonical text', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), fc.string(), (value, before) => {
        expect(canonicalDigested(value)).toEqual({ text: canonical(value), digest: digestOf(value) });
        expect(canonicalDigested(value, before).digest).toBe(digestOfText(`${before}${canonical(value)}`));
        expect(fastDigestOf(value)).toBe(digestOf(value));
      }),
    );
  });
});
