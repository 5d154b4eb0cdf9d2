import { afterAll, describe, expect, it } from 'vitest';
import type { AnyDocument } from '../../../../core/collections.ts';
import type { Access } from '../../../../core/permissions.ts';
import type { Verdict } from '../../../../sync/protocol/push.ts';
import { runAnyCommand } from '../../../../sync/local/run-command.ts';
import { replicationOver } from '../../../../sync/server/replication/replication.ts';
import { textOf } from '../../../../sync/server/store/document-row.ts';
import { serverState } from '../../../../sync/server/store/state.ts';
import { item, sampleCustomer, sampleEntity, sampleSubscription, term } from '../../../support/billing-world.ts';
import { pushingStation } from '../../../support/pushing-station.ts';
import { companyOf, ran, runOf, storeWith } from '../../../support/run-company.ts';
import { seeded } from '../../../support/seeded-server.ts';
import { storeKeepers } from '../../../support/server-stores.ts';
import { type Batch, pulledAll, visitor } from './visiting.ts';

const ent = (code: string): AnyDocument => sampleEntity({ id: `ent_${code.toLowerCase()}`, code, isFallback: false, servesCountries: [] });
const sold = (id: string, customerId: string, entityId: string): AnyDocument =>
  sampleSubscription([item([term('basic', '2025-04-07')])], { id, customerId, entityId });
const guest = sampleCustomer({ id: 'cus_guest', name: 'Gast AG', entityId: 'ent_de', externalId: 'K-7' });
const stranger = sampleCustomer({ id: 'cus_stranger', name: 'Fremd AG', entityId: 'ent_de', externalId: 'K-8' });
const german: readonly AnyDocument[] = [
  guest,
  stranger,
  sold('sub_de', 'cus_guest', 'ent_de'),
  sold('sub_stranger', 'cus_stranger', 'ent_de'),
];
const british = sold('sub_uk', 'cus_guest', 'ent_uk');
const world = [...companyOf(), ent('DE'), ent('FR'), ...german];

const uk: Access = { role: 'finance', entityIds: ['ent_uk'] };
const everything: Access = { role: 'administrator', entityIds: null };

