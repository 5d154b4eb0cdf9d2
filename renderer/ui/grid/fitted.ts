/** A column as it asks for room. One that is `flexible` holds words, which can be cut or have more space; figures, days and states keep theirs. */
export type Asking = { readonly key: string; readonly width: number; readonly isFlexible: boolean };

/** How far words are squeezed before the grid scrolls to the side, and how far they are stretched before every column gets some of what is left. */
const least = 0.6;
const most = 2;
/** How much of it one column takes in a very wide window, before the grid leaves a margin. */
const mostMore = 120;

/**
 * Widths that fill the room: words share what is left over, or give up some of theirs, each in its proportion; what they leave is shared by all in equal
 * parts. Nothing changes where there is no room to know of (`0`), and nothing gets narrower than it can be read.
 */
export const fitted = (columns: readonly Asking[], room: number): ReadonlyMap<string, number> => {
  const sumOf = (some: readonly { readonly width: number }[]): number => some.reduce((sum, { width }) => sum + width, 0);
  const flexible = sumOf(columns.filter(({ isFlexible }) => isFlexible));
  const rest = room - sumOf(columns);
  const factor = room === 0 || flexible === 0 ? 1 : Math.min(most, Math.max(least, 1 + rest / flexible));
  const stretched = columns.map(({ key, width, isFlexible }) => ({ key, width: isFlexible ? Math.floor(width * factor) : width }));
  const left = room === 0 ? 0 : Math.max(0, room - sumOf(stretched));
  const more = Math.min(mostMore, Math.floor(left / Math.max(1, columns.length)));
  return new Map(stretched.map(({ key, width }) => [key, width + more]));
};
