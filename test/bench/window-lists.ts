import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { percentile, questions, searches } from './list-questions.ts';
import { median } from './measure.ts';
import { type BenchWindow, type WindowOnDisk, windowOnDisk } from './window-world.ts';

export type WindowFigures = {
  /** From the navigation to a list that shows its first row, in a browser that was just started. */
  readonly startMs: number;
  /** From one page to another whose list shows its first row, at the 95th percentile. */
  readonly pageMs: number;
  /** The slowest question to the invoices, at the 95th percentile, asked after a commit. */
  readonly listMs: number;
  readonly slowest: string;
  readonly searchMs: number;
  readonly framesPerSecond: number;
  /** The same wheel over a plain list without a program: what this machine draws at most. */
  readonly plainFramesPerSecond: number;
  /** What the window's process holds at most, right after the questions or the scrolling; `null` where the system does not tell. */
  readonly memory: Memory | null;
  /** The same at rest, when what nobody holds is thrown away. */
  readonly memoryAtRest: Memory | null;
};

/** Megabytes of a process: all that is in memory, code that every process of the browser shares included; and its own alone, swapped out or not. */
type Memory = { readonly residentMb: number; readonly ownMb: number };

const scrollMs = 4000;
/** After this long without work a browser has thrown away what nobody holds. */
const restMs = 20_000;

const places = ['/invoices', '/customers', '/subscriptions'];

const times = async (count: number, work: (at: number) => Promise<number>): Promise<readonly number[]> => {
  const taken: number[] = [];
  for (let at = 0; at < count; at += 1) taken.push(await work(at));
  return taken;
};

const started = async (disk: WindowOnDisk): Promise<number> => {
  const window = await disk.opened('/invoices');
  try {
    return await window.run<number>('bench.listed()');
  } finally {
    await window.close();
  }
};

const asked = async ({ run }: BenchWindow, rounds: number): Promise<Pick<WindowFigures, 'listMs' | 'slowest' | 'searchMs'>> => {
  let commits = 0;
  const touched = async (): Promise<void> => {
    commits += 1;
    await run(`bench.touched(${commits})`);
  };
  const slowest = { ms: 0, what: '' };
  for (const [what, question] of Object.entries(questions)) {
    const taken = await times(rounds, async (at) => {
      await touched();
      return run<number>(`bench.rows(${JSON.stringify(question(at))})`);
    });
    const ms = percentile(taken, 0.95);
    if (ms > slowest.ms) Object.assign(slowest, { ms, what });
  }
  const searched = await times(searches.length * 5, async (at) => {
    await touched();
    return run<number>(`bench.found(${JSON.stringify(searches[at % searches.length])})`);
  });
  return { listMs: slowest.ms, slowest: slowest.what, searchMs: percentile(searched, 0.95) };
};

/** Frames a second while the wheel turns over whatever is in the middle of the window. */
const scrolled = async ({ page, run }: BenchWindow): Promise<number> => {
  await page.mouse.move(720, 450);
  const until = performance.now() + scrollMs + 500;
  const turning = async (): Promise<void> => {
    while (performance.now() < until) {
      await page.mouse.wheel(0, 300);
      await page.waitForTimeout(16);
    }
  };
  const [intervals] = await Promise.all([run<readonly number[]>(`bench.frames(${scrollMs})`), turning()]);
  return (intervals.length * 1000) / intervals.reduce((sum, interval) => sum + interval, 0);
};

/** The least that a list can be: rows of plain text, as many as a scroll comes by, and nothing that is fetched. */
const plainList = `<div style="height: 100vh; overflow: auto">${Array.from(
  { length: 5000 },
  (_row, at) =>
    `<div style="height: 32px; border-bottom: 1px solid #ddd; display: flex">${`<span style="width: 140px">Row ${at}</span>`.repeat(9)}</div>`,
).join('')}</div>`;

const plainlyScrolled = async (disk: WindowOnDisk): Promise<number> => {
  const window = await disk.launched();
  try {
    await window.page.goto('about:blank');
    await pause(restMs);
    await window.page.setContent(plainList);
    return await scrolled(window);
  } finally {
    await window.close();
  }
};

const memoryOf = (pid: number): Memory | null => {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const megabytes = (name: string): number => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024;
    return { residentMb: megabytes('VmRSS'), ownMb: megabytes('RssAnon') + megabytes('VmSwap') };
  } catch {
    return null;
  }
};

const larger = (a: Memory | null, b: Memory | null): Memory | null => (a === null || (b?.residentMb ?? 0) > a.residentMb ? b : a);

/** Of the window's own process: the largest of those that draw pages. */
const held = async (page: Page): Promise<Memory | null> => {
  const browser = await page.context().browser()?.newBrowserCDPSession();
  const { processInfo = [] } = (await browser?.send('SystemInfo.getProcessInfo')) ?? {};
  return processInfo.filter(({ type }) => type === 'renderer').reduce<Memory | null>((most, { id }) => larger(most, memoryOf(id)), null);
};

/** (b) The window over a store with so many invoices: its start, its lists, the search, scrolling, and what it holds. */
export const windowLists = async ({ invoices = 100_000, rounds = 8 } = {}): Promise<WindowFigures> => {
  const disk = await windowOnDisk();
  try {
    await disk.fill('fill', invoices);
    const startMs = median(await times(3, () => started(disk)));
    const plainFramesPerSecond = await plainlyScrolled(disk);
    const window = await disk.opened('/invoices');
    try {
      await window.run('bench.listed()');
      // Fetched once, what a page is made of stays; a list is opened many times a day.
      for (const place of places) await window.run(`bench.opened('#${place}')`);
      const pages = await times(places.length * rounds, (at) => window.run(`bench.opened('#${places[at % places.length]}')`));
      await window.page.evaluate(`location.hash = '#/runs/new'`);
      const answers = await asked(window, rounds);
      const busy = await held(window.page);
      await window.run(`bench.opened('#/invoices')`);
      const framesPerSecond = await scrolled(window);
      const memory = larger(busy, await held(window.page));
      await pause(restMs);
      const memoryAtRest = await held(window.page);
      return { startMs, pageMs: percentile(pages, 0.95), ...answers, framesPerSecond, plainFramesPerSecond, memory, memoryAtRest };
    } finally {
      await window.close();
    }
  } finally {
    await disk.close();
  }
};

/** Seconds from the click on the demo to its company on the screen. */
export const demoSeconds = async (): Promise<number> => {
  const disk = await windowOnDisk();
  try {
    const { page, close } = await disk.opened('/');
    try {
      const button = page.getByRole('button', { name: 'Open the demo' });
      await button.waitFor({ timeout: 60_000 });
      const from = performance.now();
      await button.click();
      await page.getByRole('navigation', { name: 'Main' }).waitFor({ timeout: 120_000 });
      return (performance.now() - from) / 1000;
    } finally {
      await close();
    }
  } finally {
    await disk.close();
  }
};
