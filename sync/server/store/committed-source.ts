import type { DocumentKind, Documents } from '../../../core/collections.ts';
import type { Where } from '../../../core/kernel/use-case.ts';
import type { Source } from '../../../core/sources.ts';
import { documentOf } from './document-row.ts';
import type { ServerStore } from './open.ts';
import { listed } from './queries.ts';

/** The engine's read port on what is committed. */
export const committedSource = ({ reader, dialect }: ServerStore): Source => {
  const list = async <K extends DocumentKind>(kind: K, where: Where = {}) =>
    (await listed(reader, dialect, kind, where)).map(documentOf) as unknown as readonly Documents[K][];
  return { list, get: async (kind, id) => (await list(kind, { ids: [id] }))[0] ?? null };
};
