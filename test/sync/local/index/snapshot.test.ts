import { afterEach, describe, expect, it } from 'vitest';
import type { RowQuery } from '../../../../core/views/rows.ts';
import type { ListIndex } from '../../../../sync/local/index/list-index.ts';
import { ownEnvelope } from '../../../../sync/local/rxdb/envelope.ts';
import { freshHost } from '../../../contract/fresh-host.ts';
import { customerAt, entering } from '../../../support/stored-company.ts';
import { billedCompany, Openings, optionsOn } from '../rxdb/opening.ts';

const openings = new Openings();
afterEach(() => openings.closeAll());

const query = (kind: string): RowQuery => ({
  kind,
  filters: [],
  text: '',
  sort: [],
  from: 0,
  count: 5000,
  on: '2025-06-01',
  entityId: null,
});

const shown = (index: ListIndex): unknown => [
  ...['invoice', 'customer', 'subscription', 'product', 'entity', 'usage-event'].map((kind) => index.page(query(kind))),
  index.search('customer 1', 20),
];

describe('the lists that are kept', () => {
  it('are the same at the next start, and as those made from the documents', async () => {
    const host = freshHost();
    const opened = await openings.open(optionsOn(host));
    await billedCompany(opened.store, 1203);
    const before = shown(opened.index);
    await openings.closeAll();
    const kept = await openings.open(optionsOn(host));
    expect(shown(kept.index)).toEqual(before);
    await openings.closeAll();
    // Another program words its rows anew.
    const anew = await openings.open(optionsOn(host, { build: '2' }));
    expect(shown(anew.index)).toEqual(before);
  });

  it('catch up with what was committed after they were kept, as after a crash', async () => {
    const host = freshHost();
    const opened = await openings.open(optionsOn(host));
    await billedCompany(opened.store, 20);
    await opened.keepIndex();
    await opened.store.commit(entering('cmd_more', [customerAt(900)]));
    const before = shown(opened.index);
    // The power goes off: the mark is on the disk, the lists are not.
    await opened.store.quietly(async () => undefined);
    await opened.database.close();
    const again = await openings.open(optionsOn(host));
    expect(shown(again.index)).toEqual(before);
    expect(again.index.search('customer 900', 5)).toHaveLength(1);
  });

  it('are made anew where they do not agree with the documents', async () => {
    const host = freshHost();
    const opened = await openings.open(optionsOn(host));
    await billedCompany(opened.store, 20);
    const before = shown(opened.index);
    await opened.keepIndex();
    await opened.database.documents.work.replace(
      [
        ownEnvelope(
          '~rows',
          'customer|0',
          1,
          JSON.stringify({ ids: [], revs: [], customerIds: { v: [] }, entityIds: { v: [] }, columns: {}, search: null }),
        ),
      ],
      () => true,
    );
    await openings.closeAll();
    const again = await openings.open(optionsOn(host));
    expect(shown(again.index)).toEqual(before);
  });
});
