import { memoryCommands } from '../../sync/local/memory/commands.ts';
import { memoryDocuments } from '../../sync/local/memory/documents.ts';
import { storeContract } from './store-contract.ts';

storeContract('store in memory', async () => ({ documents: memoryDocuments(), log: memoryCommands() }));
