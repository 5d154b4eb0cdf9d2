import type { Page } from 'playwright-core';

/** A task of the window's thread, in milliseconds: on the clock, and as processor time, which neighbours on the machine do not lengthen. */
export type Task = { readonly ms: number; readonly cpuMs: number };

type Event = {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args: { readonly name?: string };
};

/** Begins to watch; what it answers ends it and tells every task of at least 20 ms that the window's thread did meanwhile. */
export const watchTasks = async (page: Page): Promise<() => Promise<readonly Task[]>> => {
  const browser = page.context().browser();
  if (browser === null) throw new Error('the page has a browser of its own');
  const session = await browser.newBrowserCDPSession();
  const events: Event[] = [];
  session.on('Tracing.dataCollected', ({ value }) => {
    for (const event of value as unknown as readonly Event[])
      if (event.name === 'thread_name' || (event.name === 'RunTask' && (event.dur ?? 0) >= 20_000)) events.push(event);
  });
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['devtools.timeline', 'disabled-by-default-devtools.timeline'], excludedCategories: ['*'] },
  });
  return async () => {
    const ended = new Promise<void>((resolve) => {
      session.once('Tracing.tracingComplete', () => {
        resolve();
      });
    });
    await session.send('Tracing.end');
    await ended;
    // A spare process of the browser has such a thread too, and nothing to do.
    const windows = new Set(events.flatMap(({ args, pid, tid }) => (args.name === 'CrRendererMain' ? [`${pid} ${tid}`] : [])));
    return events.flatMap(({ pid, tid, dur = 0, tdur = dur }) =>
      windows.has(`${pid} ${tid}`) && dur > 0 ? [{ ms: dur / 1000, cpuMs: tdur / 1000 }] : [],
    );
  };
};
