import type { ProblemLike } from '../../../../core/kernel/outcome.ts';

/** Problems as their sentences take them: amounts know their currency, lines are counted from 1 as people do. */
export const toldProblems = (problems: readonly ProblemLike[], currency: string): readonly ProblemLike[] =>
  problems.map((problem) => ({
    currency,
    ...problem,
    ...('line' in problem && typeof problem.line === 'number' ? { line: problem.line + 1 } : {}),
  }));
