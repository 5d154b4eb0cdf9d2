import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { furnish, openDemo, openEmpty } from './door-world.ts';
import { allAddresses, eachTab, show } from './pages-world.ts';
import { expect, test } from './workstation.ts';

/** Serious and critical faults of what is on the screen now, each with where it is. */
async function faultsOf(page: Page, place: string): Promise<readonly string[]> {
  // Without it, axe would open a page of its own, which the shell does not do.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations.flatMap(({ id, impact, nodes }) =>
    impact === 'serious' || impact === 'critical'
      ? nodes
          .slice(0, 3)
          .map(({ target, failureSummary = '' }) => `${place}: ${id} at ${target.join(' ')}: ${failureSummary.split('\n')[1] ?? ''}`)
      : [],
  );
}

async function faultsOfEveryPage(page: Page): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const address of await allAddresses(page)) {
    await show(page, address);
    faults.push(...(await faultsOf(page, address)));
    if (address.includes('?')) continue;
    await eachTab(page, async (tab) => {
      faults.push(...(await faultsOf(page, `${address}, ${tab}`)));
    });
  }
  return faults;
}

for (const theme of ['light', 'dark'] as const) {
  test(`[A14, A15] no page of the demo company has a serious fault of access in the ${theme} theme`, async ({ workstation }) => {
    test.setTimeout(480_000);
    const { page } = workstation;
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    expect(await faultsOf(page, 'the first run')).toEqual([]);
    await openDemo(page);
    await furnish(page);
    expect(await faultsOfEveryPage(page)).toEqual([]);
  });

  test(`[A14, A15, A16] no page of an empty company has a serious fault of access in the ${theme} theme`, async ({ workstation }) => {
    test.setTimeout(240_000);
    const { page } = workstation;
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await openEmpty(page);
    expect(await faultsOfEveryPage(page)).toEqual([]);
  });
}
