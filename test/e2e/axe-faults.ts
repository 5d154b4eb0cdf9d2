import type { Page } from '@playwright/test';
import axe, { type AxeResults, type RunOptions } from 'axe-core';
import { settled } from './pages-world.ts';

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

type Theme = 'light' | 'dark';

/** The page wears it when this returns: what is drawn from script wears it a frame later, and some of it on its way. */
export const wear = async (page: Page, theme: Theme): Promise<void> => {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await page.waitForFunction((wanted) => document.documentElement.dataset['mantineColorScheme'] === wanted, theme);
  // Nothing is asked of the store.
  await settled(page, 1);
};

const worn = (page: Page): Promise<Theme> =>
  page.evaluate(() => (document.documentElement.dataset['mantineColorScheme'] === 'dark' ? 'dark' : 'light'));

/** Every rule in the theme that the page wears, and those of colour again in the other one, which it keeps: themes take their time to change. */
export const faultsInBothThemes = async (page: Page, place: string): Promise<readonly string[]> => {
  const first = await worn(page);
  const other = first === 'light' ? 'dark' : 'light';
  const faults = await faultsOf(page, `${place}, ${first}`, 'every');
  await wear(page, other);
  return [...faults, ...(await faultsOf(page, `${place}, ${other}`, 'colour'))];
};
