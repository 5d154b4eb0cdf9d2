/** As wide as a figure of a column, and as its decimal sign. */
const figureSpace = '\u2007';
const signSpace = '\u2008';

const decimalsOf = (value: string): number => (/\.(\d*[1-9])/.exec(value)?.[1] ?? '').length;

/**
 * For figures under each other whose decimals are not equally many, as in rates: what has to stand behind each, so that they meet at their decimal
 * signs. Spaces and no noughts: nobody shall read an exactness that nobody wrote. The column has figures of one width and stands at its end.
 */
export const decimalColumn = (values: readonly string[]): ((value: string) => string) => {
  const most = Math.max(0, ...values.map(decimalsOf));
  return (value) => {
    const own = decimalsOf(value);
    return (own === 0 && most > 0 ? signSpace : '') + figureSpace.repeat(most - own);
  };
};
