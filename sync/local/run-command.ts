import type { TSchema } from 'typebox';
import type { Change, Command } from '../../core/kernel/command.ts';
import { done, type Outcome, type ProblemLike } from '../../core/kernel/outcome.ts';
import { type ShapeProblem, shaped } from '../../core/kernel/shape.ts';
import type { UseCase } from '../../core/kernel/use-case.ts';
import type { Source } from '../../core/sources.ts';
import { ChangeConflict } from './conflict.ts';
import { commandDigest, type Store } from './store.ts';

/** The id belongs to a command that wanted something else; nothing was written. */
export type ReusedProblem = { readonly code: 'command.id-reused'; readonly commandId: string };

/** `known`: the same command happened before, and had its effect then (OFF-03). */
export type Ran<C extends Command> = { readonly kind: 'committed'; readonly change: Change<C> } | { readonly kind: 'known' };

const mostTries = 3;

/** Plans a command without writing anything: shape, facts, rules. This is what a preview shows. `heard` is told the facts that it was planned on. */
export const planned = async <C extends Command, F, P extends ProblemLike, S>(
  source: Source,
  useCase: UseCase<C, F, P, S>,
  command: C,
  heard: (facts: F) => void = () => undefined,
): Promise<Outcome<Change<C>, P | ShapeProblem>> => {
  const body = shaped<C['body']>(useCase.shape as TSchema, command.body);
  if (!body.ok) return body;
  // Every use case reads a part of the one source; which part is its own type's business.
  const facts = await useCase.gather(command, source as S);
  heard(facts);
  return useCase.plan(command, facts);
};

/** The one way in which a command reaches the store: check its shape, gather, plan, commit. Problems come back as data. */
export const runCommand = async <C extends Command, F, P extends ProblemLike, S>(
  store: Store,
  useCase: UseCase<C, F, P, S>,
  command: C,
  heard: (facts: F) => void = () => undefined,
): Promise<Outcome<Ran<C>, P | ShapeProblem | ReusedProblem>> => {
  const known = await store.known(command.id);
  if (known !== null) {
    if (known.digest === commandDigest(command)) return done({ kind: 'known' });
    return { ok: false, problems: [{ code: 'command.id-reused', commandId: command.id }] };
  }
  for (let tries = 1; ; tries += 1) {
    const plan = await planned(store, useCase, command, heard);
    if (!plan.ok) return plan;
    try {
      await store.commit(plan.value);
      return done({ kind: 'committed', change: plan.value });
    } catch (error) {
      // Somebody wrote between planning and committing: the facts are gathered anew.
      if (!(error instanceof ChangeConflict) || tries === mostTries) throw error;
    }
  }
};
