import { readFileSync } from 'node:fs';
import { nameBytes, type NamedFonts, openFonts } from '../../../renderer/print/open-fonts.ts';
import { fontkit } from './fontkit.ts';

/** The fonts of documents on this machine's disk; how they are shared stands in renderer/print, since the window shares them in the same way. */

export { nameBytes };

const folder = new URL('../../../assets/fonts/', import.meta.url);

const files = new Map<string, Uint8Array>();

const bytesOf = (file: string): Uint8Array => {
  const known = files.get(file);
  if (known !== undefined) return known;
  const bytes = readFileSync(new URL(file, folder));
  files.set(file, bytes);
  return bytes;
};

let opened: NamedFonts | null = null;

/** Every family in both styles; fontkit is taught to answer their names with the first call. */
export const namedFonts = (): NamedFonts => {
  opened ??= openFonts(fontkit, bytesOf);
  return opened;
};
