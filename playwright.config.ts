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
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  projects: [
    { name: 'chromium', testIgnore: '**/shell*.e2e.ts', metadata: { host: 'chromium' } },
    { name: 'electron', metadata: { host: 'electron' } },
  ],
});
