import { describe, expect, it } from 'vitest';
import { factEdits, factsOf, pairsOf } from '../../../renderer/ui/form/pairs.ts';

describe('free facts in a form', () => {
  it('come back as they went in', () => {
    const facts = { channel: 'partner', 'cost.centre': '4711' };
    expect(factsOf(pairsOf(facts))).toEqual(facts);
  });

  it('say nothing without a name, and of two with one name the last', () => {
    expect(
      factsOf([
        { name: ' channel ', value: ' web ' },
        { name: '', value: 'lost' },
        { name: 'channel', value: 'partner' },
      ]),
    ).toEqual({ channel: 'partner' });
  });

  it('are edited one by one, with null for one that is not there', () => {
    expect(factEdits({ a: '1', b: '2' }, { b: '3', c: '4' })).toEqual({
      a: { from: '1', to: null },
      b: { from: '2', to: '3' },
      c: { from: null, to: '4' },
    });
    expect(factEdits({ a: '1' }, { a: '1' })).toEqual({});
  });
});
