import { expect, type Page } from '@playwright/test';
import { savedBy } from '../saved-files.ts';
import type { Workstation } from '../workstation.ts';
import { pdfText } from './pdf-text.ts';

/** What the page says of the open document: its number, whose it is, what each line charges, and every amount of its totals. */
const shownOn = async (page: Page): Promise<readonly string[]> => {
  const number = await page.getByRole('heading', { level: 1 }).innerText();
  const buyer = await page.getByRole('region', { name: 'Billed to' }).getByRole('link').innerText();
  const lines = await page.getByRole('table', { name: 'Lines' }).getByRole('row').allInnerTexts();
  const titles = lines.slice(1).map((line) => line.split('\n')[0] ?? '');
  const totals = await page.getByRole('region', { name: 'Totals' }).innerText();
  return [number, buyer, ...titles, ...(totals.match(/\d[\d,]*\.\d\d/g) ?? [])];
};

/** A figure of the English screen as German documents write it: `1,234.56` is `1.234,56`. Words stay. */
const inGerman = (text: string): string =>
  /^[\d,]+(?:\.\d+)?$/.test(text) ? text.replaceAll(/[,.]/g, (mark) => (mark === ',' ? '.' : ',')) : text;

/** Saves the open document as a PDF and reads it back: everything that the screen shows stands in it, and what it must say besides. */
export const savePdfAsShown = async (workstation: Workstation, besides: readonly string[]): Promise<void> => {
  const { page } = workstation;
  const shown = await shownOn(page);
  await page.getByRole('tab', { name: 'PDF' }).click();
  const name = `${shown[0] ?? ''}.pdf`;
  const file = await savedBy(workstation, name, async () => page.getByRole('button', { name: 'Save PDF' }).click());
  await expect(page.getByText(`Saved as ${name}`)).toBeVisible();
  const text = await pdfText(file);
  expect(
    [...shown, ...besides].map(inGerman).filter((part) => !text.includes(part)),
    text,
  ).toEqual([]);
};
