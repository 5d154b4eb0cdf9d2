import { describe, expect, it } from 'vitest';
import type { Invoice } from '../../../core/invoicing/types.ts';
import { gapReport, numberLedger } from '../../../core/organization/number-ledger.ts';
import { openedSeries, seriesFor } from '../../../core/organization/numbering.ts';
import type { NumberSeries } from '../../../core/organization/types.ts';
import { voidNumber } from '../../../core/organization/void-number.ts';
import { planned, refusals, written } from '../../support/held-documents.ts';
import { british, stored } from './sample.ts';

const at = '2026-11-20T09:00:00.000Z';
const entity = stored(british());
const series = (given: Partial<NumberSeries> = {}): NumberSeries => ({
  ...openedSeries(seriesFor(entity, 'invoice', 'A7', 2026)),
  rev: 1,
  ...given,
});
const carrier = (id: string, number: number | string) => ({
  id,
  seriesId: series().id,
  number: typeof number === 'string' ? number : `UK-INV-A7-2026-${String(number).padStart(6, '0')}`,
});

describe('the number ledger', () => {
  it('[NUM-04] says of every number that it was issued, voided with a reason, or is open', () => {
    const ledger = numberLedger(series({ next: 4, voided: [{ number: 2, reason: 'printed twice', at }] }), [
      carrier('inv-1', 1),
      carrier('inv-3', 3),
    ]);
    expect(ledger.rows).toEqual([
      { number: 1, text: 'UK-INV-A7-2026-000001', fate: { kind: 'issued', documentId: 'inv-1' } },
      { number: 2, text: 'UK-INV-A7-2026-000002', fate: { kind: 'voided', reason: 'printed twice', at } },
      { number: 3, text: 'UK-INV-A7-2026-000003', fate: { kind: 'issued', documentId: 'inv-3' } },
      { number: 4, text: 'UK-INV-A7-2026-000004', fate: { kind: 'open' } },
    ]);
    expect(gapReport([ledger])).toEqual({
      gaps: [{ seriesId: series().id, text: 'UK-INV-A7-2026-000002', number: 2, fate: { kind: 'voided', reason: 'printed twice', at } }],
      unexplained: 0,
    });
  });

  it('[NUM-04] shows each hole once, and counts what no reason explains', () => {
    const documents = [carrier('inv-1', 1), carrier('inv-4a', 4), carrier('inv-4b', 4), carrier('inv-9', 'UK-INV-A7-2025-000009')];
    const report = gapReport([numberLedger(series({ next: 6, voided: [{ number: 2, reason: 'skipped', at }] }), documents)]);
    expect(report.gaps.map((gap) => [gap.number, gap.fate.kind])).toEqual([
      [2, 'voided'],
      [3, 'unexplained'],
      [4, 'doubled'],
      [5, 'unexplained'],
    ]);
    expect(report.unexplained).toBe(4);
  });

  it('[NUM-04] finds a number that a document carries although it was voided, and one beyond the next', () => {
    const ledger = numberLedger(series({ next: 2, voided: [{ number: 1, reason: 'x', at }] }), [carrier('inv-1', 1), carrier('inv-4', 4)]);
    expect(ledger.rows.map((row) => row.fate.kind)).toEqual(['doubled', 'unexplained', 'unexplained', 'issued']);
    expect(ledger.rows[0]?.fate).toEqual({ kind: 'doubled', documentIds: ['inv-1'], voidedToo: true });
  });

  it('[NUM-04] passes over documents without a number and those of other series', () => {
    const others = [
      { id: 'draft', seriesId: null, number: null },
      { id: 'provisional', seriesId: series().id, number: null },
      { id: 'other', seriesId: 'series_other', number: 'X-1' },
    ];
    expect(numberLedger(series(), others)).toMatchObject({ rows: [{ number: 1, fate: { kind: 'open' } }], strangers: [] });
  });

  it('[NUM-05] of a closed series has no open number', () => {
    expect(numberLedger(series({ next: 2, state: 'closed' }), [carrier('inv-1', 1)]).rows.map((row) => row.fate.kind)).toEqual(['issued']);
  });

  it('[NUM-02] shows lent numbers as lent, not as holes', () => {
    const block = series({ id: 'block', station: 'B2', next: 2, block: { of: series().id, first: 1, last: 3 } });
    const ledger = numberLedger(series({ next: 4 }), [{ ...carrier('inv-1', 1), seriesId: 'block' }], [block]);
    expect(ledger.rows.map((row) => row.fate.kind)).toEqual(['issued', 'leased', 'leased', 'open']);
    expect(gapReport([ledger]).unexplained).toBe(0);
  });

  it('[INV-06] a void document keeps its number', () => {
    const voided = { ...carrier('inv-1', 1), state: { kind: 'void' } };
    expect(numberLedger(series({ next: 2 }), [voided]).rows[0]?.fate).toEqual({ kind: 'issued', documentId: 'inv-1' });
  });
});

describe('voiding a number', () => {
  const taken = series({ next: 4 });
  const invoice = { ...carrier('inv-1', 1), kind: 'invoice', rev: 1 } as unknown as Invoice;
  const voided = (number: number, held: NumberSeries = taken) =>
    planned(voidNumber, { seriesId: taken.id, number, reason: 'lost in a crash' }, [held, invoice]);

  it('[NUM-04] explains a hole, with reason and moment', async () => {
    const [next] = written(await voided(2)) as readonly NumberSeries[];
    expect(next).toEqual({ ...taken, rev: 2, voided: [{ number: 2, reason: 'lost in a crash', at }] });
  });

  it('[NUM-04] skips the next number, but none further ahead', async () => {
    const [next] = written(await voided(4)) as readonly NumberSeries[];
    expect(next).toMatchObject({ next: 5, voided: [{ number: 4 }] });
    expect(await voided(5)).toEqual({
      ok: false,
      problems: [{ code: 'number.not-reached', number: 'UK-INV-A7-2026-000005', next: 'UK-INV-A7-2026-000004' }],
    });
    expect(refusals(await voided(4, { ...taken, state: 'closed' }))).toEqual(['series.closed']);
  });

  it('[NUM-02] [NUM-04] leaves the next number of another station to that station, which may give it just now', async () => {
    const owned = series({ next: 4, station: 'B2' });
    expect(await voided(4, owned)).toEqual({
      ok: false,
      problems: [{ code: 'series.of-another-station', seriesId: owned.id, station: 'B2' }],
    });
    expect(refusals(await voided(2, owned))).toEqual([]);
  });

  it('[INV-06] leaves the number of a document alone, and a voided one as it is', async () => {
    expect(await voided(1)).toEqual({
      ok: false,
      problems: [{ code: 'number.on-document', number: 'UK-INV-A7-2026-000001', documentId: 'inv-1' }],
    });
    expect(refusals(await voided(2, { ...taken, voided: [{ number: 2, reason: 'first', at }] }))).toEqual(['number.already-voided']);
    expect(refusals(await planned(voidNumber, { seriesId: 'none', number: 1, reason: 'x' }, []))).toEqual(['series.missing']);
  });
});
