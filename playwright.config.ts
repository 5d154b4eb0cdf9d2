import { defineConfig } from '@playwright/test';

/**
 * Two hosts for the same specs: the built interface in Chromium, served on loopback, and the real shell in Electron.
 * `npm run e2e` builds what is stale and finds both; specs of the shell alone are named shell*.
 */
export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.e2e.ts',
  outputDir: 'test-results',
  // Each test starts a program of its own; two cores carry two of them.
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  // A machine that builds has other things to do too: a second try that passes is told as flaky, and counts.
  retries: process.env['CI'] === 'true' ? 2 : 0,
  // Waiting ends as soon as what is waited for is there; these are for a machine with much else to do.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  use: { actionTimeout: 30_000 },
  reporter: [['list'], ['./.scripts/e2e-count-reporter.ts']],
  projects: [
    { name: 'chromium', testIgnore: '**/shell*.e2e.ts', metadata: { host: 'chromium' } },
    // Two browsers at a server: there is no shell in it.
    { name: 'electron', testIgnore: '**/stations.e2e.ts', metadata: { host: 'electron' } },
    // What `npm test` runs: the shell itself, and one long day of work in it.
    { name: 'electron-brief', testMatch: ['**/shell*.e2e.ts', '**/month-offline.e2e.ts'], metadata: { host: 'electron' } },
  ],
});
