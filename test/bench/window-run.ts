import { isBusy, load, type Measured, rounded } from './measure.ts';
import { watchTasks } from './task-times.ts';
import { windowOnDisk } from './window-world.ts';

/** The first of the month after the usage that the company was filled with. */
const billedAt = '2025-02-01T09:00:00.000Z';

/**
 * The longest task on the window's thread while ten thousand subscriptions are billed on the screens: looked at first, then issued, with progress, result and
 * every list told of each part. Where the machine is busy a task stands still in between: its processor time counts then.
 */
export const windowDuringRun = async ({ subscriptions = 10_000 } = {}): Promise<Measured> => {
  const disk = await windowOnDisk();
  try {
    await disk.fill('company', subscriptions);
    const { page, run, close } = await disk.opened('/runs/new');
    try {
      const preview = page.getByRole('button', { name: 'Preview', exact: true });
      await preview.waitFor({ timeout: 60_000 });
      await run(`counterfoilClock.set('${billedAt}')`);
      const ended = await watchTasks(page);
      await preview.click();
      await page.getByRole('button', { name: /^Issue .* documents$/ }).click({ timeout: 300_000 });
      const startedAt = await run<number>('performance.now()');
      await page.getByRole('dialog').getByRole('button', { name: 'Issue', exact: true }).click();
      await page.getByRole('status').filter({ hasText: 'Billed' }).waitFor({ timeout: 300_000 });
      const runMs = (await run<number>('performance.now()')) - startedAt;
      // Lists follow a commit a little later.
      await page.waitForTimeout(500);
      const tasks = await ended();
      const longest = Math.max(0, ...tasks.map(({ ms }) => ms));
      const longestCpu = Math.max(0, ...tasks.map(({ cpuMs }) => cpuMs));
      return {
        ratio: rounded(isBusy() ? longestCpu : longest, 0),
        bound: 100,
        figures: {
          subscriptions,
          longestMs: rounded(longest, 0),
          longestCpuMs: rounded(longestCpu, 0),
          tasksOver50Ms: tasks.filter(({ ms }) => ms > 50).length,
          runSeconds: rounded(runMs / 1000, 1),
          load: load(),
        },
      };
    } finally {
      await close();
    }
  } finally {
    await disk.close();
  }
};
