import { expose, proxy } from 'comlink';
import { currentForms } from '../../sync/local/rxdb/forms.ts';
import { fillDemo } from './demo-company.ts';
import { rxdbHome } from './rxdb-home.ts';
import { storeHost } from './store-host.ts';
import { SyncWiring, workerClock } from './sync/sync-wiring.ts';

declare const counterfoilBuiltVersion: string | undefined;

/** Which program this is; a build says it. Kept lists of another one are made anew. */
const build = typeof counterfoilBuiltVersion === 'string' ? counterfoilBuiltVersion : '';

expose(
  storeHost({
    home: rxdbHome({ name: 'counterfoil', now: () => new Date().toISOString(), build }),
    nowMs: () => performance.now(),
    wiring: new SyncWiring(proxy, workerClock, currentForms.current),
    fillDemo,
  }),
);
