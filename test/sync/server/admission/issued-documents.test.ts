import { describe, expect, it } from 'vitest';
import type { AnyDocument } from '../../../../core/collections.ts';
import { outcomeDigest } from '../../../../sync/protocol/outcome-digest.ts';
import { commandDigest } from '../../../../sync/local/store.ts';
import { digestOfCommand } from '../../../../sync/server/admission/command-digest.ts';
import { digested, issuedProblems, outcomeOf } from '../../../../sync/server/admission/writings.ts';
import { documentOf, jsonOf, textOf } from '../../../../sync/server/store/document-row.ts';
import { companyOf, manyBuyers, planned, runOf, storeWith } from '../../../support/run-company.ts';

const plan = await planned(await storeWith([...companyOf(), ...manyBuyers(9)]), runOf('2025-05-01', '2025-06-01'));
const [change] = plan.changes;
const documents = (change?.writes ?? []).map(({ document }) => document as AnyDocument);

describe('documents on their way into the store', () => {
  it('[INV-08] what a plan would change on an issued document and may not is found', () => {
    const invoice = plan.documents.find(({ kind }) => kind === 'invoice');
    if (invoice === undefined) throw new Error('something was issued');
    const dearer = { ...invoice, rev: 2, totals: { ...invoice.totals, grossMinor: 1 } };
    expect(issuedProblems([digested(dearer, invoice)])).toEqual([{ code: 'document.immutable', documentId: invoice.id, path: '/totals' }]);
    const renumbered = { ...invoice, rev: 2, number: 'INV-1' };
    expect(issuedProblems([digested(renumbered, invoice)])).toMatchObject([{ path: '/number' }]);
    expect(issuedProblems([digested(invoice, null), digested({ ...invoice, rev: 2 }, invoice)])).toEqual([]);
  });

  it('[OFF-01] their digests are those of the protocol and of the station', () => {
    expect(documents.length).toBeGreaterThan(10);
    expect(outcomeOf(documents.map((document) => digested(document, null)))).toBe(outcomeDigest(documents));
    const command = { kind: 'billing.run', body: change?.command.body };
    expect(digestOfCommand(command)).toBe(commandDigest(command));
  });

  it('come out of their text as they went in, read or sent', () => {
    for (const document of documents) {
      const row = { body: textOf(document), rev: document.rev };
      expect(documentOf(row)).toEqual(document);
      expect(JSON.parse(jsonOf(row))).toEqual(document);
      expect(textOf({ ...document, rev: 99 })).toBe(row.body);
    }
  });
});
