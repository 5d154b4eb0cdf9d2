import { type FieldChoice, remadeEdit } from '../../../core/conflicts/remade-edit.ts';
import type { EditConflict } from '../../../core/kernel/edit.ts';
import type { Outcome, ProblemLike } from '../../../core/kernel/outcome.ts';
import type { InboxItem, Settlement } from '../../workers/sync/sync-api.ts';

/** The fields that two people changed, of an item's reasons. */
export const conflictsOf = ({ reasons }: InboxItem): readonly EditConflict[] =>
  reasons.filter((reason): reason is EditConflict => reason.code === 'edit.conflict');

export type Choices = ReadonlyMap<string, FieldChoice>;

/** How a person's choices are called. */
export const settlementOf = (choices: Choices): Settlement => {
  const kept = [...choices.values()].map(({ keep }) => keep);
  if (kept.every((keep) => keep === 'mine')) return 'mine';
  return kept.every((keep) => keep === 'theirs') ? 'theirs' : 'merged';
};

/** The command's body as it is given again: an edit says of each field in conflict what was chosen. */
export const bodyAgain = (item: InboxItem, choices: Choices): Outcome<unknown, ProblemLike> => {
  const conflicts = conflictsOf(item);
  return conflicts.length === 0 ? { ok: true, value: item.command.body } : remadeEdit(item.command.body as object, conflicts, choices);
};
