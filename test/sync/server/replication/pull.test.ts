import { afterAll, describe, expect, it } from 'vitest';
import type { AnyDocument } from '../../../../core/collections.ts';
import type { Hello } from '../../../../sync/protocol/hello.ts';
import type { DocumentsAnswer, Notice, PullAnswer } from '../../../../sync/protocol/pull.ts';
import { documentForm } from '../../../../sync/protocol/version.ts';
import { currentForms } from '../../../../sync/local/rxdb/forms.ts';
import { beginNewLife } from '../../../../sync/server/numbers/new-life.ts';
import { replicationOver } from '../../../../sync/server/replication/replication.ts';
import type { Visitor } from '../../../../sync/server/replication/visitor.ts';
import { textOf } from '../../../../sync/server/store/document-row.ts';
import { announcementText } from '../../../../sync/server/store/announcement.ts';
import type { ServerStore } from '../../../../sync/server/store/open.ts';
import { serverState } from '../../../../sync/server/store/state.ts';
import { sampleCustomer, sampleEntity } from '../../../support/billing-world.ts';
import { companyOf, manyBuyers, ran, runOf, storeWith } from '../../../support/run-company.ts';
import { pushingStation } from '../../../support/pushing-station.ts';
import { seeded } from '../../../support/seeded-server.ts';
import { storeKeepers } from '../../../support/server-stores.ts';
import { type Batch, helloOf, now, pulledAll, viewOf, visitor } from './visiting.ts';

const idsOf = (pages: readonly Batch[]): readonly string[] =>
  pages.flatMap(({ documents }) => documents.map(({ kind, id }) => `${kind} ${id}`));

const german = sampleEntity({ id: 'ent_de', code: 'DE', isFallback: false, servesCountries: ['DE'] });
const customerOf = (id: string, entityId: string | null): AnyDocument => sampleCustomer({ id, entityId });

const revisedOn = (server: ServerStore, before: AnyDocument, changes: object): Promise<void> =>
  serverState(server).exclusively((state) => {
    const document = { ...before, ...changes, rev: before.rev + 1 } as AnyDocument;
    return state.write([{ document, text: textOf(document), before }]);
  });

