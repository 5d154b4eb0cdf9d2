import { availableParallelism, loadavg } from 'node:os';
import type { Page } from 'playwright-core';

/** What a bench found: how many times the bound's unit it took, and what it may take at most. Other figures are for reading. */
export type Measured = {
  readonly ratio: number;
  readonly bound: number;
  /** Further figures, by what they are, unit last. */
  readonly figures: Readonly<Record<string, number>>;
};

/** Processor time of all threads of this process, in milliseconds: neighbours on the machine do not count. */
const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** Processor milliseconds that some work takes. */
export const cpuOf = async (work: () => unknown): Promise<number> => {
  const started = cpuMs();
  await work();
  return cpuMs() - started;
};

export const median = (values: readonly number[]): number => {
  const ascending = [...values].sort((a, b) => a - b);
  const middle = ascending.length >> 1;
  const [low = Number.NaN, high = Number.NaN] = [ascending[ascending.length - 1 - middle], ascending[middle]];
  return (low + high) / 2;
};

export const rounded = (value: number, digits = 2): number => Number(value.toFixed(digits));

/** Processes that wanted to run in the last minute, on average. */
export const load = (): number => rounded(loadavg()[0] ?? 0, 1);

/** Whether others work on this machine so much that time on the clock says nothing. */
export const isBusy = (): boolean => load() > availableParallelism() + 0.5;

/** Processor milliseconds of all processes of the page's browser until now. */
export const browserCpu = async (page: Page): Promise<() => Promise<number>> => {
  const browser = page.context().browser();
  if (browser === null) throw new Error('the page has a browser of its own');
  const session = await browser.newBrowserCDPSession();
  return async () => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime * 1000, 0);
  };
};
