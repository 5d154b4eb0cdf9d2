import type { AnyDocument, DocumentKind, Documents } from '../../core/collections.ts';
import type { Change, Command, StoredDocument } from '../../core/kernel/command.ts';
import { byText } from '../../core/kernel/order.ts';
import type { Outcome, ProblemLike } from '../../core/kernel/outcome.ts';
import type { UseCase } from '../../core/kernel/use-case.ts';
import type { Source } from '../../core/sources.ts';

/** A source that holds the given documents and no others. */
export const holding = (documents: readonly AnyDocument[]): Source => ({
  get: <K extends DocumentKind>(kind: K, id: string) =>
    Promise.resolve((documents.find((document) => document.kind === kind && document.id === id) ?? null) as Documents[K] | null),
  list: <K extends DocumentKind>(kind: K) =>
    Promise.resolve(documents.filter((document) => document.kind === kind).toSorted((a, b) => byText(a.id, b.id)) as Documents[K][]),
});

let given = 0;

/** A command of a test, at nine in the morning of 20 November 2026 unless it says otherwise; each has an id of its own. */
export const commandOf = <C extends Command>(kind: C['kind'], body: C['body'], at = '2026-11-20T09:00:00.000Z'): C => {
  given += 1;
  return { id: `cmd-${given}`, kind, at, by: { user: 'ada', station: 'A7' }, body } as C;
};

/** Reads the facts and decides, as every host does. */
export const planned = async <C extends Command, F, P extends ProblemLike>(
  useCase: UseCase<C, F, P, Source>,
  body: C['body'],
  documents: readonly AnyDocument[],
  at?: string,
): Promise<Outcome<Change<C>, P>> => {
  const command = commandOf<C>(useCase.kind, body, at);
  return useCase.plan(command, await useCase.gather(command, holding(documents)));
};

/** The documents that a change writes; a refusal fails the test with its problems. */
export const written = <C extends Command, P extends ProblemLike>(outcome: Outcome<Change<C>, P>): readonly StoredDocument[] => {
  if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome.problems)}`);
  return outcome.value.writes.map((write) => write.document);
};

/** The codes that it was refused for; empty where it was not. */
export const refusals = <T, P extends ProblemLike>(outcome: Outcome<T, P>): readonly string[] =>
  outcome.ok ? [] : outcome.problems.map((problem) => problem.code);
