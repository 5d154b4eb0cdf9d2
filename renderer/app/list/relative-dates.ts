import type { RowFilter } from '../../../core/views/rows.ts';
import { daysAfter, monthsAfter, monthStart, partsOf, plainDate, type PlainDate } from '../../../core/time/plain-date.ts';
import type { PeriodName, UiFilter } from '../../ui/filters/filter-types.ts';

type Days = { readonly from: PlainDate; readonly until: PlainDate };

const quarterStart = (day: PlainDate): PlainDate => {
  const { year, month } = partsOf(day);
  return plainDate(year, month - ((month - 1) % 3), 1);
};
const yearStart = (day: PlainDate): PlainDate => plainDate(partsOf(day).year, 1, 1);

const stretch = (start: PlainDate, months: number): Days => ({ from: start, until: daysAfter(monthsAfter(start, months), -1) });

/** The days of a named period as seen from a day, both inclusive. Quarters and years are those of the calendar. */
export const daysOf = (period: PeriodName, today: PlainDate): Days => {
  switch (period) {
    case 'today':
      return { from: today, until: today };
    case 'yesterday':
      return { from: daysAfter(today, -1), until: daysAfter(today, -1) };
    case 'last-7':
      return { from: daysAfter(today, -6), until: today };
    case 'last-30':
      return { from: daysAfter(today, -29), until: today };
    case 'last-90':
      return { from: daysAfter(today, -89), until: today };
    case 'next-30':
      return { from: today, until: daysAfter(today, 29) };
    case 'this-month':
      return stretch(monthStart(today), 1);
    case 'last-month':
      return stretch(monthsAfter(monthStart(today), -1), 1);
    case 'this-quarter':
      return stretch(quarterStart(today), 3);
    case 'last-quarter':
      return stretch(monthsAfter(quarterStart(today), -3), 3);
    case 'this-year':
      return stretch(yearStart(today), 12);
    case 'last-year':
      return stretch(monthsAfter(yearStart(today), -12), 12);
  }
};

/** The conditions as the list understands them: periods become days as seen from today. */
export const resolved = (filters: readonly UiFilter[], today: PlainDate): readonly RowFilter[] =>
  filters.flatMap(({ column, op, values }): readonly RowFilter[] => {
    if (op !== 'period') return [{ column, op, values }];
    const [period] = values;
    if (period === undefined) return [];
    const { from, until } = daysOf(period as PeriodName, today);
    return [
      { column, op: 'from', values: [from] },
      { column, op: 'until', values: [until] },
    ];
  });
