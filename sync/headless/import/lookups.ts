import type { DocumentKind, Documents } from '../../../core/collections.ts';
import type { Source } from '../../../core/sources.ts';

/** Finds documents by what people call them. What an earlier row of the same file made is found too. */
export type Lookup<D> = (name: string) => Promise<D | null>;

/** Documents of a kind by a name of theirs, read again only when a name is asked for that was not there. */
export const lookup = <K extends DocumentKind>(
  source: Source,
  kind: K,
  nameOf: (document: Documents[K]) => string,
): Lookup<Documents[K]> => {
  let byName = new Map<string, Documents[K]>();
  let count = -1;
  return async (name) => {
    const found = byName.get(name);
    if (found !== undefined) return found;
    const documents = await source.list(kind);
    if (documents.length !== count) {
      byName = new Map(documents.map((document) => [nameOf(document), document]));
      count = documents.length;
    }
    return byName.get(name) ?? null;
  };
};
