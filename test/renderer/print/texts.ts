import type { Definition, Piece } from '../../../renderer/print/definition.ts';

/** What a piece says: its texts in the order of the page, the runs of one text joined. */
export const textsIn = (piece: Piece | null): readonly string[] => {
  if (piece === null) return [];
  if ('stack' in piece) return piece.stack.flatMap(textsIn);
  if ('columns' in piece) return piece.columns.flatMap(textsIn);
  if ('table' in piece) return piece.table.body.flatMap((row) => row.flatMap(textsIn));
  if (!('text' in piece)) return [];
  const text = typeof piece.text === 'string' ? piece.text : piece.text.map((run) => run.text).join('');
  return text === '' ? [] : [text];
};

/** Everything between the margins. */
export const contentTexts = (definition: Definition): readonly string[] => definition.content.flatMap(textsIn);

export const footTexts = (definition: Definition, page: number, pages: number): readonly string[] =>
  textsIn(definition.footer(page, pages));

/** Every piece of the page, outer ones first. */
const piecesIn = (piece: Piece): readonly Piece[] => {
  if ('stack' in piece) return [piece, ...piece.stack.flatMap(piecesIn)];
  if ('columns' in piece) return [piece, ...piece.columns.flatMap(piecesIn)];
  if ('table' in piece) return [piece, ...piece.table.body.flatMap((row) => row.flatMap(piecesIn))];
  return [piece];
};

export const allPieces = (definition: Definition): readonly Piece[] => definition.content.flatMap(piecesIn);
