import { documentDifference } from '../../../core/conflicts/document-difference.ts';
import { sameData } from '../../../core/kernel/edit.ts';
import type { InboxDetail, OpenConflict } from '../../workers/sync/sync-api.ts';

/** One field with both versions; `conflict` where a person chooses between them. */
export type DifferenceRow = {
  readonly path: string;
  readonly mine: unknown;
  readonly theirs: unknown;
  readonly conflict: OpenConflict | null;
};

/**
 * Where a document differs, and what there is to choose. An edit may call a field otherwise than the document does (a company's name is a customer's name):
 * then the conflict stands in the place of the difference that it comes to.
 */
export const differenceRows = (
  { mine, theirs }: Pick<InboxDetail['documents'][number], 'mine' | 'theirs'>,
  conflicts: readonly OpenConflict[],
): readonly DifferenceRow[] => {
  const chosen = conflicts.map(
    (conflict): DifferenceRow => ({ path: conflict.path, mine: conflict.mine, theirs: conflict.found, conflict }),
  );
  const isChosen = (path: string, here: unknown, there: unknown): boolean =>
    chosen.some((row) => row.path === path || (sameData(row.mine, here) && sameData(row.theirs, there)));
  const others = documentDifference(mine, theirs).filter((each) => !isChosen(each.path, each.mine, each.theirs));
  return [...chosen, ...others.map((each): DifferenceRow => ({ ...each, conflict: null }))];
};
