import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { whyNot } from './why-not.ts';

export type FoundChromium = { readonly file: string } | { readonly missing: string };

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The browser for tests and pictures: CHROMIUM_PATH, the first of the system's that starts, or Playwright's own. */
export function findChromium(): FoundChromium {
  const named = process.env['CHROMIUM_PATH'] ?? '';
  if (named !== '') return existsSync(named) ? { file: named } : { missing: `CHROMIUM_PATH names no file (${named})` };
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  const there = [...names.flatMap((name) => folders.map((folder) => path.join(folder, name))), chromium.executablePath()].filter((file) =>
    existsSync(file),
  );
  const file = there.find((each) => whyNot(each) === null);
  if (file !== undefined) return { file };
  const [first] = there;
  return { missing: first === undefined ? 'there is none on this machine' : `${first}: ${whyNot(first) ?? ''}` };
}

/** Its path, for what cannot do without it. */
export function chromiumPath(): string {
  const found = findChromium();
  if ('missing' in found) throw new Error(`Chromium: ${found.missing}. Install one, or name it in CHROMIUM_PATH.`);
  return found.file;
}
