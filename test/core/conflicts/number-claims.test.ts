import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkedClaims, type NumberClaim, seriesAfter, type Voiding } from '../../../core/conflicts/number-claims.ts';
import { numberText, openedSeries, seriesFor } from '../../../core/organization/numbering.ts';
import { gapReport, numberLedger } from '../../../core/organization/number-ledger.ts';
import type { NumberSeries } from '../../../core/organization/types.ts';
import { sampleEntity } from '../../support/billing-world.ts';

const entity = sampleEntity();
const key = seriesFor(entity, 'invoice', 'A7', 2025);
const seriesAt = (next: number, changes: Partial<NumberSeries> = {}): NumberSeries => ({ ...openedSeries(key), rev: 1, next, ...changes });

const claim = (running: number, changes: Partial<NumberClaim> = {}): NumberClaim => ({
  kind: 'invoice',
  documentId: `inv_${running}`,
  entityId: entity.id,
  seriesId: key.id,
  number: numberText(key, running),
  issuedOn: '2025-05-01',
  content: 'c',
  ...changes,
});

const checked = (claims: readonly NumberClaim[], series: readonly NumberSeries[], stored: Readonly<Record<string, string | null>> = {}) =>
  checkedClaims(claims, {
    station: 'A7',
    entities: [entity],
    series,
    stored: new Map(Object.entries(stored)),
    isRestored: false,
    now: '2025-06-01T00:00:00.000Z',
  });

const whyNot = (claims: readonly NumberClaim[], series: readonly NumberSeries[], stored: Readonly<Record<string, string | null>> = {}) => {
  const outcome = checked(claims, series, stored);
  return outcome.ok ? [] : outcome.problems.map((problem) => ('why' in problem ? problem.why : problem.code));
};

describe('what a station says of its numbers', () => {
  it('[NUM-01] the next numbers of its own series are fresh, in whatever order they are named', () => {
    const outcome = checked([claim(6), claim(4), claim(5)], [seriesAt(4)]);
    expect(outcome).toMatchObject({ ok: true, value: { fresh: [{ running: 4 }, { running: 5 }, { running: 6 }] } });
  });

  it('[NUM-01] a series that the server has not heard of begins at one', () => {
    expect(whyNot([claim(1), claim(2)], [])).toEqual([]);
    expect(whyNot([claim(2)], [])).toEqual(['not-the-next']);
  });

  it('known numbers stand on their documents or were voided', () => {
    const series = seriesAt(4, { voided: [{ number: 2, reason: 'differs', at: '' }] });
    expect(whyNot([claim(1), claim(2)], [series], { inv_1: numberText(key, 1) })).toEqual([]);
    expect(whyNot([claim(1)], [series])).toEqual(['on-no-such-document']);
    expect(whyNot([claim(3)], [series], { inv_3: numberText(key, 1) })).toEqual(['on-no-such-document']);
  });

  it('[NUM-05] a closed series gives nothing more', () => {
    expect(whyNot([claim(4)], [seriesAt(4, { state: 'closed' })])).toEqual(['series.closed']);
    expect(whyNot([claim(3)], [seriesAt(4, { state: 'closed' })], { inv_3: numberText(key, 3) })).toEqual([]);
  });

  it('gaps, doubles, other stations, other series and days that go backwards are found', () => {
    const series = [seriesAt(4, { lastIssuedOn: '2025-04-30' })];
    expect(whyNot([claim(5)], series)).toEqual(['not-the-next']);
    expect(whyNot([claim(4), claim(6)], series)).toEqual(['not-the-next']);
    expect(whyNot([claim(4), claim(4, { documentId: 'inv_x' })], series)).toEqual(['not-the-next']);
    expect(whyNot([claim(4), claim(5, { documentId: 'inv_4' })], series)).toEqual(['claimed-twice']);
    expect(whyNot([claim(4, { number: 'INV-A7-2025-4' })], series)).toEqual(['not-of-the-series']);
    expect(whyNot([claim(4, { kind: 'credit-note' })], series)).toEqual(['no-series-of-the-station']);
    expect(whyNot([claim(4, { entityId: 'ent_x' })], series)).toEqual(['no-series-of-the-station']);
    expect(whyNot([claim(4, { issuedOn: '2025-04-29' })], series)).toEqual(['series.date-backwards']);
    expect(whyNot([claim(4, { issuedOn: '2026-01-01' })], series)).toEqual(['series.other-year']);
    const other = seriesFor(entity, 'invoice', 'B2', 2025);
    expect(whyNot([claim(1, { seriesId: other.id, number: numberText(other, 1) })], series)).toEqual(['no-series-of-the-station']);
    expect(whyNot([claim(1, { seriesId: other.id, number: numberText(other, 1) })], [{ ...openedSeries(other), rev: 1 }])).toEqual([
      'no-series-of-the-station',
    ]);
  });

  it('a numbering that the entity has left is taken where some series shows that it was in use', () => {
    const before = { ...entity, numbering: { ...entity.numbering, invoice: { ...entity.numbering.invoice, prefix: 'OLD' } } };
    const old = seriesFor(before, 'invoice', 'A7', 2025);
    const late = claim(1, { seriesId: old.id, number: numberText(old, 1) });
    expect(whyNot([late], [])).toEqual(['no-series-of-the-station']);
    const witness: NumberSeries = { ...openedSeries(seriesFor(before, 'invoice', 'B2', 2025)), rev: 1 };
    expect(whyNot([late], [witness])).toEqual([]);
  });

  it('[NUM-04] whatever becomes of fresh numbers, the series explains every one of them and goes on behind them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.array(fc.boolean(), { minLength: 1, maxLength: 30 }), (next, isVoided) => {
        const stored = seriesAt(next, { voided: [] });
        const claims = isVoided.map((_, index) => claim(next + index));
        const outcome = checked(claims, [stored]);
        if (!outcome.ok) return false;
        const voidings = outcome.value.fresh.flatMap((fresh, index): Voiding[] =>
          isVoided[index] === true ? [{ fresh, reason: 'differs' }] : [],
        );
        const [write] = seriesAfter(outcome.value, voidings, '2025-06-01T00:00:00.000Z');
        const after = write?.document;
        if (after === undefined) return false;
        const earlier = Array.from({ length: next - 1 }, (_, index) => claim(index + 1));
        const documents = [...earlier, ...claims.filter((_, index) => isVoided[index] !== true)];
        const ledger = numberLedger(
          after,
          documents.map(({ documentId, seriesId, number }) => ({ id: documentId, seriesId, number })),
        );
        const { gaps, unexplained } = gapReport([ledger]);
        expect([unexplained, gaps.length, after.next, after.rev]).toEqual([0, voidings.length, next + isVoided.length, 2]);
        return true;
      }),
    );
  });

  it('the order in which claims are named plays no part', () => {
    const claims = fc.shuffledSubarray(
      [1, 2, 3, 4, 5, 6].map((running) => claim(running)),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(claims, (named) => {
        const sorted = named.toSorted((a, b) => (a.number < b.number ? -1 : 1));
        expect(checked(named, []).ok).toBe(checked(sorted, []).ok);
        expect(whyNot(named, [])).toEqual(whyNot(sorted, []));
      }),
    );
  });
});
