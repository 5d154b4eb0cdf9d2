import { expose } from 'comlink';
import { fillDemo } from './demo-company.ts';
import { rxdbHome } from './rxdb-home.ts';
import { storeHost } from './store-host.ts';

expose(
  storeHost({
    home: rxdbHome({ name: 'counterfoil', now: () => new Date().toISOString() }),
    nowMs: () => performance.now(),
    fillDemo,
  }),
);
