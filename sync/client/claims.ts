import type { JournalEntry } from '../../core/collections.ts';
import { isProvisional } from '../../core/conflicts/central-numbers.ts';
import type { StoredDocument } from '../../core/kernel/command.ts';
import type { IssuedDocument } from '../../core/invoicing/lines.ts';
import { contentDigest } from '../../core/invoicing/run-hash.ts';
import type { Digest } from '../../core/kernel/digest.ts';
import { groupedBy } from '../../core/kernel/order.ts';
import type { Source } from '../../core/sources.ts';
import type { NumberClaim } from '../protocol/push.ts';

type Issued = IssuedDocument & { readonly number: string; readonly seriesId: string };

const isIssuing = (document: StoredDocument): document is IssuedDocument => document.kind === 'invoice' || document.kind === 'credit-note';

/** Whether the document carries a legal number. */
const isIssued = (document: StoredDocument): document is Issued =>
  isIssuing(document) && document.number !== null && document.seriesId !== null;

/**
 * NUM-01: every document with a number of a series that the command counted on, which is always one of this station's. A document that only took money on carries a
 * number from elsewhere, perhaps one that the server has lost with a backup. Which of them are new, the server knows.
 */
export const claimedDocuments = ({ documents }: Pick<JournalEntry, 'documents'>): readonly Issued[] => {
  const counted = new Set(documents.filter(({ kind }) => kind === 'number-series').map(({ id }) => id));
  return documents.filter(isIssued).filter(({ seriesId }) => counted.has(seriesId));
};

/** @param content the document's `contentDigest`. */
export const claimOf = ({ kind, id, entityId, seriesId, number, issuedOn }: Issued, content: Digest): NumberClaim => ({
  kind,
  documentId: id,
  entityId,
  seriesId,
  number,
  issuedOn,
  content,
});

export const claimsOf = (entry: Pick<JournalEntry, 'documents'>): readonly NumberClaim[] =>
  claimedDocuments(entry).map((document) => claimOf(document, contentDigest(document)));

/**
 * NUM-05: numbers that the server gave to what the command issued provisionally, as this station heard of them. A server that was put back from a backup has
 * forgotten them, and gets the command again: what was printed keeps its number. What another station gave from a block of its own, only that one brings back.
 */
export const heardClaims = async ({ documents }: Pick<JournalEntry, 'documents'>, here: Source): Promise<readonly NumberClaim[]> => {
  const claims: NumberClaim[] = [];
  for (const [kind, group] of groupedBy(documents.filter(isIssuing).filter(isProvisional), (document) => document.kind)) {
    const standing = await here.list(kind as IssuedDocument['kind'], { ids: group.map(({ id }) => id) });
    for (const document of standing.filter(isIssued)) {
      const series = await here.get('number-series', document.seriesId);
      if (series === null || series.station === null) claims.push(claimOf(document, contentDigest(document)));
    }
  }
  return claims;
};
