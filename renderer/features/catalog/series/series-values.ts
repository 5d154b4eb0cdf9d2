import { decimalOf } from '../../../ui/form/number-field.tsx';

export type SeriesValue = { readonly at: string; readonly value: string };

/** Lines of a moment and a value, as they come out of a table or a file; `wrong` are the numbers of the lines that are neither empty nor right. */
export const seriesValues = (
  typed: string,
  locale: string,
  instantAt: (wallTime: string) => string | null,
): { readonly values: readonly SeriesValue[]; readonly wrong: readonly number[] } => {
  const values: SeriesValue[] = [];
  const wrong: number[] = [];
  for (const [index, line] of typed.split('\n').entries()) {
    if (line.trim() === '') continue;
    const [moment = '', rest] = line.split(/[;\t]/, 2);
    const day = /^\d{4}-\d{2}-\d{2}$/.test(moment.trim()) ? `${moment.trim()}T00:00` : moment;
    const at = instantAt(day.trim().replace(' ', 'T'));
    const value = rest === undefined ? null : decimalOf(rest, locale);
    if (at === null || value === null) wrong.push(index + 1);
    else values.push({ at, value });
  }
  return { values, wrong };
};
