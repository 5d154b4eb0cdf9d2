import type { ProblemLike } from '../../../core/kernel/outcome.ts';
import type { CommandKind } from '../../../core/use-cases.ts';
import { workstation } from '../../app/workstation.ts';
import type { InboxDetail } from '../../workers/sync/sync-api.ts';
import { bodyAgain, type Choices, settlementOf } from './choices.ts';

/** A11: fixes and sends again, as a new command of whoever sits here now; then the item is settled. Answers what hinders it. */
export const sentAgain = async (detail: InboxDetail, choices: Choices): Promise<readonly ProblemLike[]> => {
  const { item, conflicts } = detail;
  const body = bodyAgain(detail, choices);
  if (!body.ok) return body.problems;
  // The kind and its body came from this station's own journal; the door checks their form again.
  const outcome = await workstation().execute(item.command.kind as CommandKind, body.value as never);
  if (!outcome.ok) return outcome.problems;
  await workstation().sync.settle(item.id, settlementOf(conflicts, choices));
  return [];
};
