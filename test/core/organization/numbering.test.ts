import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvariantBroken } from '../../../core/kernel/invariant.ts';
import type { Outcome, ProblemLike } from '../../../core/kernel/outcome.ts';
import { shaped } from '../../../core/kernel/shape.ts';
import { type CloseSeries, closeSeries } from '../../../core/organization/close-series.ts';
import { numberIn, numberText, openedSeries, seriesFor, takeNumbers } from '../../../core/organization/numbering.ts';
import { documentSchemas } from '../../../core/organization/schema.ts';
import type { NumberingMode, NumberSeries } from '../../../core/organization/types.ts';
import { commandOf, planned, refusals, written } from '../../support/held-documents.ts';
import { british, stored } from './sample.ts';

const numbered = (mode: NumberingMode, yearly = true, digits = 6) => {
  const numbering = { mode, prefix: 'INV', yearly, digits };
  return stored(british({ numbering: { invoice: numbering, 'credit-note': { ...numbering, prefix: 'CN' } } }));
};

const opened = (mode: NumberingMode, year = 2026): NumberSeries => ({
  ...openedSeries(seriesFor(numbered(mode), 'invoice', 'A7', year)),
  rev: 1,
});

const value = <T, P extends ProblemLike>(outcome: Outcome<T, P>): T => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.value;
};

describe('the series of a document', () => {
  it('[NUM-02] a station has its own, which names it', () => {
    const series = seriesFor(numbered('station-series'), 'invoice', 'A7', 2026);
    expect(series).toMatchObject({ prefix: 'INV-A7-2026-', station: 'A7', mode: 'station-series', year: 2026, digits: 6 });
    expect(numberText(series, 123)).toBe('INV-A7-2026-000123');
    const other = seriesFor(numbered('station-series'), 'invoice', 'b2', 2026);
    expect(other.prefix).toBe('INV-B2-2026-');
    expect(other.id).not.toBe(series.id);
  });

  it('[NUM-02] a central one and its blocks name no station: all stations share it', () => {
    for (const mode of ['central-series', 'leased-block'] as const) {
      const [a, b] = ['A7', 'B2'].map((station) => seriesFor(numbered(mode), 'invoice', station, 2026));
      expect(a).toMatchObject({ prefix: 'INV-2026-', station: null });
      expect(a).toEqual(b);
    }
  });

  it('[NUM-03] credit notes have their own, and so has every year', () => {
    const entity = numbered('station-series');
    const ids = [
      seriesFor(entity, 'invoice', 'A7', 2026),
      seriesFor(entity, 'credit-note', 'A7', 2026),
      seriesFor(entity, 'invoice', 'A7', 2027),
    ];
    expect(ids.map((series) => series.prefix)).toEqual(['INV-A7-2026-', 'CN-A7-2026-', 'INV-A7-2027-']);
    expect(new Set(ids.map((series) => series.id)).size).toBe(3);
    const endless = numbered('station-series', false);
    expect(seriesFor(endless, 'invoice', 'A7', 2026)).toEqual(seriesFor(endless, 'invoice', 'A7', 2027));
    expect(seriesFor(endless, 'invoice', 'A7', 2026)).toMatchObject({ prefix: 'INV-A7-', year: null });
  });

  it('[INV-06] is of one entity', () => {
    const entity = numbered('station-series');
    expect(seriesFor({ ...entity, id: 'ent-other' }, 'invoice', 'A7', 2026).id).not.toBe(seriesFor(entity, 'invoice', 'A7', 2026).id);
  });

  it('takes no station whose code could be read as something else', () => {
    for (const station of ['', 'A-7', 'A7-2026', 'A 7', 'Ä7', 'A7'.repeat(7)]) {
      expect(() => seriesFor(numbered('station-series'), 'invoice', station, 2026)).toThrow(InvariantBroken);
      expect(seriesFor(numbered('central-series'), 'invoice', station, 2026).prefix).toBe('INV-2026-');
    }
  });

  it('has the shape of its schema', () => {
    expect(shaped(documentSchemas['number-series'], opened('station-series'))).toMatchObject({ ok: true });
  });
});

