import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandKinds } from '../../../../core/use-cases.ts';
import type { Store } from '../../../../sync/local/store.ts';
import { serverState } from '../../../../sync/server/store/state.ts';
import { everyUseCase } from '../../../contract/every-use-case.ts';
import { pushingStation, stateOf } from '../../../support/pushing-station.ts';
import { storeKeepers } from '../../../support/server-stores.ts';

/** The demo company and one command of every kind that it gives occasion for, at one station. */
let station: Store;
let given: ReadonlySet<string>;
beforeAll(async () => {
  ({ store: station } = await everyUseCase());
  const found = new Set<string>();
  for await (const { entry } of station.journal()) found.add(entry.command.kind);
  given = found;
}, 120_000);

describe.each(storeKeepers())('admission on $name', (keeper) => {
  afterAll(() => keeper.stop());

  it('[OFF-01] plans every kind of command again and comes to the same documents, byte for byte', { timeout: 180_000 }, async () => {
    const server = await keeper.fresh();
    const pushing = pushingStation(station, 'A7');
    await pushing.enrol(server);
    const answers = await pushing.push(server);
    const verdicts = answers.flatMap((answer) => (answer.kind === 'taken' ? answer.verdicts : []));
    const unlike = verdicts.filter((verdict) => verdict.kind !== 'accepted' || verdict.isChanged || verdict.voided.length > 0);
    expect(unlike).toEqual([]);
    expect(await stateOf(serverState(server).source)).toEqual(await stateOf(station));
    expect(commandKinds.length - given.size).toBeLessThanOrEqual(7);
  });
});