describe.each(storeKeepers())('customers of another entity, on $name', (keeper) => {
  afterAll(() => keeper.stop());

  const open = async (documents: readonly AnyDocument[]) => {
    const server = await keeper.fresh();
    await seeded(server, documents);
    const replication = replicationOver(server);
    await pushingStation(await storeWith([]), 'A7').enrol(server);
    const pulled = async (from: Batch['checkpoint'] | null = null, limit = 100, entityIds: readonly string[] = ['ent_uk']) => {
      const pages = await pulledAll(replication, visitor('finance', entityIds), limit, from);
      return {
        documents: pages.flatMap(({ documents: found }) => found as readonly AnyDocument[]),
        checkpoint: pages.at(-1)?.checkpoint ?? null,
      };
    };
    return { server, replication, pulled };
  };

  const written = (server: Parameters<typeof serverState>[0], document: AnyDocument, before: AnyDocument | null): Promise<void> =>
    serverState(server).exclusively((state) => state.write([{ document, text: textOf(document), before }]));

  it('[ROL-06] are seen by those whose entity bills them, from when it begins to, with nothing of what they have elsewhere', async () => {
    const { server, replication, pulled } = await open(world);
    const before = await pulled();
    expect(JSON.stringify(before.documents)).not.toMatch(/_de|_guest|_stranger/);
    await written(server, british, null);
    for (const limit of [1, 100]) expect((await pulled(before.checkpoint, limit)).documents).toEqual([british, guest]);
    const whole = await pulled(null, 7);
    expect(whole.documents.filter(({ id }) => /de|guest|stranger/.test(id))).toEqual([guest]);
    // Once is enough: with what it bills further they do not come again.
    await written(server, sold('sub_more', 'cus_guest', 'ent_uk'), null);
    expect((await pulled(whole.checkpoint)).documents.map(({ id }) => id)).toEqual(['sub_more']);
    const keys = ['cus_guest', 'cus_stranger', 'sub_de'].map((id) => ({ kind: id.startsWith('cus') ? 'customer' : 'subscription', id }));
    const named = JSON.parse(await replication.documents(visitor('finance', ['ent_uk']), { keys })) as { readonly documents: unknown };
    expect(named.documents).toEqual([
      guest,
      { kind: 'customer', id: 'cus_stranger', _deleted: true },
      { kind: 'subscription', id: 'sub_de', _deleted: true },
    ]);
    // Who has nothing to do with them sees none of it.
    expect((await pulled(null, 100, ['ent_fr'])).documents.filter(({ id }) => /guest|stranger|sub_/.test(id))).toEqual([]);
    replication.close();
  });

  it('[ROL-06] stay in sight while they go from one entity to another', async () => {
    const { server, replication, pulled } = await open([...world, british]);
    const at = await pulled();
    const german2 = await pulled(null, 100, ['ent_de']);
    const moved = { ...guest, entityId: 'ent_fr', rev: guest.rev + 1 };
    await written(server, moved, guest);
    expect((await pulled(at.checkpoint)).documents).toEqual([moved]);
    expect((await pulled(german2.checkpoint, 100, ['ent_de'])).documents).toEqual([moved]);
    expect((await pulled(null, 100, ['ent_fr'])).documents.filter(({ kind }) => kind === 'customer')).toEqual([moved]);
    replication.close();
  });

  const verdictsAt = async (
    documents: readonly AnyDocument[],
    access: Access,
    work: (store: Awaited<ReturnType<typeof storeWith>>) => Promise<unknown>,
  ) => {
    const { server, replication, pulled } = await open(documents);
    const store = await storeWith((await pulled()).documents);
    const pushing = pushingStation(store, 'A7', { ada: access });
    await work(store);
    const answers = await pushing.push(server);
    replication.close();
    return answers.flatMap((answer): readonly Verdict[] => (answer.kind === 'taken' ? answer.verdicts : []));
  };

  const give = async (store: Awaited<ReturnType<typeof storeWith>>, kind: string, body: unknown): Promise<void> => {
    const command = { id: `cmd_${kind}`, kind, at: '2025-06-01T06:00:00.000Z', by: { user: 'ada', station: 'A7' }, body };
    const outcome = await runAnyCommand(store, command);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  };

  it('[ROL-06] are billed for what they have with it, planned on what its people see, to the byte as the server has it', async () => {
    const verdicts = await verdictsAt([...world, british], uk, async (store) => {
      const { documents } = await ran(store, runOf('2025-05-01', '2025-06-01'));
      expect(documents.map(({ customerId, entityId }) => [customerId, entityId])).toContainEqual(['cus_guest', 'ent_uk']);
      await give(store, 'payment.record', {
        customerId: 'cus_guest',
        entityId: 'ent_uk',
        currency: 'GBP',
        amountMinor: 100,
        method: 'bank-transfer',
        reference: '',
        receivedOn: '2025-06-01',
        allocations: null,
      });
    });
    expect(verdicts.length).toBeGreaterThan(1);
    for (const verdict of verdicts) expect(verdict).toMatchObject({ kind: 'accepted', isChanged: false });
  });

  it.each([
    ['customer.archive', { customerId: 'cus_guest' }],
    [
      'customer.edit',
      { customerId: 'cus_guest', fields: { email: { from: guest.email, to: 'b@b.example' } }, attributes: {}, metadata: {} },
    ],
  ])('[ROL-06] are changed by their own people only: %s', async (kind, body) => {
    const verdicts = await verdictsAt([...world, british], uk, async (store) => {
      await give(store, kind, body);
    });
    expect(verdicts).toMatchObject([{ kind: 'refused', reasons: [{ code: 'access.entity', entityId: 'ent_de' }] }]);
    expect(JSON.stringify(verdicts)).not.toMatch(/sub_|K-7/);
  });

  it('[ROL-06] keep their key: that it is taken is said, by whom only to those who see them', async () => {
    const { id: _id, kind: _kind, rev: _rev, state: _state, name, type: _type, taxExemptions: _exemptions, ...rest } = stranger;
    const body = { ...rest, companyName: name, personName: '', externalId: 'K-8', entityId: null };
    const make = async (store: Awaited<ReturnType<typeof storeWith>>) => give(store, 'customer.create', body);
    expect(await verdictsAt(world, uk, make)).toMatchObject([
      { kind: 'refused', reasons: [{ code: 'customer.external-id-taken', externalId: 'K-8' }] },
    ]);
    expect(JSON.stringify(await verdictsAt(world, uk, make))).not.toContain('cus_stranger');
    expect(await verdictsAt(world, everything, make)).toMatchObject([
      { kind: 'refused', reasons: [{ code: 'customer.external-id-taken', externalId: 'K-8', customerId: 'cus_stranger' }] },
    ]);
  });
});
