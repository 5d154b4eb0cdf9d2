import { afterEach, describe, expect, it } from 'vitest';
import type { RowQuery } from '../../../../core/views/rows.ts';
import type { ListIndex } from '../../../../sync/local/index/list-index.ts';
import { ownEnvelope } from '../../../../sync/local/rxdb/envelope.ts';
import { freshHost } from '../../../contract/fresh-host.ts';
import { change } from '../../../contract/documents.ts';
import { customerAt, entering, subscriptionAt } from '../../../support/stored-company.ts';
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

  const pendingName = { ...customerAt(3), rev: 2, name: 'Pending' };
  const received = {
    documents: [{ ...customerAt(3), rev: 1, name: 'As the server has it' }, customerAt(901)],
    removed: [
      { kind: 'customer', id: customerAt(0).id },
      { kind: 'customer', id: customerAt(19).id },
      { kind: 'subscription', id: subscriptionAt(7).id },
    ],
  };

  it.each([
    ['before anything of it is kept', false],
    ['when it is kept', true],
  ])('show what came from a server, also after a crash %s', async (_when, isKept) => {
    const host = freshHost();
    const opened = await openings.open(optionsOn(host));
    await billedCompany(opened.store, 20);
    await opened.store.commit(change('cmd_more', pendingName));
    await opened.keepIndex();
    shown(opened.index);
    await opened.store.receive(received);
    const before = shown(opened.index);
    expect(opened.index.search('as the server has it', 5)).toHaveLength(1);
    expect(opened.index.page(query('customer'))).toMatchObject({ all: 19, matching: 19 });
    if (isKept) await opened.keepIndex();
    await opened.database.close();
    const again = await openings.open(optionsOn(host));
    expect(shown(again.index)).toEqual(before);
    await openings.closeAll();
    const anew = await openings.open(optionsOn(host, { build: '2' }));
    expect(shown(anew.index)).toEqual(before);
  });

  it('are as the documents are where receiving was interrupted', async () => {
    const host = freshHost();
    const opened = await openings.open(optionsOn(host));
    await billedCompany(opened.store, 20);
    await opened.keepIndex();
    // The documents are written, and nobody hears of it: noted they were before.
    opened.index.receive = () => {
      throw new Error('the power went off');
    };
    await expect(opened.store.receive(received)).rejects.toThrow('the power went off');
    await opened.database.close();
    const again = await openings.open(optionsOn(host));
    expect(again.index.search('as the server has it', 5)).toHaveLength(1);
    expect(again.index.page(query('customer'))).toMatchObject({ all: 19 });
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
