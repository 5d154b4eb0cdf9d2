import { useCallback, useEffect, useRef, useState } from 'react';
import type { ProblemLike } from '../../../core/kernel/outcome.ts';
import type { Answered } from '../../app/sync/server-ask.ts';
import { useServerReason } from '../../app/sync/server-reason.ts';

/** What the server said last. It stays while it is asked again, and while it cannot be reached. */
export type ServerData<T> = {
  readonly value: T | undefined;
  /** Why the last question was not answered. */
  readonly problem: ProblemLike | null;
  readonly again: () => Promise<void>;
};

const everyMs = 20_000;

/** Asks the server now, when it can be reached again, and now and then while the page is in sight. */
export const useServerData = <T>(key: string, ask: () => Answered<T>): ServerData<T> => {
  const [answer, setAnswer] = useState<{
    readonly key: string;
    readonly value: T | undefined;
    readonly problem: ProblemLike | null;
  } | null>(null);
  const latest = useRef({ key, ask });
  latest.current = { key, ask };
  const isReachable = useServerReason() === null;
  const again = useCallback(async (): Promise<void> => {
    const asked = latest.current;
    const outcome = await asked.ask();
    if (latest.current.key !== asked.key) return;
    setAnswer((before) =>
      outcome.ok
        ? { key: asked.key, value: outcome.value, problem: null }
        : { key: asked.key, value: before?.key === asked.key ? before.value : undefined, problem: outcome.problems[0] ?? null },
    );
  }, []);
  useEffect(() => {
    if (!isReachable) return undefined;
    void again();
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void again();
    }, everyMs);
    return () => clearInterval(timer);
  }, [key, isReachable, again]);
  const isOfKey = answer?.key === key;
  return { value: isOfKey ? answer.value : undefined, problem: isOfKey ? answer.problem : null, again };
};
