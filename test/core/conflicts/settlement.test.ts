import { describe, expect, it } from 'vitest';
import { centralNumbers, isProvisional } from '../../../core/conflicts/central-numbers.ts';
import type { FreshClaim } from '../../../core/conflicts/number-claims.ts';
import { onlyCustomer, withoutCustomers } from '../../../core/conflicts/reduced-run.ts';
import { isIssuedNow, settlement } from '../../../core/conflicts/settlement.ts';
import type { Invoice } from '../../../core/invoicing/types.ts';
import { contentDigest } from '../../../core/invoicing/run-hash.ts';
import { openedSeries, seriesFor } from '../../../core/organization/numbering.ts';
import { sampleEntity } from '../../support/billing-world.ts';
import { companyOf, manyBuyers, planned, runOf, storeWith } from '../../support/run-company.ts';

const plan = await planned(await storeWith([...companyOf(), ...manyBuyers(3)]), runOf('2025-05-01', '2025-06-01'));
const invoices = plan.documents.filter((document) => document.kind === 'invoice');

const freshOf = (document: Invoice, running: number, content = contentDigest(document)): FreshClaim => ({
  running,
  home: 'series_of-the-station',
  claim: {
    kind: 'invoice',
    documentId: document.id,
    entityId: document.entityId,
    seriesId: 'series_of-the-station',
    number: `S-${running}`,
    issuedOn: document.issuedOn,
    content,
  },
});

describe('documents of a plan under the numbers of a station', () => {
  it('[NUM-01] each gets the number that is on its paper', () => {
    const fresh = invoices.map((document, index) => freshOf(document, 100 - index));
    const { documents, unmatched, voidings } = settlement(invoices, fresh, new Map());
    expect([unmatched, voidings]).toEqual([[], []]);
    for (const [index, { id }] of invoices.entries()) {
      expect(documents.get(id)).toMatchObject({ number: `S-${100 - index}`, seriesId: 'series_of-the-station' });
    }
  });

  it('[NUM-04] numbers of other contents are void, and say why; documents without a number are named', () => {
    const [one, two, three] = invoices;
    if (one === undefined || two === undefined || three === undefined) throw new Error('three customers owe something');
    const fresh = [freshOf(one, 1), freshOf(two, 2, 'other'), { ...freshOf(three, 3), running: 3 }];
    const elsewhere = new Map([[three.id, 'B2-7']]);
    const { documents, unmatched, voidings } = settlement([one, two], fresh, elsewhere);
    expect([...documents.keys()]).toEqual([one.id]);
    expect(unmatched).toEqual([two]);
    expect(voidings.map(({ fresh: { running }, reason }) => [running, reason])).toEqual([
      [2, 'differs'],
      [3, 'billed-elsewhere'],
    ]);
  });

  it('a document is issued when it gets its number, and not again', () => {
    const [document] = invoices;
    if (document === undefined) throw new Error('something is owed');
    const pending = { ...document, number: null };
    expect([
      isIssuedNow(null, document),
      isIssuedNow(pending, document),
      isIssuedNow(document, document),
      isIssuedNow(null, pending),
    ]).toEqual([true, true, false, false]);
  });
});

describe('numbers that only the server gives', () => {
  const entity = sampleEntity({
    numbering: {
      invoice: { mode: 'central-series', prefix: 'INV', yearly: true, digits: 4 },
      'credit-note': { mode: 'central-series', prefix: 'CN', yearly: true, digits: 4 },
    },
  });
  const key = seriesFor(entity, 'invoice', 'A7', 2025);
  const provisional = invoices.map((document) => ({ ...document, number: null, seriesId: key.id }));

  it('[NUM-02] count on a central series in the order of the documents, opening it where need be', () => {
    expect(provisional.every(isProvisional)).toBe(true);
    expect(invoices.some(isProvisional)).toBe(false);
    const given = centralNumbers(provisional, [], [entity]);
    if (!given.ok) throw new Error('numbers are given');
    expect(provisional.map(({ id }) => given.value.documents.get(id)?.number)).toEqual(
      provisional.map((_, index) => `INV-2025-${String(index + 1).padStart(4, '0')}`),
    );
    expect(given.value.series).toMatchObject([{ basedOn: null, document: { next: provisional.length + 1, rev: 1 } }]);
    const stored = { ...openedSeries(key), rev: 5, next: 9 };
    const more = centralNumbers(provisional.slice(0, 1), [stored], [entity]);
    expect(more).toMatchObject({ ok: true, value: { series: [{ basedOn: 5, document: { next: 10 } }] } });
  });

  it('[NUM-03] [NUM-05] none from a closed series, and none on a day before its last', () => {
    const stored = { ...openedSeries(key), rev: 5, next: 9 };
    expect(centralNumbers(provisional, [{ ...stored, state: 'closed' }], [entity])).toMatchObject({
      ok: false,
      problems: [{ code: 'series.closed' }],
    });
    expect(centralNumbers(provisional, [{ ...stored, lastIssuedOn: '2025-12-31' }], [entity])).toMatchObject({
      ok: false,
      problems: [{ code: 'series.date-backwards' }],
    });
  });
});

describe('a part of a run for fewer customers', () => {
  it('leaves out their work and says no hash that it does not come to', () => {
    const [change] = plan.changes;
    if (change === undefined) throw new Error('a part was planned');
    const customerIds = [...new Set(change.command.body.work.map(({ customerId }) => customerId))];
    const less = withoutCustomers(change.command, new Set(customerIds.slice(0, 1)));
    expect(new Set(less.body.work.map(({ customerId }) => customerId))).toEqual(new Set(customerIds.slice(1)));
    expect(less.body.hash).toBe('');
    expect(new Set(onlyCustomer(change.command, customerIds[0] ?? '').body.work.map(({ customerId }) => customerId)).size).toBe(1);
    expect(change.command.body.hash).not.toBe('');
  });
});
