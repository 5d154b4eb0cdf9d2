import { afterAll, describe, expect, it } from 'vitest';
import type { AnyDocument } from '../../../../core/collections.ts';
import type { BillingRun } from '../../../../core/invoicing/types.ts';
import type { Access } from '../../../../core/permissions.ts';
import { searchedEntries } from '../../../../sync/server/chain/search.ts';
import { replicationOver } from '../../../../sync/server/replication/replication.ts';
import { serverState } from '../../../../sync/server/store/state.ts';
import { item, sampleEntity, sampleSubscription, term } from '../../../support/billing-world.ts';
import { pushingStation } from '../../../support/pushing-station.ts';
import { companyOf, manyBuyers, planned, ran, runOf, storeWith } from '../../../support/run-company.ts';
import { seeded } from '../../../support/seeded-server.ts';
import { storeKeepers } from '../../../support/server-stores.ts';
import { pulledAll, visitor } from './visiting.ts';

const ent = (code: string): AnyDocument => sampleEntity({ id: `ent_${code.toLowerCase()}`, code, isFallback: false, servesCountries: [] });
/** Everybody's customers, some of whom two entities bill. */
const shared = (code: string): readonly AnyDocument[] =>
  ['cus_0000', 'cus_0001', 'cus_0002'].map((customerId) =>
    sampleSubscription([item([term('basic', '2025-04-07')])], {
      id: `sub_${code.toLowerCase()}_${customerId}`,
      customerId,
      entityId: `ent_${code.toLowerCase()}`,
    }),
  );
const world = [...companyOf(), ent('DE'), ent('FR'), ...manyBuyers(6), ...shared('DE'), ...shared('FR')];

const scopes = {
  one: ['ent_uk'],
  two: ['ent_de', 'ent_uk'],
  other: ['ent_de', 'ent_fr'],
  three: ['ent_de', 'ent_fr', 'ent_uk'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

const finance = (entityIds: readonly string[] | null): Access => ({ role: 'finance', entityIds });

describe.each(storeKeepers())('billing runs of people with some entities, on $name', (keeper) => {
  afterAll(() => keeper.stop());

  /** A run over these entities by somebody who has just these, planned on what they see. */
  const billed = async (entityIds: readonly string[]) => {
    const server = await keeper.fresh();
    await seeded(server, world);
    const replication = replicationOver(server);
    for (const code of ['A7', 'B2']) await pushingStation(await storeWith([]), code).enrol(server);
    const pulled = async (scope: readonly string[] | null, from: Parameters<typeof pulledAll>[3] = null) => {
      const pages = await pulledAll(replication, visitor('finance', scope, 'B2'), 50, from);
      return {
        documents: pages.flatMap(({ documents }) => documents as readonly AnyDocument[]),
        checkpoint: pages.at(-1)?.checkpoint ?? null,
      };
    };
    const begun = await pulled(entityIds);
    const store = await storeWith(begun.documents);
    const pushing = pushingStation(store, 'A7', { ada: finance(entityIds) });
    const plan = await ran(store, runOf('2025-05-01', '2025-06-01', { entityIds }));
    const answers = await pushing.push(server);
    return { server, replication, pulled, begun, store, plan, answers };
  };

  it.each<readonly [string, readonly string[]]>(Object.entries(scopes))(
    '[ROL-06] a run over their entities (%s) comes back to whoever has them all, and to nobody else',
    async (_name, entityIds) => {
      const { replication, pulled, begun, store, plan, answers } = await billed(entityIds);
      expect(plan.documents.length).toBeGreaterThan(5);
      expect(answers).toMatchObject([{ verdicts: [{ kind: 'accepted', isChanged: false }] }]);
      const [run] = await store.list('billing-run');
      const runsOf = async (scope: readonly string[] | null, from: typeof begun.checkpoint = null) =>
        (await pulled(scope, from)).documents.filter((document): document is BillingRun => document.kind === 'billing-run');
      // With the next pull, and with a whole one; by name as well.
      expect(await runsOf(entityIds, begun.checkpoint)).toEqual([run]);
      for (const scope of [...Object.values(scopes), null]) {
        const isWithin = scope === null || entityIds.every((entityId) => (scope as readonly string[]).includes(entityId));
        expect(await runsOf(scope)).toEqual(isWithin ? [run] : []);
        const asked = { keys: [{ kind: 'billing-run', id: run?.id ?? '' }] };
        const named = JSON.parse(await replication.documents(visitor('finance', scope, 'B2'), asked)) as {
          readonly documents: readonly unknown[];
        };
        expect(named.documents).toEqual([isWithin ? run : { kind: 'billing-run', id: run?.id, _deleted: true }]);
      }
      replication.close();
    },
  );

  it('[ROL-06] [AUD-05] the audit trail shows such a run to whoever has all of its entities', async () => {
    const { server, replication } = await billed(scopes.two);
    const matching = async (entityIds: readonly string[]) => (await searchedEntries(server, { entityIds }, { limit: 10 })).matching;
    expect(await Promise.all(Object.values(scopes).map(matching))).toEqual([0, 1, 0, 1]);
    replication.close();
  });

  it('[ROL-06] a run says itself whom it bills for: work of another entity is none of it, and nobody smuggles amounts out', async () => {
    const server = await keeper.fresh();
    await seeded(server, world);
    const store = await storeWith(world);
    const pushing = pushingStation(store, 'A7', { ada: finance(null) });
    await pushing.enrol(server);
    const { changes } = await planned(store, runOf('2025-05-01', '2025-06-01', { entityIds: scopes.two }));
    for (const [index, entityIds] of [[], ['ent_uk'], ['ent_fr']].entries()) {
      for (const { command, writes } of changes)
        await store.commit({
          command: { ...command, id: `cmd_forged_${index}`, body: { ...command.body, entityIds } },
          writes: index > 0 ? [] : writes,
        });
    }
    const answers = await pushing.push(server);
    expect(answers).toMatchObject([
      { verdicts: [{ reasons: [{ code: 'run.entity-outside' }] }, { kind: 'refused' }, { kind: 'refused' }] },
    ]);
    expect(await serverState(server).source.list('billing-run')).toEqual([]);
  });
});
