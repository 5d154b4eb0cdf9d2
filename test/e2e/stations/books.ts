import type { Page } from '@playwright/test';
import { type AnyDocument, collections, type DocumentKind } from '../../../core/collections.ts';
import type { Source } from '../../../core/sources.ts';
import { numbersAddUp } from '../../simulation/number-proofs.ts';
import { billedAgainGivesNothing, nothingBilledTwice, sameState } from '../../simulation/proofs.ts';
import { holding } from '../../support/held-documents.ts';
import { expect } from '../workstation.ts';
import type { Desk } from './desk.ts';
import type { HeadOffice } from './head-office.ts';

const kinds = Object.values(collections).flat() as readonly DocumentKind[];

/** Everything that lies in a station's own store. */
const booksAt = async (page: Page): Promise<Source> =>
  holding(
    await page.evaluate(async (wanted) => {
      const lists = await Promise.all(wanted.map((kind) => window.counterfoilWorkstation().list(kind)));
      return lists.flat() as AnyDocument[];
    }, kinds),
  );

/** The same documents to the last byte at both stations and on the server; every number accounted for; nothing billed twice, now or ever. */
export const expectOneTruth = async (office: HeadOffice, desks: readonly Desk[], today: string): Promise<void> => {
  const differences = async (): Promise<readonly string[]> => {
    const found = await Promise.all(desks.map(async ({ name, page }) => sameState(name, await booksAt(page), office.books, () => true)));
    return found.flat().slice(0, 20);
  };
  await expect.poll(differences).toEqual([]);
  expect(await numbersAddUp(office.books)).toEqual([]);
  expect(await nothingBilledTwice(office.books)).toEqual([]);
  expect(await billedAgainGivesNothing(office.books, `${today}T10:00:00.000Z`, today)).toEqual([]);
};
