export type GridIntent =
  | { readonly kind: 'move'; readonly row: number; readonly column: number; readonly isRange: boolean }
  | { readonly kind: 'sort'; readonly isAlso: boolean }
  | { readonly kind: 'resize'; readonly by: number }
  | { readonly kind: 'open'; readonly isBeside: boolean }
  | { readonly kind: 'select'; readonly isRange: boolean }
  | { readonly kind: 'select-all' }
  | { readonly kind: 'select-none' };

type Pressed = {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
};
/** `row` -1 is the head; `page` is the number of rows in sight. */
type Place = {
  readonly row: number;
  readonly column: number;
  readonly page: number;
  readonly lastRow: number;
  readonly lastColumn: number;
};

const widthStep = 16;

const movement = (
  key: string,
  isFar: boolean,
  { row, column, page, lastRow, lastColumn }: Place,
): { readonly row: number; readonly column: number } | null => {
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return { row: isFar ? lastRow : row + 1, column };
    case 'ArrowUp':
    case 'k':
      return { row: isFar ? 0 : row - 1, column };
    case 'ArrowRight':
      return { row, column: isFar ? lastColumn : column + 1 };
    case 'ArrowLeft':
      return { row, column: isFar ? 0 : column - 1 };
    case 'Home':
      return isFar ? { row: 0, column: 0 } : { row, column: 0 };
    case 'End':
      return isFar ? { row: lastRow, column: lastColumn } : { row, column: lastColumn };
    case 'PageDown':
      return { row: row + page, column };
    case 'PageUp':
      return { row: Math.max(0, row - page), column };
    default:
      return null;
  }
};

/** What a key means in a grid (ARIA authoring practices, data grid), `null` where it is not the grid's. */
export const keyIntent = (pressed: Pressed, place: Place): GridIntent | null => {
  const { key, shiftKey, altKey } = pressed;
  const isFar = pressed.ctrlKey || pressed.metaKey;
  if (altKey && place.row === -1 && (key === 'ArrowRight' || key === 'ArrowLeft'))
    return { kind: 'resize', by: key === 'ArrowRight' ? widthStep : -widthStep };
  if (altKey) return null;
  if (isFar && key.toLowerCase() === 'a') return shiftKey ? { kind: 'select-none' } : { kind: 'select-all' };
  if (isFar && (key === 'j' || key === 'k')) return null;
  if (key === 'Enter') return place.row === -1 ? { kind: 'sort', isAlso: shiftKey } : { kind: 'open', isBeside: isFar };
  if (key === ' ') return place.row === -1 ? { kind: 'sort', isAlso: shiftKey } : { kind: 'select', isRange: shiftKey };
  const to = movement(key, isFar, place);
  return to === null ? null : { kind: 'move', ...to, isRange: shiftKey && (key === 'ArrowDown' || key === 'ArrowUp') };
};
