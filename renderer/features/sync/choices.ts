import { type FieldChoice, remadeEdit } from '../../../core/conflicts/remade-edit.ts';
import type { Outcome, ProblemLike } from '../../../core/kernel/outcome.ts';
import type { InboxDetail, OpenConflict, Settlement } from '../../workers/sync/sync-api.ts';

/** What a person chose so far, by the path of the field. */
export type Choices = ReadonlyMap<string, FieldChoice>;

/** Whoever wrote it comes to say it again: mine, until something else is chosen. */
export const choiceOf = (choices: Choices, { path }: Pick<OpenConflict, 'path'>): FieldChoice => choices.get(path) ?? { keep: 'mine' };

/** How a person's choices are called. */
export const settlementOf = (conflicts: readonly OpenConflict[], choices: Choices): Settlement => {
  const kept = conflicts.map((conflict) => choiceOf(choices, conflict).keep);
  if (kept.every((keep) => keep === 'mine')) return 'mine';
  return kept.every((keep) => keep === 'theirs') ? 'theirs' : 'merged';
};

/** The command's body as it is given again: an edit says of each field in conflict what was chosen. */
export const bodyAgain = ({ item, conflicts }: InboxDetail, choices: Choices): Outcome<unknown, ProblemLike> => {
  const { body } = item.command;
  if (conflicts.length === 0) return { ok: true, value: body };
  return remadeEdit(body as object, conflicts, new Map(conflicts.map((conflict) => [conflict.path, choiceOf(choices, conflict)])));
};
