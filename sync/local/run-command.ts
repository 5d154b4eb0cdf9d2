import { type TSchema, Type } from 'typebox';
import type { Change, Command } from '../../core/kernel/command.ts';
import { done, type Outcome, type ProblemLike, refuse } from '../../core/kernel/outcome.ts';
import { type ShapeProblem, shaped, strictObject } from '../../core/kernel/shape.ts';
import type { UseCase } from '../../core/kernel/use-case.ts';
import { idSchema, stationSchema } from '../../core/organization/schema.ts';
import type { Source } from '../../core/sources.ts';
import { instantSchema } from '../../core/time/schema.ts';
import { useCaseOf } from '../../core/use-cases.ts';
import { ChangeConflict } from './conflict.ts';
import { commandDigest, type Store } from './store.ts';

/** The id belongs to a command that wanted something else; nothing was written. */
export type ReusedProblem = { readonly code: 'command.id-reused'; readonly commandId: string };

/** What a command says beside its body is not of its form: who gave it, where, when, and under which id. */
export type EnvelopeProblem = { readonly code: 'command.malformed'; readonly path: string; readonly expected: string };

/** No use case has this name. */
export type UnknownKind = { readonly code: 'command.kind-unknown'; readonly kind: string };

/** What the door itself may find wrong with any command. */
export type DoorProblem = ShapeProblem | EnvelopeProblem | ReusedProblem;

/** `known`: the same command happened before, and had its effect then (OFF-03). */
export type Ran<C extends Command> = { readonly kind: 'committed'; readonly change: Change<C> } | { readonly kind: 'known' };

const mostTries = 3;

const envelopeSchema = strictObject({
  id: idSchema,
  kind: Type.String({ minLength: 1, maxLength: 80 }),
  at: instantSchema,
  by: strictObject({ user: idSchema, station: stationSchema }),
  body: Type.Unknown(),
});

const enveloped = (command: unknown): Outcome<Command, EnvelopeProblem> => {
  const outcome = shaped<Command>(envelopeSchema, command);
  if (outcome.ok) return outcome;
  return { ok: false, problems: outcome.problems.map(({ path, expected }) => ({ code: 'command.malformed', path, expected })) };
};

/** Gathers and decides, the form having been checked. `heard` is told the facts. */
const decided = async <C extends Command, F, P extends ProblemLike, S>(
  source: Source,
  useCase: UseCase<C, F, P, S>,
  command: C,
  heard: (facts: F) => void = () => undefined,
): Promise<Outcome<Change<C>, P>> => {
  // Every use case reads a part of the one source; which part is its own type's business.
  const facts = await useCase.gather(command, source as S);
  heard(facts);
  return useCase.plan(command, facts);
};

/** Plans a command without writing anything: form, facts, rules. This is what a preview shows. */
export const planned = async <C extends Command, F, P extends ProblemLike, S>(
  source: Source,
  useCase: UseCase<C, F, P, S>,
  command: C,
): Promise<Outcome<Change<C>, P | ShapeProblem>> => {
  const body = shaped<C['body']>(useCase.shape as TSchema, command.body);
  return body.ok ? decided(source, useCase, command) : body;
};

/**
 * The one way in which a command reaches the store: check its form, gather, plan, commit. Problems come back as data. The form comes before anything
 * else, since nothing can be asked of what has none, not even whether it came before.
 * @param heard is told the facts that the command was planned on.
 */
export const runCommand = async <C extends Command, F, P extends ProblemLike, S>(
  store: Store,
  useCase: UseCase<C, F, P, S>,
  command: C,
  heard?: (facts: F) => void,
): Promise<Outcome<Ran<C>, P | DoorProblem>> => {
  const envelope = enveloped(command);
  if (!envelope.ok) return envelope;
  const body = shaped<C['body']>(useCase.shape as TSchema, command.body);
  if (!body.ok) return body;
  const known = await store.known(command.id);
  if (known !== null) {
    if (known.digest === commandDigest(command)) return done({ kind: 'known' });
    return refuse({ code: 'command.id-reused', commandId: command.id });
  }
  for (let tries = 1; ; tries += 1) {
    const plan = await decided(store, useCase, command, heard);
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

/** The same for a command that comes from outside, where nothing is known of it: from another process, a file, the network. */
export const runAnyCommand = async (
  store: Store,
  command: unknown,
): Promise<Outcome<Ran<Command>, ProblemLike | DoorProblem | UnknownKind>> => {
  const envelope = enveloped(command);
  if (!envelope.ok) return envelope;
  const { kind } = envelope.value;
  const useCase = useCaseOf(kind);
  return useCase === null ? refuse({ code: 'command.kind-unknown', kind }) : runCommand(store, useCase, envelope.value);
};
