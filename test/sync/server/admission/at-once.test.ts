import { afterAll, describe, expect, it } from 'vitest';
import type { PullAnswer } from '../../../../sync/protocol/pull.ts';
import { exportedChain } from '../../../../sync/server/chain/export.ts';
import { verifiedChain } from '../../../../sync/server/chain/verify.ts';
import { replicationOver } from '../../../../sync/server/replication/replication.ts';
import { viewDigest, viewOf } from '../../../../sync/server/replication/visitor.ts';
import { serverState } from '../../../../sync/server/store/state.ts';
import { everyAccess, pushingStation, stateOf } from '../../../support/pushing-station.ts';
import { companyOf, manyBuyers, ran, runOf, storeWith } from '../../../support/run-company.ts';
import { gapsOf, seeded } from '../../../support/seeded-server.ts';
import { storeKeepers } from '../../../support/server-stores.ts';

const codes = ['A1', 'A2', 'A3', 'A4', 'A5', 'A6'];

describe.each(storeKeepers())('stations that push at once, on $name', (keeper) => {
  afterAll(() => keeper.stop());

  it('are served by any number of processes as by one: every change once, in one order that a reader follows without a gap', {
    timeout: 120_000,
  }, async () => {
    const server = await keeper.fresh();
    const processes = server.dialect === 'postgres' ? [server, await keeper.again(), await keeper.again()] : [server];
    const world = [...companyOf(), ...manyBuyers(24)];
    await seeded(server, world);
    const stations = await Promise.all(
      codes.map(async (code, index) => {
        const store = await storeWith(world);
        const pushing = pushingStation(store, code);
        await pushing.enrol(server);
        // Each bills some customers of its own, and some that another bills too.
        const customerIds = Array.from({ length: 6 }, (_, each) => `cus_${String((index * 4 + each) % 24).padStart(4, '0')}`);
        await ran(store, runOf('2025-05-01', '2025-06-01', { by: { user: 'ada', station: code }, customerIds }));
        const june = runOf('2025-06-01', '2025-07-01', { by: { user: 'ada', station: code }, customerIds: customerIds.slice(0, 2) });
        return { pushing, goOn: () => ran(store, june) };
      }),
    );
    // Meanwhile somebody reads along, at another process.
    const replication = replicationOver(processes.at(-1) ?? server);
    const reader = { station: 'A1', user: { id: 'p', name: '', ...everyAccess }, authors: new Map() };
    const view = viewDigest(viewOf(everyAccess));
    const followed = new Map<string, unknown>();
    const read = async (checkpoint: { epoch: string; sequence: number } | null): Promise<{ epoch: string; sequence: number }> => {
      const answer = JSON.parse(await replication.pull(reader, { checkpoint, limit: 7, view })) as PullAnswer;
      if (answer.kind === 'resync') throw new Error('resync');
      for (const document of answer.documents) followed.set(`${document.kind} ${document.id}`, document);
      return answer.isLast ? answer.checkpoint : read(answer.checkpoint);
    };
    const pushes = { areOver: false };
    const following = (async () => {
      let checkpoint = await read(null);
      while (!pushes.areOver) {
        await new Promise((resolve) => {
          setTimeout(resolve, 2);
        });
        checkpoint = await read(checkpoint);
      }
      return read(checkpoint);
    })();
    const at = (index: number) => processes[index % processes.length] ?? server;
    await Promise.all(stations.map(({ pushing }, index) => pushing.push(at(index))));
    // The next time each meets another process, which knew its series as it was before.
    for (const { goOn } of stations) await goOn();
    const answers = await Promise.all(stations.map(({ pushing }, index) => pushing.push(at(index + 1))));
    const verdicts = answers.flat().flatMap((answer) => (answer.kind === 'taken' ? answer.verdicts : []));
    expect(verdicts.map(({ kind }) => kind)).toEqual(codes.map(() => 'accepted'));
    pushes.areOver = true;
    await following;

    const state = await stateOf(serverState(server).source);
    expect([...followed.values()].toSorted(byKey)).toEqual(Object.values(state).flat().toSorted(byKey));
    expect(new Set((state['invoice'] ?? []).map((document) => ('customerId' in document ? document.customerId : '')))).toHaveProperty(
      'size',
      24,
    );
    expect((await gapsOf(server)).unexplained).toBe(0);
    const sequences = await server.reader.selectFrom('document').select('sequence').orderBy('sequence').execute();
    const { sequence } = await server.reader.selectFrom('counter').selectAll().executeTakeFirstOrThrow();
    expect(sequences.at(-1)?.sequence).toBe(sequence);
    expect(await verifiedChain(exportedChain(server))).toMatchObject({ entries: codes.length * 2, problems: [] });
    // Billing again gives nothing: what is owed was billed, once.
    const again = await storeWith(Object.values(state).flat());
    const later = await ran(again, runOf('2025-05-01', '2025-06-01', { by: { user: 'ada', station: 'Z9' } }));
    expect(later.documents).toEqual([]);
    replication.close();
  });
});

const byKey = (a: unknown, b: unknown): number => {
  const [x, y] = [a, b].map((document) => `${(document as { kind: string }).kind} ${(document as { id: string }).id}`);
  return (x ?? '') < (y ?? '') ? -1 : 1;
};
