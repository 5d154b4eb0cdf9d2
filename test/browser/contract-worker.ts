import { dexieKeeper } from '../contract/dexie-keeper.ts';
import { receiveContract } from '../contract/receive-contract.ts';
import { overlappingContract } from '../contract/overlapping-contract.ts';
import { storeContract } from '../contract/store-contract.ts';
import { deleteDatabases } from '../../sync/local/rxdb/database.ts';
import { type Host, thisHost } from '../../sync/local/rxdb/host.ts';
import { answering } from './answering.ts';
import { ran } from './vitest-in-browser.ts';

const machine = (): Host => {
  const host = thisHost();
  if (host === null) throw new Error('no IndexedDB here');
  return host;
};

const isEvalOff = (): boolean => {
  try {
    // The one thing that must fail here.
    return typeof Reflect.construct(Function, ['return 1']) !== 'function';
  } catch {
    return true;
  }
};

const keeper = dexieKeeper(machine, 12);
storeContract('store on Dexie in Chromium', keeper);
overlappingContract('store on Dexie in Chromium', keeper);
receiveContract('store on Dexie in Chromium', keeper);

answering(async () => {
  const results = await ran();
  await keeper.close();
  await deleteDatabases(machine(), () => true);
  return { results, isEvalOff: isEvalOff() };
});
