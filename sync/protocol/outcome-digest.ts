import type { StoredDocument } from '../../core/kernel/command.ts';
import { type Digest, digestOf, digestOfSequence } from '../../core/kernel/digest.ts';
import { sortedBy } from '../../core/kernel/order.ts';

/**
 * What a command came to, whatever revisions it was based on: over the written documents in order of kind and id, without their `rev`, and without number
 * series, which the claims speak of.
 */
export const outcomeDigest = (documents: readonly StoredDocument[]): Digest =>
  digestOfSequence(
    sortedBy(
      documents.filter(({ kind }) => kind !== 'number-series'),
      ({ kind, id }) => `${kind} ${id}`,
    ).map(({ rev: _rev, ...content }) => digestOf(content)),
  );