describe.each(storeKeepers())('replication on $name', (keeper) => {
  afterAll(() => keeper.stop());

  const open = async (documents: readonly AnyDocument[]) => {
    const server = await keeper.fresh();
    await seeded(server, documents);
    const replication = replicationOver(server);
    for (const code of ['A7', 'B2']) await pushingStation(await storeWith([]), code).enrol(server);
    return { server, replication };
  };

  it('the pages of a pull are everything in the order of its changes, and a page shorter than asked for is the last', async () => {
    const world = [...companyOf(), ...manyBuyers(20)];
    const { replication, server } = await open(world);
    for (const limit of [1, 7, world.length - 1, world.length, world.length + 1, 5_000]) {
      const pages = await pulledAll(replication, visitor(), limit);
      expect(idsOf(pages)).toEqual(world.map(({ kind, id }) => `${kind} ${id}`));
      expect(pages.slice(0, -1).every(({ documents, isLast }) => documents.length === limit && !isLast)).toBe(true);
    }
    const [whole] = await pulledAll(replication, visitor(), 5_000);
    expect(whole?.documents).toEqual(world);
    // From there on there is nothing, until something is changed.
    expect(idsOf(await pulledAll(replication, visitor(), 10, whole?.checkpoint))).toEqual([]);
    const customer = world.find(({ kind }) => kind === 'customer');
    if (customer === undefined) throw new Error('the world has customers');
    await revisedOn(server, customer, { email: 'new@acme.example' });
    const [next] = await pulledAll(replication, visitor(), 10, whole?.checkpoint);
    expect(next?.documents).toEqual([{ ...customer, email: 'new@acme.example', rev: 2 }]);
    replication.close();
  });

  it('[ROL-04] [ROL-06] a visitor gets what their role reads and what is of their entities, whole pages of it', async () => {
    const many = Array.from({ length: 30 }, (_, index) => customerOf(`cus_${index}`, ['ent_uk', 'ent_de', null][index % 3] ?? null));
    const world = [...companyOf(), german, ...many, ...manyBuyers(8)];
    const { replication, server } = await open(world);
    const store = await storeWith(world);
    await ran(store, runOf('2025-05-01', '2025-06-01', { by: { user: 'ada', station: 'B2' } }));
    await pushingStation(store, 'B2').push(server);
    const sales = await pulledAll(replication, visitor('sales', ['ent_de']), 5);
    expect(sales.slice(0, -1).every(({ documents }) => documents.length === 5)).toBe(true);
    const seen = sales.flatMap(({ documents }) => documents as readonly AnyDocument[]);
    expect(new Set(seen.map(({ kind }) => kind))).not.toContain('invoice');
    const customers = seen.filter(({ kind }) => kind === 'customer').map((customer) => ('entityId' in customer ? customer.entityId : ''));
    expect(new Set(customers)).toEqual(new Set([null, 'ent_de']));
    expect(idsOf(sales).some((key) => key.startsWith('subscription'))).toBe(false);
    expect(idsOf(await pulledAll(replication, visitor('marketing'), 50)).filter((key) => key.startsWith('invoice'))).toEqual([]);
    expect(idsOf(await pulledAll(replication, visitor('finance'), 50)).filter((key) => key.startsWith('invoice')).length).toBeGreaterThan(
      5,
    );
    expect(
      idsOf(await pulledAll(replication, visitor('finance', ['ent_de']), 50)).filter((key) => /^(invoice|billing-run)/.test(key)),
    ).toEqual([]);
    replication.close();
  });

  it('[ROL-06] a document that leaves the entities of a visitor is gone for them, and for nobody else', async () => {
    const customers = Object.entries({ cus_a: 'ent_de', cus_b: null, cus_c: 'ent_uk', cus_d: null });
    const world = [...companyOf(), german, ...customers.map(([id, entityId]) => customerOf(id, entityId))];
    const { replication, server } = await open(world);
    const who = { uk: visitor('sales', ['ent_uk']), de: visitor('sales', ['ent_de']), all: visitor() };
    const before = await pulledAll(replication, who.de, 100);
    const checkpoint = before.at(-1)?.checkpoint ?? null;
    for (const [id] of customers) {
      const customer = await serverState(server).source.get('customer', id);
      if (customer !== null) await revisedOn(server, customer, { entityId: /[cd]$/.test(id) ? 'ent_de' : 'ent_uk' });
    }
    for (const limit of [1, 2, 100]) {
      const pages = await pulledAll(replication, who.de, limit, checkpoint);
      const documents = pages.flatMap((page) => page.documents);
      expect(documents).toEqual([
        { kind: 'customer', id: 'cus_a', _deleted: true },
        { kind: 'customer', id: 'cus_b', _deleted: true },
        expect.objectContaining({ id: 'cus_c', rev: 2 }),
        // It was everybody's, and is theirs now.
        expect.objectContaining({ id: 'cus_d', rev: 2 }),
      ]);
      expect(pages.slice(0, -1).every((page) => page.documents.length === limit)).toBe(true);
    }
    const all = await pulledAll(replication, who.all, 100, checkpoint);
    expect(all.flatMap(({ documents }) => documents.map(({ id }) => id))).toEqual(['cus_a', 'cus_b', 'cus_c', 'cus_d']);
    expect(JSON.stringify(all)).not.toContain('_deleted');
    replication.close();
  });

  it('asks for documents by name, and says of what is not theirs only that it is not there', async () => {
    const { replication } = await open([...companyOf(), german, customerOf('cus_a', 'ent_de'), customerOf('cus_c', 'ent_uk')]);
    const keys = ['cus_a', 'cus_c', 'cus_none'].map((id) => ({ kind: 'customer', id }));
    const asked = { keys: [...keys, { kind: "customer' or '1'='1", id: 'x' }] };
    const { documents } = JSON.parse(await replication.documents(visitor('sales', ['ent_de']), asked)) as DocumentsAnswer;
    expect(documents).toEqual([
      customerOf('cus_a', 'ent_de'),
      { kind: 'customer', id: 'cus_c', _deleted: true },
      { kind: 'customer', id: 'cus_none', _deleted: true },
      { kind: "customer' or '1'='1", id: 'x', _deleted: true },
    ]);
    replication.close();
  });

  it('another life of the server, other permissions or a checkpoint from the future mean pulling anew', async () => {
    const { replication, server } = await open(companyOf());
    const [page] = await pulledAll(replication, visitor(), 100);
    const view = await viewOf(replication, visitor());
    const ask = async (who: Visitor, checkpoint: Batch['checkpoint'] | null, known = view) =>
      (JSON.parse(await replication.pull(who, { checkpoint, limit: 10, view: known })) as PullAnswer).kind;
    const checkpoint = page?.checkpoint ?? null;
    expect(await ask(visitor(), checkpoint)).toBe('batch');
    expect(await ask(visitor('marketing'), checkpoint)).toBe('resync');
    expect(await ask(visitor('administrator', ['ent_uk']), checkpoint)).toBe('resync');
    expect(await ask(visitor(), { epoch: checkpoint?.epoch ?? '', sequence: 10_000 })).toBe('resync');
    await beginNewLife(server, now);
    expect(await ask(visitor(), checkpoint)).toBe('resync');
    replication.close();
  });

  it('[NUM-05] hello tells a restored server from a store that was put back, and who is too old or unknown', async () => {
    const world = [...companyOf(), ...manyBuyers(3)];
    const { replication, server } = await open(world);
    const store = await storeWith(world);
    await ran(store, runOf('2025-05-01', '2025-06-01', { by: { user: 'ada', station: 'A7' } }));
    await pushingStation(store, 'A7').push(server);
    const said = async (changes: Partial<Hello>, who = visitor()) => replication.hello(who, helloOf(changes), now);
    expect(await said({})).toEqual({ code: 'station.put-back', acknowledged: 1 });
    expect(await said({ outbox: { sequence: 1, digest: 'f'.repeat(64) } })).toEqual({ code: 'station.put-back', acknowledged: 1 });
    const welcome = await said({ outbox: { sequence: 2, digest: 'f'.repeat(64) } });
    if ('code' in welcome) throw new Error(welcome.code);
    const outbox = welcome.acknowledged;
    expect(welcome).toMatchObject({ isRestored: false, pull: 'open', head: { sequence: 1 }, user: { role: 'administrator' } });
    expect(await said({ outbox, seen: welcome.head })).toMatchObject({ isRestored: false });
    expect(await said({ outbox, seen: { ...welcome.head, hash: 'e'.repeat(64) } })).toMatchObject({ isRestored: true });
    expect(await said({ outbox, seen: { ...welcome.head, sequence: 9 } })).toMatchObject({ isRestored: true });
    expect(await said({ outbox, seen: { ...welcome.head, epoch: 'another-life' } })).toMatchObject({ isRestored: true });
    expect(await said({ outbox, protocol: 2 })).toEqual({ code: 'protocol.too-new', newest: 1 });
    expect(await said({ outbox, form: 0 })).toMatchObject({ pull: 'update' });
    expect(await said({ outbox, station: 'B2' })).toEqual({ code: 'station.unknown' });
    await server.database.updateTable('station').set({ state: 'revoked' }).where('code', '=', 'A7').execute();
    expect(await said({ outbox })).toEqual({ code: 'station.revoked' });
    replication.close();
  });

  it('listeners hear at once that there is something, that they are revoked, or that they see something else', async () => {
    const { replication, server } = await open(companyOf());
    const heard: Notice[] = [];
    const others: Notice[] = [];
    const stop = replication.notices(visitor(), (notice) => heard.push(notice));
    replication.notices({ ...visitor('sales', null, 'B2'), user: { id: 'per_2', name: '', role: 'sales', entityIds: null } }, (notice) =>
      others.push(notice),
    );
    const sequence = companyOf().length;
    await expect
      .poll(() => [heard.at(-1), others.at(-1)])
      .toEqual([
        { kind: 'changed', sequence },
        { kind: 'changed', sequence },
      ]);
    const world = manyBuyers(2);
    await seeded(server, world);
    const full = await storeWith([...companyOf(), ...world]);
    await ran(full, runOf('2025-05-01', '2025-06-01', { by: { user: 'ada', station: 'B2' } }));
    await pushingStation(full, 'B2').push(server);
    const { sequence: reached } = await server.reader.selectFrom('counter').selectAll().executeTakeFirstOrThrow();
    await expect
      .poll(() => [heard.at(-1), others.at(-1)])
      .toEqual([
        { kind: 'changed', sequence: reached },
        { kind: 'changed', sequence: reached },
      ]);
    const announce = (text: string) => server.exclusively(({ announce: say }) => say(text));
    await announce(announcementText({ kind: 'person', person: 'per_2' }));
    await expect.poll(() => others.at(-1)).toEqual({ kind: 'resync' });
    await server.database.updateTable('station').set({ state: 'revoked' }).where('code', '=', 'B2').execute();
    await announce(announcementText({ kind: 'station', station: 'B2' }));
    await expect.poll(() => others.at(-1)).toEqual({ kind: 'revoked' });
    expect(heard.at(-1)).toEqual({ kind: 'changed', sequence: reached });
    stop();
    await announce(announcementText({ kind: 'resync' }));
    await expect.poll(() => others.at(-1)).toEqual({ kind: 'resync' });
    expect(heard.at(-1)).toEqual({ kind: 'changed', sequence: reached });
    replication.close();
  });
});

it('the form of documents is one number at stations and server', () => {
  expect(documentForm).toBe(currentForms.current);
});
