import type { Page } from '@playwright/test';
import { faultsInBothThemes, wear } from './axe-faults.ts';
import { furnish, openDemo, openEmpty } from './door-world.ts';
import { allAddresses, eachTab, settled, show } from './pages-world.ts';
import { expect, test } from './workstation.ts';

async function faultsOfEveryPage(page: Page): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const address of await allAddresses(page)) {
    await show(page, address);
    faults.push(...(await faultsInBothThemes(page, address)));
    if (address.includes('?')) continue;
    await eachTab(page, async (tab) => {
      faults.push(...(await faultsInBothThemes(page, `${address}, ${tab}`)));
    });
  }
  return faults;
}

test('[A14, A15] no page of the demo company has a serious fault of access in either theme', async ({ workstation }) => {
  test.setTimeout(1_200_000);
  const { page } = workstation;
  await wear(page, 'light');
  await settled(page);
  expect(await faultsInBothThemes(page, 'the first run')).toEqual([]);
  await openDemo(page);
  await furnish(page);
  expect(await faultsOfEveryPage(page)).toEqual([]);
});

test('[A14, A15, A16] no page of an empty company has a serious fault of access in either theme', async ({ workstation }) => {
  test.setTimeout(600_000);
  const { page } = workstation;
  await wear(page, 'light');
  await openEmpty(page);
  expect(await faultsOfEveryPage(page)).toEqual([]);
});

/** What is cut off at the right: beside the window with no way to scroll to it, or text in a button, a tab or a heading that does not fit. */
const cutOff = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const scrolls = (element: Element | null): boolean => {
      for (let each = element; each !== null && each !== document.body; each = each.parentElement) {
        const { overflowX } = getComputedStyle(each);
        if ((overflowX === 'auto' || overflowX === 'scroll') && each.scrollWidth > each.clientWidth) return true;
      }
      return false;
    };
    const nameOf = (element: Element): string => `${element.tagName.toLowerCase()} "${element.textContent.trim().slice(0, 40)}"`;
    const faults: string[] = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) faults.push(`the window is ${root.scrollWidth - root.clientWidth} px too narrow`);
    for (const element of document.querySelectorAll(
      'h1, h2, h3, p, a, button, input, select, textarea, label, td, th, dd, dt, [role="tab"]',
    )) {
      const { left, right, width, height } = element.getBoundingClientRect();
      const isShown = width > 1 && height > 1 && getComputedStyle(element).visibility === 'visible';
      if (isShown && right > root.clientWidth + 1 && left < 4000 && !scrolls(element))
        faults.push(`${nameOf(element)} ends beside the window`);
      if (isShown && element.matches('h1, button, [role="tab"]') && element.scrollWidth > element.clientWidth + 1) {
        const { overflowX } = getComputedStyle(element);
        if (overflowX === 'hidden' || overflowX === 'clip') faults.push(`${nameOf(element)} is cut`);
      }
    }
    return faults;
  });

test('[A14] at twice the size nothing is cut off at the side', async ({ workstation }) => {
  test.setTimeout(240_000);
  const { page, electron } = workstation;
  await openDemo(page);
  await furnish(page);
  // At 200 % a window of 1440 × 900 has half as many points in each direction.
  if (electron === null) await page.setViewportSize({ width: 720, height: 450 });
  else await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(2));
  const faults: string[] = [];
  for (const address of await allAddresses(page)) {
    await show(page, address);
    faults.push(...(await cutOff(page)).map((fault) => `${address}: ${fault}`));
  }
  expect(faults).toEqual([]);
});

test('[A14] who asked for no motion gets none', async ({ workstation }) => {
  const { page } = workstation;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openEmpty(page);
  await page.keyboard.press('Control+k');
  const moving = await page.evaluate(() => {
    const seconds = (text: string): number => Math.max(...text.split(',').map((part) => Number.parseFloat(part)));
    return [...document.querySelectorAll('*')]
      .filter((element) => {
        const { animationDuration, animationName, transitionDuration } = getComputedStyle(element);
        return (animationName !== 'none' && seconds(animationDuration) > 0.01) || seconds(transitionDuration) > 0.01;
      })
      .map(({ className, tagName }) => `${tagName} ${className}`);
  });
  expect(moving).toEqual([]);
});
