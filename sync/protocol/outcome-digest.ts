import type { StoredDocument } from '../../core/kernel/command.ts';
import { type Digest, digestOf, digestOfSequence } from '../../core/kernel/digest.ts';
import { sortedBy } from '../../core/kernel/order.ts';

/** What is counted of a command's documents: each without its `rev`, in order of kind and id, and no number series, which the claims speak of. */
export const outcomeContents = (documents: readonly StoredDocument[]): readonly object[] =>
  sortedBy(
    documents.filter(({ kind }) => kind !== 'number-series'),
    ({ kind, id }) => `${kind} ${id}`,
  ).map(({ rev: _rev, ...content }) => content);

/** What a command came to, whatever revisions it was based on: the digest over the digests of `outcomeContents`. */
export const outcomeDigest = (documents: readonly StoredDocument[]): Digest => digestOfSequence(outcomeContents(documents).map(digestOf));
