import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NumberDesk } from '../../../core/invoicing/number-desk.ts';
import { InvariantBroken } from '../../../core/kernel/invariant.ts';
import { shaped } from '../../../core/kernel/shape.ts';
import { closeSeries } from '../../../core/organization/close-series.ts';
import { endSeriesAtRestore } from '../../../core/organization/end-at-restore.ts';
import { lentNumbers } from '../../../core/organization/lent-numbers.ts';
import { leaseBlock } from '../../../core/organization/lease-block.ts';
import {
  endedSeries,
  isBlock,
  isRunningLow,
  lentBlock,
  lentSeries,
  numbersLeft,
  openBlocks,
} from '../../../core/organization/number-block.ts';
import { gapReport, numberLedgers } from '../../../core/organization/number-ledger.ts';
import { openedSeries, seriesFor, takeNumbers } from '../../../core/organization/numbering.ts';
import { returnBlock } from '../../../core/organization/return-block.ts';
import { documentSchemas } from '../../../core/organization/schema.ts';
import type { NumberSeries, OperatingEntity } from '../../../core/organization/types.ts';
import { voidNumber } from '../../../core/organization/void-number.ts';
import { planned, refusals, written } from '../../support/held-documents.ts';
import { british, stored } from './sample.ts';

const at = '2026-11-20T09:00:00.000Z';
const lending = { mode: 'leased-block' as const, prefix: 'INV', yearly: true, digits: 6, blockSize: 4 };
const entity: OperatingEntity = stored(british({ numbering: { invoice: lending, 'credit-note': { ...lending, prefix: 'CN' } } }));
const parent = (given: Partial<NumberSeries> = {}): NumberSeries => ({
  ...openedSeries(seriesFor(entity, 'invoice', 'A7', 2026)),
  rev: 1,
  ...given,
});

/** Series as they stand after a block was lent from the first of them. */
const afterLease = (station: string, series: readonly NumberSeries[]): readonly NumberSeries[] => {
  const [first = parent()] = series;
  const lent = lentBlock(first, station, 4);
  if (!lent.ok) throw new Error('it is open');
  return [lent.value.series, ...series.slice(1), { ...lent.value.block, rev: 1 }];
};

const wish = { entityId: entity.id, documentType: 'invoice' as const, year: 2026, station: 'A7', isAsked: false };

const taken = (series: readonly NumberSeries[], count: number, on = '2026-11-20', station = 'A7') => {
  const desk = new NumberDesk(series, station, 'station');
  const given = Array.from({ length: count }, () => desk.take(entity, 'invoice', on)).flatMap((each) => (each.ok ? [each.value] : []));
  return { given, series: desk.writes().map(({ document }) => document) };
};

describe('lending a block', () => {
  it('[NUM-02] takes the next numbers of the central series for one station, and for nobody else', async () => {
    const first = written(await planned(leaseBlock, wish, [entity])) as readonly NumberSeries[];
    expect(first).toMatchObject([
      { station: null, next: 5, prefix: 'INV-2026-' },
      { station: 'A7', next: 1, block: { first: 1, last: 4 }, prefix: 'INV-2026-', state: 'open' },
    ]);
    const second = written(await planned(leaseBlock, { ...wish, station: 'B2' }, [entity, ...first])) as readonly NumberSeries[];
    expect(second).toMatchObject([
      { next: 9, rev: 2 },
      { station: 'B2', block: { first: 5, last: 8 } },
    ]);
    for (const series of [...first, ...second]) expect(shaped(documentSchemas['number-series'], series)).toMatchObject({ ok: true });
  });

  it('[NUM-02] lends more by itself only where less than half a block is left, and some more where a person asks', async () => {
    const held = [entity, ...afterLease('A7', [])];
    expect(await planned(leaseBlock, wish, held)).toEqual({
      ok: false,
      problems: [{ code: 'block.enough-left', prefix: 'INV-2026-', left: 4 }],
    });
    expect(refusals(await planned(leaseBlock, { ...wish, isAsked: true }, held))).toEqual([]);
    const many = [1, 2, 3, 4, 5].reduce((series) => afterLease('A7', series), [] as readonly NumberSeries[]);
    expect(refusals(await planned(leaseBlock, { ...wish, isAsked: true }, [entity, ...many]))).toEqual(['block.enough-left']);
    expect([isRunningLow(2, 4), isRunningLow(1, 4), isRunningLow(0, 1)]).toEqual([false, true, true]);
  });

  it('[NUM-02] lends only what the entity numbers in blocks, of this year, or of the next one when it is near', async () => {
    expect(refusals(await planned(leaseBlock, { ...wish, year: 2027 }, [entity]))).toEqual(['block.not-lent']);
    expect(refusals(await planned(leaseBlock, { ...wish, year: 2027 }, [entity], '2026-12-20T09:00:00.000Z'))).toEqual([]);
    expect(lentSeries(entity, 'A7', '2026-12-20').map(({ year, documentType }) => [documentType, year])).toEqual([
      ['invoice', 2026],
      ['invoice', 2027],
      ['credit-note', 2026],
      ['credit-note', 2027],
    ]);
    const central = stored(british());
    expect(refusals(await planned(leaseBlock, { ...wish, entityId: central.id }, [central]))).toEqual(['block.not-lent']);
    expect(refusals(await planned(leaseBlock, wish, [{ ...entity, state: 'archived' }]))).toEqual(['block.not-lent']);
    expect(refusals(await planned(leaseBlock, wish, []))).toEqual(['entity.missing']);
    expect(refusals(await planned(leaseBlock, wish, [entity, parent({ state: 'closed' })]))).toEqual(['series.closed']);
    expect(() => lentBlock(parent(), 'A7', 0)).toThrow(InvariantBroken);
    expect(() => lentBlock(parent({ station: 'A7', mode: 'station-series' }), 'A7', 5)).toThrow(InvariantBroken);
  });
});

