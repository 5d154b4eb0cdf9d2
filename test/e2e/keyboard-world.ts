import type { Locator, Page } from '@playwright/test';
import { expect } from './workstation.ts';

/** What has the keyboard now. */
export interface Focus {
  /** Its role or tag and its name, for a message. */
  readonly name: string;
  /** A mark that is its own as long as the page stands. */
  readonly mark: string;
  /** A ring is drawn around it, or around what stands for it. */
  readonly isVisible: boolean;
}

/** `null` where nothing has it. */
export const focusOf = (page: Page): Promise<Focus | null> =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement) || element === document.body) return null;
    const showsIt = (each: Element | null | undefined): boolean => {
      if (each === null || each === undefined) return false;
      const { outlineStyle, outlineWidth } = getComputedStyle(each);
      const { width, height, bottom, right } = each.getBoundingClientRect();
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0 && width * height > 0 && bottom > 0 && right > 0;
    };
    // A box or a choice of ours is drawn by its neighbour or by what holds it.
    const standIns = [element, element.nextElementSibling, element.parentElement, element.parentElement?.nextElementSibling];
    element.dataset['mark'] ??= crypto.randomUUID();
    const labelled = (element as Partial<HTMLInputElement>).labels?.[0]?.innerText;
    const label = element.getAttribute('aria-label') ?? labelled ?? element.innerText.split('\n')[0] ?? '';
    return {
      name: `${element.getAttribute('role') ?? element.tagName.toLowerCase()} "${label}"`,
      mark: element.dataset['mark'],
      isVisible: standIns.some(showsIt),
    };
  });

/** Presses Tab until the keyboard is there. On the way it is always to be seen where it is, and it never stands still. */
export async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await target.waitFor({ state: 'attached' });
  let before = '';
  for (let step = 0; step < 120; step += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
    const focus = await focusOf(page);
    if (focus === null) continue;
    expect(focus.isVisible, `${focus.name} shows that it has the keyboard`).toBe(true);
    expect(focus.mark, `${focus.name} lets the keyboard go`).not.toBe(before);
    before = focus.mark;
  }
  throw new Error(`no way with ${key} to ${target.toString()}`);
}

/** Tab through everything and around: the names of what was met, each of them seen and none of them a trap. */
export async function roundTrip(page: Page): Promise<readonly string[]> {
  const met = new Map<string, string>();
  await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
  });
  for (let step = 0; step < 400; step += 1) {
    await page.keyboard.press('Tab');
    const focus = await focusOf(page);
    if (focus === null) continue;
    expect(focus.isVisible, `${focus.name} shows that it has the keyboard`).toBe(true);
    const [first] = met.keys();
    if (focus.mark === first && met.size > 1) return [...met.values()];
    expect(met.has(focus.mark), `${focus.name} is met once on the way around`).toBe(false);
    met.set(focus.mark, focus.name);
  }
  throw new Error('the way around has no end');
}
