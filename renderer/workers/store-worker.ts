import { expose, proxy } from 'comlink';
import { currentForms } from '../../sync/local/rxdb/forms.ts';
import { fillDemo } from './demo-company.ts';
import { rxdbHome } from './rxdb-home.ts';
import { storeHost } from './store-host.ts';
import { SyncWiring, workerClock } from './sync/sync-wiring.ts';

expose(
  storeHost({
    home: rxdbHome({ name: 'counterfoil', now: () => new Date().toISOString() }),
    nowMs: () => performance.now(),
    wiring: new SyncWiring(proxy, workerClock, currentForms.current),
    fillDemo,
  }),
);
