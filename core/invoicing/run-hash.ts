import { type Digest, type Digests, digestOf, digestOfSequence } from '../kernel/digest.ts';
import { must } from '../kernel/invariant.ts';
import { sortedBy } from '../kernel/order.ts';
import type { IssuedDocument } from './lines.ts';
import type { RunTotal } from './types.ts';

/**
 * What a document says, without its legal number, which each station takes from a series of its own, and without what becomes of it later: payments and
 * its state. So its digest, and with it the hash of a run, can be had again from the stored documents at any time.
 */
export const contentOf = (document: IssuedDocument): object => {
  const { number: _number, seriesId: _series, rev: _rev, state: _state, ...issued } = document;
  if (issued.kind === 'credit-note') return issued;
  const { settlements: _settlements, ...content } = issued;
  return content;
};

export const contentDigest = (document: IssuedDocument): Digest => digestOf(contentOf(document));

/** BEY-02: the hash of a run: over its documents in order of id, each as id and content digest. */
export const runHash = (digests: ReadonlyMap<string, Digest>): Digest =>
  digestOfSequence(sortedBy([...digests], ([id]) => id).map(([id, digest]) => `${id}:${digest}`));

/**
 * The digests of a run's documents, taken by the host while the next documents are made: nobody waits for them before the hash is wanted.
 */
export class RunDigests {
  readonly #digestsOf: Digests;
  readonly #known: Map<string, Digest>;
  #taking: Promise<unknown> = Promise.resolve();

  /** `made`: of documents that an interrupted run has made already. */
  constructor(digestsOf: Digests, made: ReadonlyMap<string, Digest>) {
    this.#digestsOf = digestsOf;
    this.#known = new Map(made);
  }

  take(documents: readonly IssuedDocument[]): void {
    const taken = this.#taken(documents);
    this.#taking = Promise.all([this.#taking, taken]);
    // Whoever asks for the hash is told; a run that was cancelled asks for none.
    this.#taking.catch(() => undefined);
  }

  async hash(): Promise<Digest> {
    await this.#taking;
    return runHash(this.#known);
  }

  async #taken(documents: readonly IssuedDocument[]): Promise<void> {
    const found = await this.#digestsOf(documents.map(contentOf));
    documents.forEach(({ id }, at) => {
      this.#known.set(id, must(found[at], 'every document has its digest'));
    });
  }
}

/** Totals by entity and currency, in that order. Credit notes count with their negative amounts. */
export const runTotals = (documents: readonly IssuedDocument[]): readonly RunTotal[] => {
  const totals = new Map<string, RunTotal>();
  for (const document of documents) {
    const key = `${document.entityId}|${document.currency}`;
    const before = totals.get(key) ?? {
      entityId: document.entityId,
      currency: document.currency,
      invoices: 0,
      creditNotes: 0,
      netMinor: 0,
      taxMinor: 0,
      grossMinor: 0,
    };
    totals.set(key, {
      ...before,
      invoices: before.invoices + (document.kind === 'invoice' ? 1 : 0),
      creditNotes: before.creditNotes + (document.kind === 'credit-note' ? 1 : 0),
      netMinor: before.netMinor + document.totals.netMinor,
      taxMinor: before.taxMinor + document.totals.taxMinor,
      grossMinor: before.grossMinor + document.totals.grossMinor,
    });
  }
  return sortedBy([...totals.entries()], ([key]) => key).map(([, total]) => total);
};

/** Adds totals of parts of a run. */
export const addedTotals = (a: readonly RunTotal[], b: readonly RunTotal[]): readonly RunTotal[] => {
  const sums = new Map(a.map((total) => [`${total.entityId}|${total.currency}`, total]));
  for (const total of b) {
    const key = `${total.entityId}|${total.currency}`;
    const before = sums.get(key);
    sums.set(
      key,
      before === undefined
        ? total
        : {
            ...total,
            invoices: before.invoices + total.invoices,
            creditNotes: before.creditNotes + total.creditNotes,
            netMinor: before.netMinor + total.netMinor,
            taxMinor: before.taxMinor + total.taxMinor,
            grossMinor: before.grossMinor + total.grossMinor,
          },
    );
  }
  return sortedBy([...sums.entries()], ([key]) => key).map(([, total]) => total);
};
