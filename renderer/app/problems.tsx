import { useTranslations } from 'use-intl';
import { isCurrency } from '../../core/money/currency.ts';
import type { ProblemLike } from '../../core/kernel/outcome.ts';
import { ErrorSummary as Summary } from '../ui/error-summary.tsx';
import { useUi } from '../ui/settings.tsx';

/** Facts of a problem as its sentence takes them: amounts and days as the user's language writes them, lists with commas. */
const factsOf = (problem: ProblemLike, ui: ReturnType<typeof useUi>): Readonly<Record<string, string | number>> => {
  const given = problem as unknown as Readonly<Record<string, unknown>>;
  const { currency } = given;
  const textOf = (key: string, value: unknown): string | number => {
    if (typeof value === 'number')
      return key.endsWith('Minor') && typeof currency === 'string' && isCurrency(currency) ? ui.money(value, currency) : value;
    if (typeof value === 'string') return /^\d{4}-\d{2}-\d{2}$/.test(value) ? ui.day(value) : value;
    if (Array.isArray(value)) return value.map((each) => String(textOf(key, each))).join(', ');
    if (value === null || value === undefined) return '–';
    return typeof value === 'boolean' ? String(value) : JSON.stringify(value);
  };
  // `maximumGiven` is `no` where there is no maximum, for sentences that then leave it out.
  return Object.fromEntries(
    Object.entries(given).flatMap(([key, value]) => [
      [key, textOf(key, value)],
      [`${key}Given`, value === null ? 'no' : 'yes'],
    ]),
  );
};

/** A problem in a sentence of the user's language. `<code>` of problems.json, a dot in the code being a level. */
export const useProblemText = (): ((problem: ProblemLike) => string) => {
  const text = useTranslations('problems');
  const ui = useUi();
  return (problem) => (text.has(problem.code) ? text(problem.code, factsOf(problem, ui)) : text('unknown', { code: problem.code }));
};

/** Everything that was wrong with the last try, over the form that it belongs to. Announced, and focused when it appears. */
export function ErrorSummary({ problems }: { readonly problems: readonly ProblemLike[] }) {
  const words = useProblemText();
  const text = useTranslations('ui.errors');
  return <Summary title={text('title', { count: problems.length })} messages={problems.map(words)} />;
}
