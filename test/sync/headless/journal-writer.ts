// Commits a fixed series of changes into the folder of its first argument and says after each one that it is done. The test kills it in between.

import { argv, stdout } from 'node:process';
import { openFileStore } from '../../../sync/headless/file-store.ts';
import { series } from './journal-series.ts';

const { store, close } = await openFileStore(argv[2] ?? '');
for (const change of series) {
  if ((await store.known(change.command.id)) !== null) continue;
  await store.commit(change);
  stdout.write(`${change.command.id}\n`);
}
await close();
stdout.write('end\n');
