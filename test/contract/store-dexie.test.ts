import { afterAll, describe } from 'vitest';
import { dexieKeeper } from './dexie-keeper.ts';
import { freshHost } from './fresh-host.ts';
import { receiveContract } from './receive-contract.ts';
import { overlappingContract } from './overlapping-contract.ts';
import { storeContract } from './store-contract.ts';

describe('on an IndexedDB in memory', () => {
  const keeper = dexieKeeper(freshHost, 25);
  afterAll(() => keeper.close());
  storeContract('store on Dexie and an IndexedDB in memory', keeper);
  overlappingContract('store on Dexie and an IndexedDB in memory', keeper);
  receiveContract('store on Dexie and an IndexedDB in memory', keeper);
});

describe('where everything that comes in is taken for new', () => {
  const keeper = dexieKeeper(freshHost, 25, () => true);
  afterAll(() => keeper.close());
  receiveContract('store on Dexie', keeper);
});
