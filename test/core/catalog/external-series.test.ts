import { describe, expect, it } from 'vitest';
import { appendExternalValues } from '../../../core/catalog/append-external-values.ts';
import { createExternalSeries } from '../../../core/catalog/create-external-series.ts';
import { codes, world } from './sample.ts';

const at = (day: number): string => `2026-11-${String(day).padStart(2, '0')}T00:00:00.000Z`;

describe('outside values', () => {
  it('[OR-6] [PRC-06] a series has a name of its own and takes values in any order', async () => {
    const catalog = world();
    await catalog.given(createExternalSeries, { name: 'spot price' });
    expect(codes(await catalog.given(createExternalSeries, { name: ' spot price ' }))).toEqual(['external-series.name-taken']);
    const seriesId = catalog.all('external-series')[0]?.id ?? '';
    await catalog.given(appendExternalValues, {
      seriesId,
      values: [
        { at: at(3), value: '55' },
        { at: at(1), value: '-4.5' },
      ],
    });
    await catalog.given(appendExternalValues, { seriesId, values: [{ at: at(2), value: '40' }] });
    expect(catalog.get('external-series', seriesId).values).toEqual([
      { at: at(1), value: '-4.5' },
      { at: at(2), value: '40' },
      { at: at(3), value: '55' },
    ]);
  });

  it('[OR-6] a known value is never replaced, and the same one twice is once', async () => {
    const catalog = world();
    await catalog.given(createExternalSeries, { name: 'spot' });
    const seriesId = catalog.all('external-series')[0]?.id ?? '';
    const values = [{ at: at(1), value: '40' }];
    await catalog.given(appendExternalValues, { seriesId, values });
    const again = await catalog.given(appendExternalValues, { seriesId, values });
    expect(again.ok && again.value.writes).toEqual([]);
    expect(
      await catalog.given(appendExternalValues, {
        seriesId,
        values: [
          { at: at(1), value: '41' },
          { at: at(2), value: '1' },
        ],
      }),
    ).toEqual({
      ok: false,
      problems: [{ code: 'external-series.value-known', seriesId, at: at(1), known: '40', found: '41' }],
    });
    expect(catalog.get('external-series', seriesId).values).toEqual(values);
    expect(codes(await catalog.given(appendExternalValues, { seriesId: 'ext_none', values: [] }))).toEqual(['external-series.missing']);
  });
});
