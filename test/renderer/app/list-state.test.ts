import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filtersOf, filtersText, sortOf, sortText } from '../../../renderer/app/list/list-state.ts';
import { daysOf, resolved } from '../../../renderer/app/list/relative-dates.ts';
import { periods } from '../../../renderer/ui/filters/filter-types.ts';

const column = fc.stringMatching(/^[a-zA-Z]{1,12}$/);
const filter = fc.record({
  column,
  op: fc.constantFrom('is', 'is-not', 'contains', 'from', 'until', 'period' as const),
  values: fc.array(fc.string({ minLength: 1, maxLength: 20 }), { minLength: 1, maxLength: 4 }),
});

describe('[A6] a list in its address', () => {
  it('comes back as it was, whatever signs its values have', () => {
    fc.assert(
      fc.property(fc.array(filter, { maxLength: 4 }), (filters) => {
        expect(filtersOf(filtersText(filters))).toEqual(filters);
      }),
    );
  });

  it('keeps the order of its sort', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ column, descending: fc.boolean() }), { maxLength: 4 }), (sort) => {
        expect(sortOf(sortText(sort))).toEqual(sort);
      }),
    );
  });

  it('leaves out what is no filter', () => {
    expect(filtersOf('status:is:paid;nonsense;amount:near:3')).toEqual([{ column: 'status', op: 'is', values: ['paid'] }]);
  });
});

describe('[A6] relative dates', () => {
  it.each([
    ['today', '2026-11-20', '2026-11-20'],
    ['yesterday', '2026-11-19', '2026-11-19'],
    ['last-7', '2026-11-14', '2026-11-20'],
    ['last-30', '2026-10-22', '2026-11-20'],
    ['next-30', '2026-11-20', '2026-12-19'],
    ['this-month', '2026-11-01', '2026-11-30'],
    ['last-month', '2026-10-01', '2026-10-31'],
    ['this-quarter', '2026-10-01', '2026-12-31'],
    ['last-quarter', '2026-07-01', '2026-09-30'],
    ['this-year', '2026-01-01', '2026-12-31'],
    ['last-year', '2025-01-01', '2025-12-31'],
  ] as const)('%s on 20 November 2026 is from %s until %s', (period, from, until) => {
    expect(daysOf(period, '2026-11-20')).toEqual({ from, until });
  });

  it('move with the day and become two bounds of the same column', () => {
    const filters = [{ column: 'issuedOn', op: 'period', values: ['last-month'] }] as const;
    expect(resolved(filters, '2027-01-31')).toEqual([
      { column: 'issuedOn', op: 'from', values: ['2026-12-01'] },
      { column: 'issuedOn', op: 'until', values: ['2026-12-31'] },
    ]);
  });

  it.each(periods)('%s never ends before it begins', (period) => {
    for (const today of ['2024-02-29', '2026-01-01', '2026-03-31', '2026-12-31']) {
      const { from, until } = daysOf(period, today);
      expect(from <= until).toBe(true);
    }
  });
});
