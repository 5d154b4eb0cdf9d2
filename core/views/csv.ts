/** A cell as text: quoted where it must be (RFC 4180). */
const quoted = (cell: string): string => (/[",\n\r]/.test(cell) || /^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** One line of a CSV file, ended by a line feed. The cells are written as they are: see `guarded` for words that people typed. */
export const csvLine = (cells: readonly string[]): string => `${cells.map(quoted).join(',')}\n`;

/**
 * Words for a file that a spreadsheet may open (A18): what it would take for a formula carries an apostrophe, which our own import takes off again.
 * Numbers and dates of ours need none.
 */
export const guarded = (words: string): string => (/^[=+\-@\t\r]/.test(words) ? `'${words}` : words);
