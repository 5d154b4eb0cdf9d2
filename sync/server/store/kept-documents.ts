import { type AnyDocument, type DocumentKind, indexEntryOf } from '../../../core/collections.ts';
import { byText } from '../../../core/kernel/order.ts';
import type { Where } from '../../../core/kernel/use-case.ts';

/** All documents of one kind as they stand after a change. It is never changed: whoever writes makes the next one. */
export type KeptKind = {
  /** The kind's last change. */
  readonly sequence: number;
  readonly byId: ReadonlyMap<string, AnyDocument>;
  /** In order of id. */
  readonly all: readonly AnyDocument[];
};

export const keptKind = (sequence: number, documents: readonly AnyDocument[]): KeptKind => ({
  sequence,
  byId: new Map(documents.map((document) => [document.id, document])),
  all: [...documents].sort((a, b) => byText(a.id, b.id)),
});

/** The kind after some of its documents were written. */
export const keptAfter = (before: KeptKind, written: readonly AnyDocument[], sequence: number): KeptKind => {
  const byId = new Map(before.byId);
  for (const document of written) byId.set(document.id, document);
  const isGrown = byId.size > before.byId.size;
  const all = isGrown
    ? [...byId.values()].sort((a, b) => byText(a.id, b.id))
    : before.all.map((document) => byId.get(document.id) ?? document);
  return { sequence, byId, all };
};

const answers = (document: AnyDocument, where: Where): boolean => {
  const { customerId, on, state, externalId } = indexEntryOf(document);
  return (
    (where.customerIds === undefined || where.customerIds.includes(customerId)) &&
    (where.state === undefined || state === where.state) &&
    (where.externalId === undefined || externalId === where.externalId) &&
    (where.onFrom === undefined || on >= where.onFrom) &&
    (where.onBefore === undefined || on < where.onBefore)
  );
};

export const keptList = (kind: KeptKind, where: Where): readonly AnyDocument[] => {
  const { ids: _ids, ...further } = where;
  const asksMore = Object.values(further).some((asked) => asked !== undefined);
  if (where.ids === undefined) return asksMore ? kind.all.filter((document) => answers(document, where)) : kind.all;
  const named = [...new Set(where.ids)].sort(byText).flatMap((id) => kind.byId.get(id) ?? []);
  return asksMore ? named.filter((document) => answers(document, where)) : named;
};

/** What one process keeps of the store; each kind holds as long as its last change is the one that the store names. */
export type KeptKinds = Map<DocumentKind, KeptKind>;
