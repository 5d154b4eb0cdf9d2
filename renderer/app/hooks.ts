import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { DocumentKind, Documents } from '../../core/collections.ts';
import type { Outcome } from '../../core/kernel/outcome.ts';
import type { Where } from '../../core/kernel/use-case.ts';
import type { PlainDate } from '../../core/time/plain-date.ts';
import type { BodyOf, CommandKind } from '../../core/use-cases.ts';
import type { RowPage, RowQuery } from '../../core/views/rows.ts';
import { useSession } from '../state/session.ts';
import type { ChangedDocument, Executed, Previewed, Refusal } from '../workers/store-api.ts';
import { clock } from './clock.ts';
import { useRoleProblem } from './sync/sync-news.ts';
import { workstation } from './workstation.ts';

/** `undefined` while it is asked for the first time; what was shown stays until the next answer is there, so that nothing jumps. */
export type Asked<T> = { readonly value: T | undefined; readonly isAsking: boolean; readonly error: Error | null };

/**
 * Asks the workstation and asks again when something of interest changed. `key` says what is asked: while it stays the same, the old answer is shown until
 * the new one comes. `null` asks nothing.
 */
export const useAsked = <T>(
  key: string | null,
  ask: () => Promise<T>,
  interest: (changed: readonly ChangedDocument[]) => boolean,
): Asked<T> => {
  const [answer, setAnswer] = useState<{ readonly key: string; readonly value: T | undefined; readonly error: Error | null } | null>(null);
  const [round, setRound] = useState(0);
  const latest = useRef({ ask, interest });
  latest.current = { ask, interest };

  useEffect(() => workstation().subscribe((changed) => latest.current.interest(changed) && setRound((n) => n + 1)), []);

  useEffect(() => {
    if (key === null) return undefined;
    let isCurrent = true;
    latest.current.ask().then(
      (value) => isCurrent && setAnswer({ key, value, error: null }),
      (error: unknown) =>
        isCurrent && setAnswer({ key, value: undefined, error: error instanceof Error ? error : new Error(String(error)) }),
    );
    return () => {
      isCurrent = false;
    };
  }, [key, round]);

  const isFresh = answer !== null && answer.key === key;
  return { value: isFresh ? answer.value : undefined, isAsking: key !== null && !isFresh, error: isFresh ? answer.error : null };
};

const touches = (changed: readonly ChangedDocument[], kind: string, id?: string): boolean =>
  changed.some((each) => each.kind === kind && (id === undefined || each.id === '' || each.id === id));

/** One document, kept up to date. `null`: there is none with this id. */
export const useDocument = <K extends DocumentKind>(kind: K, id: string | null): Asked<Documents[K] | null> =>
  useAsked(
    id === null ? null : `${kind}|${id}`,
    () => workstation().get(kind, id ?? ''),
    (changed) => touches(changed, kind, id ?? ''),
  );

/** All documents of a kind that answer to `where`, kept up to date. For long lists use `useRows`. */
export const useDocuments = <K extends DocumentKind>(kind: K, where?: Where): Asked<readonly Documents[K][]> =>
  useAsked(
    `${kind}|${JSON.stringify(where ?? null)}`,
    () => workstation().list(kind, where),
    (changed) => touches(changed, kind),
  );

/** One window of a list. Another kind may change what is shown (a customer's name), so every commit asks again. */
export const useRows = (query: RowQuery | null): Asked<RowPage> =>
  useAsked(
    query === null ? null : JSON.stringify(query),
    () => workstation().rows(query as RowQuery),
    () => true,
  );

export type CommandDoor<K extends CommandKind> = {
  run(body: BodyOf<K>): Promise<Outcome<Executed, Refusal>>;
  preview(body: BodyOf<K>): Promise<Outcome<Previewed, Refusal>>;
  readonly isRunning: boolean;
  /** What was wrong with the last try, or that one's role does not allow it; empty after a success. */
  readonly problems: readonly Refusal[];
  clear(): void;
};

/** Runs commands of one kind and keeps what was wrong with the last one, for an `ErrorSummary`. */
export const useCommand = <K extends CommandKind>(kind: K): CommandDoor<K> => {
  const [isRunning, setRunning] = useState(false);
  const [problems, setProblems] = useState<readonly Refusal[]>([]);
  const run = useCallback(
    async (body: BodyOf<K>) => {
      setRunning(true);
      try {
        const outcome = await workstation().execute(kind, body);
        setProblems(outcome.ok ? [] : outcome.problems);
        return outcome;
      } finally {
        setRunning(false);
      }
    },
    [kind],
  );
  const preview = useCallback((body: BodyOf<K>) => workstation().preview(kind, body), [kind]);
  const clear = useCallback(() => setProblems([]), []);
  // ROL-05: who may not give it learns so before the form is filled in.
  const forbidden = useRoleProblem(kind);
  return { run, preview, isRunning, problems: forbidden === null ? problems : [forbidden], clear };
};

/** The zone in which the chosen entity keeps its books: that of every clock on the screen. */
export const useZone = (): string => {
  const entityId = useSession((session) => session.entityId);
  return useSyncExternalStore(
    (changed) => clock.moved(changed),
    () => clock.zone(entityId),
  );
};

/** The business day at the chosen entity; it moves at midnight there, and with a test's clock. */
export const useToday = (): PlainDate => {
  const entityId = useSession((session) => session.entityId);
  return useSyncExternalStore(
    (changed) => {
      const timer = setInterval(changed, 30_000);
      const stop = clock.moved(changed);
      return () => {
        clearInterval(timer);
        stop();
      };
    },
    () => clock.today(entityId),
  );
};
