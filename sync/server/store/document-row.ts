import { type AnyDocument, type DocumentKind, indexEntryOf } from '../../../core/collections.ts';
import type { StoredDocument } from '../../../core/kernel/command.ts';
import { canonicalDigested } from '../chain/hash.ts';
import { storable } from './queries.ts';
import type { DocumentRow } from './tables.ts';

/** A document's content as one text with its digest: its canonical form without `rev`, which stands in a column of its own. */
export const digestedTextOf = (document: StoredDocument): { readonly text: string; readonly digest: string } => {
  const { rev: _rev, ...content } = document;
  return canonicalDigested(content);
};

export const textOf = (document: StoredDocument): string => digestedTextOf(document).text;

export const documentOf = ({ body, rev }: Pick<DocumentRow, 'body' | 'rev'>): AnyDocument => {
  const document = JSON.parse(body) as { rev: number };
  document.rev = rev;
  return document as AnyDocument;
};

/** The document as the pull sends it, without being read: the text with its `rev` at the end. */
export const jsonOf = ({ body, rev }: Pick<DocumentRow, 'body' | 'rev'>): string => `${body.slice(0, -1)},"rev":${rev}}`;

/** Whom a document belongs to (ROL-06), as far as it says so itself; none: everybody. Usage belongs where its subscription or customer does (`State.entitiesOf`). */
export const entitiesOf = (document: AnyDocument): readonly string[] => {
  switch (document.kind) {
    case 'entity':
      return [document.id];
    case 'customer':
      return document.entityId === null ? [] : [document.entityId];
    case 'billing-run':
      return document.entityIds;
    case 'number-series':
    case 'rate-table':
    case 'subscription':
    case 'order':
    case 'invoice':
    case 'credit-note':
    case 'adjustment':
    case 'payment':
    case 'refund':
    case 'promotional-credit':
      return [document.entityId];
    default:
      return [];
  }
};

/** The columns of a document. */
export const rowOf = (document: AnyDocument, body: string, entityId: string, sequence: number): DocumentRow => {
  const { customerId, on, state, externalId } = indexEntryOf(document);
  const { kind, id, rev } = document;
  return {
    sequence,
    kind,
    id,
    rev,
    body,
    customer_id: customerId,
    on_day: on,
    state,
    entity_id: entityId,
    external_id: storable(externalId),
  };
};

/** What every plan reads, and what is small: kept in memory as long as nobody changes it. */
export const isKept = (kind: DocumentKind): boolean => kept.has(kind);

const kept: ReadonlySet<DocumentKind> = new Set<DocumentKind>([
  'entity',
  'number-series',
  'rate-table',
  'tax-rate',
  'product-group',
  'segment',
  'product',
  'plan',
  'plan-version',
  'external-series',
  'metric',
  'offer',
]);
