import { useTranslations } from 'use-intl';
import { isCurrency } from '../../core/money/currency.ts';
import type { EditConflict } from '../../core/kernel/edit.ts';
import type { ProblemLike } from '../../core/kernel/outcome.ts';
import { ErrorSummary as Summary } from '../ui/error-summary.tsx';
import { useUi } from '../ui/settings.tsx';
import { textOf } from './record/changes.ts';
import { useFieldName, useFieldValue } from './record/field-words.ts';

/** Facts of a problem as its sentence takes them: amounts and days as the user's language writes them, lists with commas. */
const factsOf = (problem: ProblemLike, ui: ReturnType<typeof useUi>): Readonly<Record<string, string | number>> => {
  const given = problem as unknown as Readonly<Record<string, unknown>>;
  const { currency } = given;
  const factOf = (key: string, value: unknown): string | number => {
    if (typeof value === 'number')
      return key.endsWith('Minor') && typeof currency === 'string' && isCurrency(currency) ? ui.money(value, currency) : value;
    if (typeof value === 'string') return /^\d{4}-\d{2}-\d{2}$/.test(value) ? ui.day(value) : value;
    if (Array.isArray(value)) return value.map((each) => String(factOf(key, each))).join(', ');
    if (value === null || value === undefined) return '–';
    return typeof value === 'boolean' ? String(value) : JSON.stringify(value);
  };
  // `maximumGiven` is `no` where there is no maximum, for sentences that then leave it out.
  return Object.fromEntries(
    Object.entries(given).flatMap(([key, value]) => [
      [key, factOf(key, value)],
      [`${key}Given`, value === null ? 'no' : 'yes'],
    ]),
  );
};

const isConflict = (problem: ProblemLike): problem is EditConflict => problem.code === 'edit.conflict';

/** As the engine makes them (`core/kernel/ids.ts`). */
const isMadeId = (value: unknown): boolean => typeof value === 'string' && /^[a-z]+_[0-9a-f]{30}$/.test(value);

/** What has parts, and what only has an id, says nothing to people. */
const isPlain = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.every((each) => !Array.isArray(each) && isPlain(each))
    : value === null || (typeof value !== 'object' && !isMadeId(value));

/** The field by its name, and what it was and is as people read it, where that can be said in a sentence. */
const useConflictFacts = () => {
  const nameOf = useFieldName();
  const valueOf = useFieldValue();
  return ({ path, expected, found }: EditConflict): Readonly<Record<string, string>> => ({
    field: nameOf(path),
    expected: valueOf(textOf(expected), { path }),
    found: valueOf(textOf(found), { path }),
    isPlain: isPlain(expected) && isPlain(found) ? 'yes' : 'no',
  });
};

/** A problem in a sentence of the user's language. `<code>` of problems.json, a dot in the code being a level. */
export const useProblemText = (): ((problem: ProblemLike) => string) => {
  const text = useTranslations('problems');
  const ui = useUi();
  const conflict = useConflictFacts();
  return (problem) => {
    if (!text.has(problem.code)) return text('unknown', { code: problem.code });
    return text(problem.code, isConflict(problem) ? conflict(problem) : factsOf(problem, ui));
  };
};

/** Everything that was wrong with the last try, over the form that it belongs to. Announced, and focused when it appears. */
export function ErrorSummary({ problems }: { readonly problems: readonly ProblemLike[] }) {
  const words = useProblemText();
  const text = useTranslations('ui.errors');
  return <Summary title={text('title', { count: problems.length })} messages={problems.map(words)} />;
}
