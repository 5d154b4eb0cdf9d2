import { isBusy, load, rounded } from './measure.ts';
import { chromiumMissing, measured, type Result, skipped } from './result.ts';
import { demoSeconds, windowLists } from './window-lists.ts';
import { windowDuringRun } from './window-run.ts';

/** The name of the bench that has them all. */
const name = 'window';

/** The window itself in Chromium: its thread during a billing run, and what it is like over so many invoices. Milliseconds are at the 95th percentile. */
export const windowRows = async (subscriptions: number, invoices: number): Promise<readonly Result[]> => {
  const missing = chromiumMissing();
  if (missing !== null) return skipped(name, missing);
  const during = await windowDuringRun({ subscriptions });
  const demo = await demoSeconds();
  const over = await windowLists({ invoices });
  // Time on the clock is the machine's as much as ours: where others work on it, a broken bound says little.
  const figures = { invoices, load: load(), busyMachine: isBusy() ? 1 : 0 };
  const row = (
    named: string,
    what: string,
    value: number,
    bound: number,
    more: Partial<Pick<Result, 'atMost' | 'figures'>> = {},
  ): Result => ({
    name: named,
    what,
    value: rounded(value, 1),
    bound,
    atMost: true,
    ...more,
    figures: { ...figures, ...more.figures },
  });
  return [
    measured('window-task', "milliseconds of the longest task on the window's thread while 10,000 are billed on the screens", during),
    row('window-demo', 'seconds from the click to the demo company', demo, 10),
    row('window-start', 'milliseconds from the navigation to a list over 100,000 invoices', over.startMs, 3000),
    row('list-page', 'milliseconds from another page to a list with its rows', over.pageMs, 200),
    row('list', `milliseconds of any first page, sort or filter (slowest: ${over.slowest})`, over.listMs, 200),
    row('search', 'milliseconds of the search', over.searchMs, 150),
    row('scroll', 'frames a second while the wheel turns over the list of invoices', over.framesPerSecond, 50, {
      atMost: false,
      figures: { plainListFramesPerSecond: rounded(over.plainFramesPerSecond, 1) },
    }),
    ...(over.memory === null
      ? []
      : [
          row(
            'window-memory',
            "megabytes that the window's process has in memory at most, its workers included",
            over.memory.residentMb,
            600,
            {
              figures: {
                ownMb: rounded(over.memory.ownMb, 1),
                residentAtRestMb: rounded(over.memoryAtRest?.residentMb ?? Number.NaN, 1),
                ownAtRestMb: rounded(over.memoryAtRest?.ownMb ?? Number.NaN, 1),
              },
            },
          ),
        ]),
  ];
};
