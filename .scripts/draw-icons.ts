// Draws the program's icons in every size from the one mark, assets/icons/mark.svg: `node .scripts/draw-icons.ts`, after
// the mark has changed. The pictures are committed, since packaging must not need a browser.

import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumPath } from './find-chromium.ts';

const folder = path.resolve(import.meta.dirname, '..', 'assets', 'icons');
const mark = readFileSync(path.join(folder, 'mark.svg'), 'utf8');

const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });
for (const size of [16, 24, 32, 48, 64, 128, 256, 512]) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${mark}`);
  writeFileSync(path.join(folder, `${size}x${size}.png`), await page.screenshot({ omitBackground: true }));
  await page.close();
}
await browser.close();
