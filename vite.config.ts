import { defineConfig } from 'vitest/config';

const major = Number(process.versions.node.split('.', 1)[0]);
if (major < 24) {
  throw new Error(
    `The tests run on the Node 24 that comes with the project, and this is Node ${process.versions.node}: ` +
      'use `npm run unit -- <paths>`, or put node_modules/.bin first in PATH.',
  );
}

/** Threads start faster than processes. Two of them: the cores that the smallest supported machine has. */
const pool = { pool: 'threads', maxWorkers: 2, testTimeout: 60_000, hookTimeout: 60_000 } as const;

export default defineConfig({
  test: {
    projects: [
      {
        // The engine keeps no state outside its arguments, so its tests may share modules that are already loaded.
        test: { ...pool, name: 'engine', isolate: false, include: ['test/{core,golden,tidy}/**/*.test.ts'] },
      },
      {
        test: { ...pool, name: 'hosts', include: ['test/{contract,migrations,simulation,sync,renderer,electron}/**/*.test.{ts,tsx}'] },
      },
    ],
    allowOnly: false,
    chaiConfig: { truncateThreshold: 400 },
  },
});
