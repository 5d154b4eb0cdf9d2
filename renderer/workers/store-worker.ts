import { expose } from 'comlink';
import { fillDemo } from './demo-company.ts';
import { rxdbHome } from './rxdb-home.ts';
import { storeHost } from './store-host.ts';

declare const counterfoilBuiltVersion: string | undefined;

/** Which program this is; a build says it. Kept lists of another one are made anew. */
const build = typeof counterfoilBuiltVersion === 'string' ? counterfoilBuiltVersion : '';

expose(
  storeHost({
    home: rxdbHome({ name: 'counterfoil', now: () => new Date().toISOString(), build }),
    nowMs: () => performance.now(),
    fillDemo,
  }),
);
