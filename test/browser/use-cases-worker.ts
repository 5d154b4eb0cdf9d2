import { dexieKeeper } from '../contract/dexie-keeper.ts';
import type { Sample } from '../contract/every-use-case.ts';
import { useCaseContract } from '../contract/use-case-contract.ts';
import { deleteDatabases } from '../../sync/local/rxdb/database.ts';
import { type Host, thisHost } from '../../sync/local/rxdb/host.ts';
import { answering } from './answering.ts';
import { ran } from './vitest-in-browser.ts';

const machine = (): Host => {
  const host = thisHost();
  if (host === null) throw new Error('no IndexedDB here');
  return host;
};

answering(async (samples: readonly Sample[]) => {
  const keeper = dexieKeeper(machine, 1);
  useCaseContract('store on Dexie in Chromium', keeper, samples);
  const results = await ran();
  await keeper.close();
  await deleteDatabases(machine(), () => true);
  return results;
});