describe('numbering from blocks', () => {
  it('[NUM-01] [NUM-02] goes through them in order without a network, and leaves the rest to the server when they are used up', () => {
    const series = afterLease('A7', afterLease('B2', afterLease('A7', [])));
    const { given, series: moved } = taken(series, 10);
    expect(given.map(({ number }) => number?.slice(-2) ?? null)).toEqual(['01', '02', '03', '04', '09', '10', '11', '12', null, null]);
    expect(given.at(-1)?.seriesId).toBe(parent().id);
    expect(moved.filter(isBlock).map(numbersLeft)).toEqual([0, 0]);
    expect(openBlocks(moved, parent().id, 'A7')).toEqual([]);
    const [used] = moved;
    expect(used && (() => takeNumbers(used, ['2026-11-20']))).toThrow(InvariantBroken);
  });

  it('[NUM-02] never numbers from another station’s block, nor at the server', () => {
    const series = afterLease('B2', []);
    expect(taken(series, 1).given).toMatchObject([{ number: null, seriesId: parent().id }]);
    const desk = new NumberDesk(series, 'B2', 'server');
    expect(desk.take(entity, 'invoice', '2026-11-20')).toMatchObject({ value: { number: 'INV-2026-000005', seriesId: parent().id } });
  });

  it('[NUM-02] a station knows what it has left of each series, and that the coming year’s are for later', () => {
    const ownLeft = (today: string, series: readonly NumberSeries[], of = entity) =>
      lentNumbers(of, series, 'A7', today)
        .filter(({ documentType }) => documentType === 'invoice')
        .map(({ prefix, left, isLow, isAhead }) => [prefix, left, isLow, isAhead]);
    const two = afterLease('A7', afterLease('B2', afterLease('A7', [])));
    expect(ownLeft('2026-11-20', two)).toEqual([['INV-2026-', 8, false, false]]);
    expect(ownLeft('2026-12-16', two)).toEqual([
      ['INV-2026-', 8, false, false],
      ['INV-2027-', 0, true, true],
    ]);
    const { series: moved } = taken(two, 7);
    const after = two.map((each) => moved.find(({ id }) => id === each.id) ?? each);
    expect(ownLeft('2026-11-20', after)).toEqual([['INV-2026-', 1, true, false]]);
    // In January nothing of the last year is asked for any more.
    expect(ownLeft('2027-01-02', two)).toEqual([['INV-2027-', 0, true, false]]);
    expect(ownLeft('2026-11-20', two, { ...entity, state: 'archived' })).toEqual([]);
  });

  it('[NUM-03] days never go backwards inside a block, and a block is of one year', () => {
    const series = afterLease('A7', []);
    const { series: moved } = taken(series, 1, '2026-11-20');
    const now = series.map((each) => moved.find(({ id }) => id === each.id) ?? each);
    expect(taken(now, 1, '2026-11-18').given).toMatchObject([{ issuedOn: '2026-11-20' }]);
    expect(taken(now, 1, '2027-01-02').given).toMatchObject([{ number: null, issuedOn: '2027-01-02' }]);
  });
});

