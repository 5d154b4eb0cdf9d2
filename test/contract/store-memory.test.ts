import { memoryCommands } from '../../sync/local/memory/commands.ts';
import { memoryDocuments } from '../../sync/local/memory/documents.ts';
import type { Tables } from './crashing.ts';
import { receiveContract } from './receive-contract.ts';
import { overlappingContract } from './overlapping-contract.ts';
import { type Keeper, storeContract } from './store-contract.ts';

let tables: Tables = { documents: memoryDocuments(), log: memoryCommands() };

const keeper: Keeper = {
  empty: async () => {
    tables = { documents: memoryDocuments(), log: memoryCommands() };
    return tables;
  },
  // What is in memory outlives its user only as long as the object does.
  again: async () => tables,
  runs: 100,
};

storeContract('store in memory', keeper);
overlappingContract('store in memory', keeper);
receiveContract('store in memory', keeper);
