import { expect, type Page } from '@playwright/test';
import { choose } from '../steps.ts';

interface RowsFile {
  readonly name: string;
  readonly content: Buffer;
  /** Heads that the program cannot know, and what they mean. */
  readonly means?: Readonly<Record<string, string>>;
  readonly rows: number;
  /** Rows that are wrong and are to be left out, with the sentence that says why. */
  readonly wrong?: { readonly count: number; readonly line: string };
}

/** Brings a file of rows in: mapping, dry run, what is wrong, then the rows that are right. */
export const importRows = async (page: Page, { name, content, means = {}, rows, wrong }: RowsFile): Promise<void> => {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: 'Choose a CSV file' }).click()]);
  await chooser.setFiles({ name, mimeType: 'text/csv', buffer: content });
  for (const [head, meaning] of Object.entries(means)) {
    await choose(page.getByRole('combobox', { name: `What ${head} means` }), meaning, meaning.split(' ')[0]);
  }
  const check = page.getByRole('button', { name: 'Check the file' });
  await check.click();
  if (wrong !== undefined) {
    await expect(page.getByText('Nothing was written.', { exact: true })).toBeVisible();
    await expect(page.getByRole('table', { name: 'What is wrong' }).getByRole('row')).toHaveCount(1 + wrong.count);
    await expect(page.getByRole('table', { name: 'What is wrong' })).toContainText(wrong.line);
    await page.getByRole('checkbox', { name: 'Leave out rows that are wrong' }).check();
    await check.click();
  }
  const good = rows - (wrong?.count ?? 0);
  await page.getByRole('button', { name: `Import ${good} rows` }).click();
  await expect(page.getByText('Imported', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Show them' }).click();
};
