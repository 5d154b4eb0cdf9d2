import type { Actor, Command } from '../../../core/kernel/command.ts';
import { derivedId } from '../../../core/kernel/ids.ts';
import type { ProblemLike } from '../../../core/kernel/outcome.ts';
import type { UseCase } from '../../../core/kernel/use-case.ts';
import type { Instant } from '../../../core/time/instant.ts';
import type { Store } from '../../local/store.ts';
import { type DoorProblem, runCommand } from '../../local/run-command.ts';
import type { ImportProblem } from './problems.ts';

/** When and by whom things are entered. */
export type Entry = { readonly at: Instant; readonly by: Actor };

/** What became of a step. `refused` names lines of the file; a step of several rows may have been taken in part. */
export type StepResult = {
  readonly kind: 'committed' | 'known' | 'refused';
  readonly refused: readonly { readonly line: number; readonly problem: ProblemLike }[];
};

/** One command that a file asks for. `path` says where in a file without lines (JSON pointer). */
export type Step = { readonly path: string; readonly run: (store: Store) => Promise<StepResult> };

/** What was read but asks for nothing: rows that could not be read, or a file that cannot be. */
export type Unread = {
  readonly problems: readonly ImportProblem[];
  readonly rows: number;
  readonly badLines: number;
  readonly broken: boolean;
};

/**
 * The steps of a file, in order. The next one is asked for when the last one was run, so that it may look up what that one made. Lines of
 * `skip` ask for nothing.
 */
export type Steps = (store: Store, skip: ReadonlySet<number>) => AsyncGenerator<Step | Unread>;

type Asked<C extends Command, F, P extends ProblemLike> = {
  /** What makes the command the same one when the file is imported again. */
  readonly key: string;
  /** Whose keys these are; default: the kind of command. */
  readonly space?: string;
  readonly body: C['body'];
  /** Where it stands: a line, or for a command of several rows the line that a problem is about; a path in a file without lines. */
  readonly line?: number | ((problem: P | DoorProblem) => number);
  readonly path?: string;
  /** What the command will leave out although the rest of it is done. */
  readonly leftOut?: (command: C, facts: F) => readonly P[];
};

/** A step that runs one command, whose id is derived from its key. */
export const step = <C extends Command, F, P extends ProblemLike, S>(
  entry: Entry,
  useCase: UseCase<C, F, P, S>,
  asked: Asked<C, F, P>,
): Step => {
  const { key, space = useCase.kind, line = 0, path = '', body, leftOut } = asked;
  const command = { id: importedId(space, key), kind: useCase.kind, at: entry.at, by: entry.by, body } as C;
  const lineOf = typeof line === 'number' ? () => line : line;
  return {
    path,
    run: async (store) => {
      let partly: readonly P[] = [];
      const ran = await runCommand(store, useCase, command, (facts) => {
        partly = leftOut?.(command, facts) ?? [];
      });
      const problems: readonly (P | DoorProblem)[] = ran.ok ? partly : ran.problems;
      return { kind: ran.ok ? ran.value.kind : 'refused', refused: problems.map((problem) => ({ line: lineOf(problem), problem })) };
    },
  };
};

/** A row that asks for something that does not exist: refused before any command can be made of it. */
export const refusal = (line: number, ...problems: readonly ProblemLike[]): Step => ({
  path: '',
  run: async () => ({ kind: 'refused', refused: problems.map((problem) => ({ line, problem })) }),
});

/** The id of the command that an import makes for a key: the same file gives the same ids. */
export const importedId = (space: string, key: string): string => derivedId('cmd', 'import', space, key);
