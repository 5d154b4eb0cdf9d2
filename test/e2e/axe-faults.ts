import type { Page } from '@playwright/test';
import axe, { type AxeResults, type RunOptions } from 'axe-core';
import { settled } from './pages-world.ts';
import { expect } from './workstation.ts';

/** `colour`: only what a theme can change; everything else is the same in both. */
type Rules = 'every' | 'colour';

const colourRules = ['color-contrast', 'link-in-text-block'];

/** Serious and critical faults of what is on the screen now, each with where it is. */
const faultsOf = async (page: Page, place: string, rules: Rules): Promise<readonly string[]> => {
  // Once for each page that is loaded: going to another address of ours loads none.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  const options: RunOptions = {
    resultTypes: ['violations'],
    iframes: false,
    ...(rules === 'every' ? {} : { runOnly: { type: 'rule', values: colourRules } }),
  };
  const { violations } = await page.evaluate<AxeResults, RunOptions>(
    (asked) => (globalThis as unknown as { readonly axe: typeof axe }).axe.run(document, asked),
    options,
  );
  return violations.flatMap(({ id, impact, nodes }) =>
    impact === 'serious' || impact === 'critical'
      ? nodes
          .slice(0, 3)
          .map(({ target, failureSummary = '' }) => `${place}: ${id} at ${target.join(' ')}: ${failureSummary.split('\n')[1] ?? ''}`)
      : [],
  );
};

export const wear = async (page: Page, theme: 'light' | 'dark'): Promise<void> => {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', theme);
};

/** Every rule in the light theme, and those of colour again in the dark one, on the page as it stands. */
export const faultsInBothThemes = async (page: Page, place: string): Promise<readonly string[]> => {
  // The theme that was worn last may still be on its way out.
  await settled(page, 1);
  const light = await faultsOf(page, `${place}, light`, 'every');
  await wear(page, 'dark');
  // What is drawn from script wears it a frame later, and some of it on its way; nothing is asked of the store.
  await settled(page, 1);
  const dark = await faultsOf(page, `${place}, dark`, 'colour');
  await wear(page, 'light');
  return [...light, ...dark];
};
