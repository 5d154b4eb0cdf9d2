import { useState } from 'react';
import type { ProblemLike } from '../../../core/kernel/outcome.ts';
import type { Answered } from '../../app/sync/server-ask.ts';

/** Something that the server is asked to do, and why the last time it did not. */
export const useOrder = () => {
  const [isBusy, setBusy] = useState(false);
  const [problems, setProblems] = useState<readonly ProblemLike[]>([]);
  /** What came of it; `null` where it was refused. */
  const give = async <T>(work: Answered<T>): Promise<T | null> => {
    setBusy(true);
    try {
      const outcome = await work;
      setProblems(outcome.ok ? [] : outcome.problems);
      return outcome.ok ? outcome.value : null;
    } finally {
      setBusy(false);
    }
  };
  return { give, isBusy, problems };
};
