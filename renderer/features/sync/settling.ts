import { type FieldChoice, remadeEdit } from '../../../core/conflicts/remade-edit.ts';
import type { EditConflict } from '../../../core/kernel/edit.ts';
import type { Outcome, ProblemLike } from '../../../core/kernel/outcome.ts';
import type { CommandKind } from '../../../core/use-cases.ts';
import { workstation } from '../../app/workstation.ts';
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

/** A11: fixes and sends again, as a new command of whoever sits here now; then the item is settled. Answers what hinders it. */
export const sentAgain = async (item: InboxItem, choices: Choices): Promise<readonly ProblemLike[]> => {
  const body = bodyAgain(item, choices);
  if (!body.ok) return body.problems;
  // The kind and its body came from this station's own journal; the door checks their form again.
  const outcome = await workstation().execute(item.command.kind as CommandKind, body.value as never);
  if (!outcome.ok) return outcome.problems;
  await workstation().sync.settle(item.id, conflictsOf(item).length === 0 ? 'mine' : settlementOf(choices));
  return [];
};