describe('the end of a block', () => {
  const used = (): readonly NumberSeries[] => {
    const series = afterLease('A7', []);
    const { series: moved } = taken(series, 1);
    return series.map((each) => moved.find(({ id }) => id === each.id) ?? each);
  };
  const block = (series: readonly NumberSeries[]): NumberSeries => series.find(isBlock) ?? parent();
  const carriers = (series: readonly NumberSeries[], ...numbers: readonly string[]) =>
    numbers.map((number) => ({ id: `inv-${number}`, seriesId: block(series).id, number }));

  it('[NUM-04] its station gives it up: what is left is void with the reason, and stands in the ledger of the series', async () => {
    const series = used();
    const body = { seriesId: block(series).id, reason: 'year-over' as const };
    const [ended] = written(await planned(returnBlock, body, series)) as readonly NumberSeries[];
    expect(ended).toMatchObject({ state: 'closed', next: 5 });
    expect(ended?.voided).toEqual([2, 3, 4].map((number) => ({ number, reason: 'year-over', at })));
    const after = series.map((each) => (each.id === ended?.id ? ended : each));
    const [ledger, ...others] = numberLedgers(after, carriers(after, 'INV-2026-000001'));
    expect(others).toEqual([]);
    expect(ledger?.rows.map(({ fate }) => fate.kind)).toEqual(['issued', 'voided', 'voided', 'voided', 'open']);
    expect(taken(after, 1).given).toMatchObject([{ number: null }]);
    expect(await planned(returnBlock, body, after)).toMatchObject({ ok: true, value: { writes: [] } });
  });

  it('[NUM-02] nobody else gives it up, and nothing else is given up', async () => {
    const series = afterLease('B2', []);
    const body = { seriesId: block(series).id, reason: 'not-needed' as const };
    expect(refusals(await planned(returnBlock, body, series))).toEqual(['series.of-another-station']);
    expect(refusals(await planned(returnBlock, { ...body, seriesId: parent().id }, series))).toEqual(['series.not-a-block']);
    expect(refusals(await planned(returnBlock, { ...body, seriesId: 'none' }, series))).toEqual(['series.missing']);
  });

  it('[NUM-05] a revoked station’s block ends, and each number of it is accounted for', async () => {
    const series = used();
    const [ended] = written(await planned(closeSeries, { seriesId: block(series).id, reason: 'station-revoked' }, series)) as readonly [
      NumberSeries,
    ];
    expect(ended.voided.map(({ number, reason }) => [number, reason])).toEqual([2, 3, 4].map((number) => [number, 'station-revoked']));
    expect(ended.state).toBe('closed');
  });

  it('[NUM-04] a number that is lent is not skipped in the series that it was lent from', async () => {
    const body = { seriesId: parent().id, number: 3, reason: 'x' };
    expect(refusals(await planned(voidNumber, body, used()))).toEqual(['series.of-another-station']);
    expect(refusals(await planned(voidNumber, { ...body, number: 5 }, used()))).toEqual([]);
  });

  it('[NUM-04] no number beyond a block is skipped in it', async () => {
    const full = { ...block(used()), next: 5 };
    expect(refusals(await planned(voidNumber, { seriesId: full.id, number: 5, reason: 'x' }, [full]))).toEqual(['number.not-reached']);
    const open = { ...block(used()), next: 4 };
    expect(refusals(await planned(voidNumber, { seriesId: open.id, number: 4, reason: 'x' }, [open]))).toEqual([]);
  });

  it('[NUM-05] a restore ends the series and its blocks where the backup saw them; what came back is told from what is lost', async () => {
    const series = used();
    const body = { entityId: entity.id, documentType: 'invoice' as const, prefix: 'INVR2ABC' };
    const writes = written(await planned(endSeriesAtRestore, body, [entity, ...series]));
    const ended = writes.filter(({ kind }) => kind === 'number-series') as unknown as readonly NumberSeries[];
    expect(ended.every(({ state }) => state === 'closed')).toBe(true);
    expect(new Set(ended.map(({ restored }) => restored?.from))).toEqual(new Set([2, 5]));
    expect(writes.find(({ kind }) => kind === 'entity')).toMatchObject({ numbering: { invoice: { prefix: 'INVR2ABC', blockSize: 4 } } });
    const ledgers = numberLedgers(ended, carriers(series, 'INV-2026-000001', 'INV-2026-000003'));
    const ledger = ledgers.find(({ seriesId }) => seriesId === parent().id);
    expect(ledger?.rows.map(({ fate }) => (fate.kind === 'voided' ? fate.reason : fate.kind))).toEqual([
      'issued',
      'restore',
      'issued',
      'restore',
    ]);
    expect(gapReport(ledgers).unexplained).toBe(0);
  });

  it('[NUM-04] whatever stations do with their blocks, each number is issued, void for a reason, lent or open, once', () => {
    const acts = fc.array(fc.tuple(fc.constantFrom('lease', 'take', 'return'), fc.constantFrom('A7', 'B2')), { maxLength: 40 });
    fc.assert(
      fc.property(acts, (todo) => {
        let series: readonly NumberSeries[] = [parent()];
        const documents: { id: string; seriesId: string; number: string | null }[] = [];
        for (const [act, station] of todo) {
          if (act === 'lease') series = afterLease(station, series);
          else if (act === 'take') {
            const { given, series: moved } = taken(series, 1, '2026-11-20', station);
            documents.push(...given.map(({ number, seriesId }) => ({ id: `doc-${documents.length}`, seriesId, number })));
            series = series.map((each) => moved.find(({ id }) => id === each.id) ?? each);
          } else {
            const [mine] = openBlocks(series, parent().id, station);
            series = series.map((each) => (each.id === mine?.id ? endedSeries(each, 'not-needed', at) : each));
          }
        }
        const report = gapReport(numberLedgers(series, documents));
        const numbers = documents.flatMap(({ number }) => (number === null ? [] : [number]));
        expect([report.unexplained, new Set(numbers).size]).toEqual([0, numbers.length]);
      }),
    );
  });
});
