import type { AnyDocument, DocumentKind } from '../../../core/collections.ts';
import type { ImmutabilityProblem } from '../../../core/invoicing/immutability.ts';
import { immutabilityProblems } from '../../../core/invoicing/immutability.ts';
import type { IssuedDocument } from '../../../core/invoicing/lines.ts';
import type { Write } from '../../../core/kernel/command.ts';
import { invariant, must } from '../../../core/kernel/invariant.ts';
import { sortedBy } from '../../../core/kernel/order.ts';
import { digestOfSequence } from '../../../core/kernel/digest.ts';
import { digestedTextOf } from '../store/document-row.ts';
import type { State, Writing } from '../store/state.ts';

/** A document to write, with its digest. */
export type Digested = Writing & { readonly digest: string };

export const digested = (document: AnyDocument, before: AnyDocument | null): Digested => ({
  document,
  before,
  ...digestedTextOf(document),
});

/** The documents of a plan, each with what it replaces. */
export const writingsOf = async (state: State, writes: readonly Write[]): Promise<readonly Digested[]> => {
  const writings: Digested[] = [];
  for (const { basedOn, document } of writes) {
    const kind = document.kind as DocumentKind;
    const before: AnyDocument | null =
      basedOn === null ? null : must(await state.get(kind, document.id), 'a plan revises what it was shown');
    invariant((before?.rev ?? null) === basedOn, 'a plan is based on what the server has');
    writings.push(digested(document as AnyDocument, before));
  }
  return writings;
};

/** `outcomeDigest` of the protocol over documents whose digests are known. */
export const outcomeOf = (writings: readonly Digested[]): string =>
  digestOfSequence(
    sortedBy(
      writings.filter(({ document }) => document.kind !== 'number-series'),
      ({ document }) => `${document.kind} ${document.id}`,
    ).map(({ digest }) => digest),
  );

export const isIssuing = (document: AnyDocument): document is IssuedDocument =>
  document.kind === 'invoice' || document.kind === 'credit-note';

/** INV-08: what the plan would change on issued documents and may not. */
export const issuedProblems = (writings: readonly Writing[]): readonly ImmutabilityProblem[] =>
  writings.flatMap(({ document, before }) =>
    isIssuing(document) && before !== null && isIssuing(before) ? immutabilityProblems(before, document) : [],
  );
