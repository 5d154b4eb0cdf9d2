import type { DocumentKind, Documents } from '../../core/collections.ts';
import type { Change } from '../../core/kernel/command.ts';
import type { Where } from '../../core/kernel/use-case.ts';
import type { Source } from '../../core/sources.ts';
import { memoryCommands } from './memory/commands.ts';
import { memoryDocuments } from './memory/documents.ts';
import type { DocumentKey } from './received.ts';
import { type CommandLog, type DocumentTable, type Store, storeOver } from './store.ts';

/**
 * The facts as if the change had been committed: what a preview reads. Nothing is written to the source.
 * The source must not change while the overlay is in use.
 */
export const overlay = async (source: Source, change: Change): Promise<Source> => {
  const documents = layerOver(source);
  await documents.put(change.writes.map(({ document }) => document));
  return documents;
};

/** A store that begins with everything the other one holds and keeps its own changes to itself: a dry run. */
export const scratchStore = (store: Store): Store => {
  const own = memoryCommands();
  const known: CommandLog['known'] = async (ids) => {
    const found = new Map(await own.known(ids));
    for (const id of ids) {
      const below = found.has(id) ? null : await store.known(id);
      if (below !== null) found.set(id, below);
    }
    return found;
  };
  const log: CommandLog = { ...own, known };
  return storeOver(layerOver(store), log);
};

/** A table that answers what the source does until something is written to it. The source must not change while the layer is in use. */
export const layerOver = (source: Source): DocumentTable => {
  const above = memoryDocuments();
  const changed = new Map<string, Set<string>>();
  const hide = (keys: readonly DocumentKey[]): void => {
    for (const { kind, id } of keys) {
      const ids = changed.get(kind);
      if (ids === undefined) changed.set(kind, new Set([id]));
      else ids.add(id);
    }
  };
  const list = async <K extends DocumentKind>(kind: K, where: Where = {}): Promise<readonly Documents[K][]> => {
    const below = await source.list(kind, where);
    const hidden = changed.get(kind);
    if (hidden === undefined) return below;
    // What changed may answer where it did not, or no longer answer where it did.
    const kept = below.filter(({ id }) => !hidden.has(id));
    return merged<Documents[K]>(kept, await above.list(kind, where));
  };
  return {
    get: async <K extends DocumentKind>(kind: K, id: string) =>
      changed.get(kind)?.has(id) === true ? above.get(kind, id) : source.get(kind, id),
    list,
    revisions: async (kind, ids) => new Map((await list(kind, { ids })).map(({ id, rev }) => [id, rev])),
    put: async (documents) => {
      hide(documents);
      await above.put(documents);
    },
    note: above.note,
    keepNote: above.keepNote,
    receive: async (received) => {
      hide(received.documents);
      hide(received.removed);
      await above.receive(received);
      return [...received.documents, ...received.removed].map(({ kind, id }) => ({ kind, id }));
    },
  };
};

/** Two lists in order of id, of different documents, as one. */
const merged = <D extends { readonly id: string }>(a: readonly D[], b: readonly D[]): readonly D[] => {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  return [...a, ...b].sort((x, y) => (x.id < y.id ? -1 : 1));
};
