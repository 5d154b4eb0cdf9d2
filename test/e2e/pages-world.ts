import { globSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from '@playwright/test';
import type { Feature } from '../../renderer/app/feature.ts';
import { goTo } from './door-world.ts';
import { expect } from './workstation.ts';

const root = path.resolve(import.meta.dirname, '..', '..');

/** Every feature, from its own list of routes: a page that is added is walked without anybody thinking of it here. */
async function allFeatures(): Promise<readonly Feature[]> {
  const files = globSync('renderer/features/*/feature.ts', { cwd: root }).toSorted();
  const found = await Promise.all(
    files.map(async (file) => (await import(pathToFileURL(path.join(root, file)).href)) as { readonly feature: Feature }),
  );
  return found.map(({ feature }) => feature);
}

/** What routes with a parameter are about that are no documents: an inbox is empty as long as no server was joined. */
const noDocuments = ['/sync/inbox/$id'];

/** The kind of the record that a route with a parameter is about: the one whose own page is the longest beginning of it; `null` where it is no document. */
function kindOf(route: string, features: readonly Feature[]): string | null {
  if (noDocuments.includes(route)) return null;
  const [nearest] = features
    .flatMap(({ records = {} }) => Object.entries(records))
    .filter(([, place]) => route === place || route.startsWith(`${place}/`))
    .toSorted(([, a], [, b]) => b.length - a.length);
  if (nearest === undefined) throw new Error(`no record has a page at ${route}: its feature names none`);
  return nearest[0];
}

/** One record of each state that its kind has in this company. */
async function recordsOf(page: Page, kind: string | null): Promise<readonly string[]> {
  if (kind === null) return [];
  return page.evaluate(async (wanted) => {
    const documents = (await window.counterfoilWorkstation().list(wanted as 'customer')) as readonly { id: string; state?: unknown }[];
    const nameOf = (state: unknown): string => (typeof state === 'string' ? state : ((state as { kind?: string } | undefined)?.kind ?? ''));
    return [...new Map(documents.map(({ id, state }) => [nameOf(state), id])).values()];
  }, kind);
}

/**
 * Every address of the program for the company that stands open: each route, routes of records once for each state of such a record, and what the
 * palette's actions open. Where a company has no such record, the route is asked for one that is not there.
 */
export async function allAddresses(page: Page): Promise<readonly string[]> {
  const features = await allFeatures();
  const addresses = new Set<string>();
  for (const { path: route } of features.flatMap(({ routes }) => routes)) {
    if (!route.includes('$')) addresses.add(route);
    else {
      const ids = await recordsOf(page, kindOf(route, features));
      for (const id of ids.length === 0 ? ['none'] : ids) addresses.add(route.replace('$id', encodeURIComponent(id)));
    }
  }
  // The rooms of a server's administration are walked where there is one (administration.e2e.ts); here its page says that there is none.
  const actions = features.flatMap((feature) => feature.actions ?? []).filter(({ isFor }) => isFor?.(null) !== false);
  for (const { to } of actions) if (to !== undefined) addresses.add(to);
  return [...addresses];
}

/** Goes there and waits until the page stands: its heading, and nothing that still loads. A dialog that was left open is closed with its page. */
export async function show(page: Page, address: string): Promise<void> {
  await goTo(page, address);
  await expect(page.locator('#main :is(h1, [data-cause])').first(), `${address} shows something`).toBeVisible();
  await settled(page);
}

/** Waits until the page has drawn what it asked for: answers of the store come in a row, and some quiet moments say that the row has ended. */
export async function settled(page: Page, quietMoments = 4): Promise<void> {
  await page.evaluate(async (wanted) => {
    let before = '';
    let quiet = 0;
    for (let round = 0; round < 100 && quiet < wanted; round += 1) {
      const now = document.body.innerHTML;
      quiet = now === before && document.querySelector('[aria-busy="true"]') === null ? quiet + 1 : 0;
      before = now;
      await new Promise((resolve) => {
        setTimeout(resolve, 50);
      });
    }
  }, quietMoments);
}

/** Opens the page's tabs one after the other, with those that open inside of them. */
export async function eachTab(page: Page, seen: (tab: string) => Promise<void>): Promise<void> {
  const tabs = page.locator('#main').getByRole('tab', { selected: false });
  for (const name of await tabs.allInnerTexts()) {
    await page.locator('#main').getByRole('tab', { name, exact: true }).click();
    await settled(page);
    await seen(name);
  }
}
