import { defineConfig } from 'vitest/config';

const major = Number(process.versions.node.split('.', 1)[0]);
if (major < 24) {
  throw new Error(
    `The tests run on the Node 24 that comes with the project, and this is Node ${process.versions.node}: ` +
      'use `npm run unit -- <paths>`, or put node_modules/.bin first in PATH.',
  );
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/e2e/**', 'node_modules/**'],
    // Two cores are what the smallest supported machine has. Threads start faster than processes, and the code under
    // test keeps no state outside its modules.
    pool: 'threads',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 20_000,
    passWithNoTests: false,
    allowOnly: false,
    chaiConfig: { truncateThreshold: 400 },
  },
});
