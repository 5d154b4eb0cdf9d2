import { afterAll } from 'vitest';
import { dexieKeeper } from './dexie-keeper.ts';
import { storeContract } from './store-contract.ts';

const keeper = dexieKeeper();
afterAll(() => keeper.close());

storeContract('store on Dexie and an IndexedDB in memory', keeper);
