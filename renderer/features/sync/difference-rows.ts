import { documentDifference } from '../../../core/conflicts/document-difference.ts';
import { sameData } from '../../../core/kernel/edit.ts';
import { changesOf } from '../../app/record/changes.ts';
import type { InboxDetail, OpenConflict } from '../../workers/sync/sync-api.ts';

/** One field with both versions; `conflict` where a person chooses between them. */
export type DifferenceRow = {
  readonly path: string;
  readonly mine: unknown;
  readonly theirs: unknown;
  readonly conflict: OpenConflict | null;
};

/** Kept by the engine beside what people decide: what was done stands in the record's timeline. */
const isKeptByEngine = (path: string): boolean => path === '/history';

const hasParts = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && (!Array.isArray(value) || value.some((each) => typeof each === 'object'));

/** What has parts is told part by part, of which the first one carries the choice: nobody reads a price model in one line. */
const inParts = (row: DifferenceRow): readonly DifferenceRow[] => {
  if (!hasParts(row.mine) && !hasParts(row.theirs)) return [row];
  const parts = changesOf({ of: row.theirs }, { of: row.mine }).map(
    ({ path, before, after }, at): DifferenceRow => ({
      path: `${row.path}${path.slice('of'.length).replaceAll('.', '/')}`,
      mine: after,
      theirs: before,
      conflict: at === 0 ? row.conflict : null,
    }),
  );
  return parts.length === 0 ? [row] : parts;
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
    chosen.some((row) => row.path === path || path.startsWith(`${row.path}/`) || (sameData(row.mine, here) && sameData(row.theirs, there)));
  const others = documentDifference(mine, theirs).filter(
    (each) => !isKeptByEngine(each.path) && !isChosen(each.path, each.mine, each.theirs),
  );
  return [...chosen, ...others.map((each): DifferenceRow => ({ ...each, conflict: null }))].flatMap(inParts);
};
