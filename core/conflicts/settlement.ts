import type { IssuedDocument } from '../invoicing/lines.ts';
import { contentDigest } from '../invoicing/run-hash.ts';
import type { FreshClaim, Voiding, VoidReason } from './number-claims.ts';

export type Settlement = {
  /** Documents that the plan issues, under the numbers that the station gave them. */
  readonly documents: ReadonlyMap<string, IssuedDocument>;
  /** Documents that the plan issues and the station did not, or not so: a number of the station's stands only on what it says there. */
  readonly unmatched: readonly IssuedDocument[];
  /** Numbers that no document carries. */
  readonly voidings: readonly Voiding[];
};

/** Why a fresh number stands on nothing. */
export const voidReason = (fresh: FreshClaim, stored: ReadonlyMap<string, string | null>, otherwise: VoidReason): VoidReason =>
  (stored.get(fresh.claim.documentId) ?? null) === null ? otherwise : 'billed-elsewhere';

/**
 * The documents that a plan issues, or leaves to the server to number, held against the fresh numbers of the station: the same document with the same words gets the number that it already has on paper.
 * @param stored which number the claimed documents carry as they are stored.
 */
export const settlement = (
  issued: readonly IssuedDocument[],
  fresh: readonly FreshClaim[],
  stored: ReadonlyMap<string, string | null>,
): Settlement => {
  const left = new Map(fresh.map((entry) => [entry.claim.documentId, entry]));
  const documents = new Map<string, IssuedDocument>();
  const unmatched: IssuedDocument[] = [];
  for (const document of issued) {
    const entry = left.get(document.id);
    if (entry === undefined || entry.claim.kind !== document.kind || entry.claim.content !== contentDigest(document)) {
      if (document.number !== null) unmatched.push(document);
      continue;
    }
    left.delete(document.id);
    documents.set(document.id, { ...document, number: entry.claim.number, seriesId: entry.home });
  }
  const voidings = [...left.values()].map((entry): Voiding => ({ fresh: entry, reason: voidReason(entry, stored, 'differs') }));
  return { documents, unmatched, voidings };
};

/** A document to which a change gives its legal number. */
export const isIssuedNow = (before: IssuedDocument | null, after: IssuedDocument): boolean =>
  after.number !== null && (before === null || before.number === null);
