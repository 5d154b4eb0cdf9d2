import { expose } from 'comlink';
// The database of this station: another one behind the same door changes this line only.
import { openMemoryStore as openLocalStore } from '../../sync/local/memory/open.ts';
import { fillDemo } from './demo-company.ts';
import { storeHost } from './store-host.ts';

const host = storeHost({
  open: openLocalStore,
  nowMs: () => performance.now(),
  instant: () => new Date().toISOString(),
  fillDemo,
});

expose(host);