describe('taking numbers', () => {
  it('[NUM-01] gives one to each issued document, in order, and goes on where it stopped', () => {
    const first = value(takeNumbers(opened('station-series'), ['2026-11-01', '2026-11-01', '2026-11-20']));
    expect(first.numbers).toEqual(['INV-A7-2026-000001', 'INV-A7-2026-000002', 'INV-A7-2026-000003']);
    expect(first.series).toMatchObject({ next: 4, lastIssuedOn: '2026-11-20' });
    expect(value(takeNumbers(first.series, ['2026-11-20'])).numbers).toEqual(['INV-A7-2026-000004']);
    expect(value(takeNumbers(first.series, []))).toEqual({ numbers: [], series: first.series });
  });

  it('[NUM-03] never goes back in time: a wrong clock is caught and told', () => {
    const { series } = value(takeNumbers(opened('station-series'), ['2026-11-20']));
    expect(takeNumbers(series, ['2026-11-21', '2026-11-19', '2026-11-22'])).toEqual({
      ok: false,
      problems: [{ code: 'series.date-backwards', seriesId: series.id, on: '2026-11-19', lastIssuedOn: '2026-11-21' }],
    });
    expect(takeNumbers(series, ['2026-11-19'])).toMatchObject({ problems: [{ lastIssuedOn: '2026-11-20' }] });
  });

  it('[NUM-03] gives no number of one year to a day of another', () => {
    const series = opened('station-series');
    expect(takeNumbers(series, ['2026-12-31', '2027-01-01'])).toEqual({
      ok: false,
      problems: [{ code: 'series.other-year', seriesId: series.id, on: '2027-01-01', year: 2026 }],
    });
    const endless = { ...openedSeries(seriesFor(numbered('station-series', false), 'invoice', 'A7', 2026)), rev: 1 };
    expect(value(takeNumbers(endless, ['2026-12-31', '2027-01-01'])).numbers).toEqual(['INV-A7-000001', 'INV-A7-000002']);
  });

  it('[NUM-02] a central series gives none at a station: the document is provisional until the server gives it', () => {
    const series = opened('central-series');
    expect(value(takeNumbers(series, ['2026-11-20', '2026-11-20']))).toEqual({ numbers: [null, null], series });
    expect(value(takeNumbers(series, ['2026-11-20'], 'server')).numbers).toEqual(['INV-2026-000001']);
    expect(value(takeNumbers(opened('leased-block'), ['2026-11-20'])).numbers).toEqual([null]);
  });

  it('[NUM-05] a closed series gives none and stays as it is', async () => {
    const series = opened('station-series');
    const [closed] = written(await planned(closeSeries, { seriesId: series.id }, [series])) as readonly NumberSeries[];
    expect(closed).toEqual({ ...series, rev: 2, state: 'closed' });
    expect(closed && takeNumbers(closed, ['2026-11-20'])).toEqual({
      ok: false,
      problems: [{ code: 'series.closed', seriesId: series.id, prefix: 'INV-A7-2026-' }],
    });
    expect(refusals(await planned(closeSeries, { seriesId: series.id }, closed === undefined ? [] : [closed]))).toEqual(['series.closed']);
    expect(refusals(await planned(closeSeries, { seriesId: 'other' }, [series]))).toEqual(['series.missing']);
  });

  it('[NUM-02] [NUM-05] a series is closed by its own station or the server, one of all stations by nobody', async () => {
    const own = opened('station-series');
    const foreign = { ...own, station: 'B2' };
    const central = opened('central-series');
    const body = { seriesId: own.id, reason: 'mine now' };
    expect(await planned(closeSeries, body, [foreign])).toEqual({
      ok: false,
      problems: [{ code: 'series.of-another-station', seriesId: own.id, station: 'B2' }],
    });
    expect(refusals(await planned(closeSeries, { seriesId: central.id }, [central]))).toEqual(['series.of-all-stations']);
    const byServer = (station: string) =>
      closeSeries.plan({ ...commandOf<CloseSeries>('number-series.close', body), by: { user: 'server', station } }, { series: foreign });
    expect(['SERVER', 'SERVER2KLM', 'SERVERS', 'B'].map((code) => byServer(code).ok)).toEqual([true, true, false, false]);
  });

  it('[NUM-04] [NUM-05] an earlier machine’s series is closed by whoever names it, since nobody else is left to', async () => {
    const foreign = { ...opened('station-series'), station: 'B2' };
    const close = async (lostStation: string, series: NumberSeries = foreign) =>
      planned(closeSeries, { seriesId: series.id, lostStation }, [series]);
    expect(written(await close('B2'))).toEqual([{ ...foreign, rev: 2, state: 'closed' }]);
    for (const other of ['A7', 'b2', 'B']) expect(refusals(await close(other))).toEqual(['series.of-another-station']);
    expect(refusals(await close('B2', opened('central-series')))).toEqual(['series.of-all-stations']);
  });

  it('[NUM-01] [INV-06] is gapless and never repeats, however the dates are cut into calls', () => {
    const calls = fc.array(fc.integer({ min: 0, max: 7 }), { maxLength: 12 });
    fc.assert(
      fc.property(calls, fc.integer({ min: 3, max: 10 }), (sizes, digits) => {
        let series: NumberSeries = { ...opened('station-series'), digits };
        const numbers: (string | null)[] = [];
        for (const size of sizes) {
          const taken = value(
            takeNumbers(
              series,
              Array.from({ length: size }, () => '2026-11-20'),
            ),
          );
          numbers.push(...taken.numbers);
          series = taken.series;
        }
        expect(numbers.map((text) => numberIn(series, text ?? ''))).toEqual(numbers.map((_, index) => index + 1));
        expect(series.next).toBe(numbers.length + 1);
      }),
      { numRuns: 1000 },
    );
  });

  it('prints more digits where the numbers outgrow them', () => {
    const series = { prefix: 'INV-', digits: 3 };
    expect([numberText(series, 7), numberText(series, 999), numberText(series, 1000)]).toEqual(['INV-007', 'INV-999', 'INV-1000']);
    expect(
      ['INV-007', 'INV-1000', 'INV-7', 'INV-0007', 'INV-000', 'INV-', 'CN-007', 'INV-00x'].map((text) => numberIn(series, text)),
    ).toEqual([7, 1000, null, null, null, null, null, null]);
  });
});
