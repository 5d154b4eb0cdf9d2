import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './workstation.ts';

const pages = [
  '',
  'customers',
  'subscriptions',
  'usage',
  'runs',
  'runs/new',
  'invoices',
  'credit-notes',
  'invoices/new',
  'catalog',
  'settings',
  'audit',
] as const;

for (const theme of ['light', 'dark'] as const) {
  test(`[A14] [A15] no page of the demo company has a serious fault of access in the ${theme} theme`, async ({ workstation }) => {
    test.setTimeout(240_000);
    const { page } = workstation;
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await page.getByRole('button', { name: 'Open the demo' }).click();
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible({ timeout: 120_000 });
    const faults: string[] = [];
    for (const path of pages) {
      await page.evaluate((hash) => {
        location.hash = `#/${hash}`;
      }, path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      const { violations } = await new AxeBuilder({ page }).analyze();
      for (const { id, impact, nodes } of violations) {
        if (impact === 'serious' || impact === 'critical') faults.push(`/${path}: ${id} at ${nodes[0]?.target.join(' ') ?? ''}`);
      }
    }
    expect(faults).toEqual([]);
  });
}
