import type { Usage } from './child.ts';
import { startChild } from './child.ts';
import { median } from './measure.ts';
import { administrator, joinedStation, openSite, type SiteOptions, writtenPages } from './sync-site.ts';
import type { StationsQuestion } from './sync-stations-child.ts';

type Database = SiteOptions['database'];

/** How long changes take from their commit at one station until they are in another one's store. */
export type Visible = { readonly medianMs: number; readonly slowestMs: number };

/** Two stations in Chromium that exchange by themselves, as the program does; on PostgreSQL each at another server. */
export const visibleElsewhere = async (changes: number, database: Database): Promise<Visible> => {
  const pages = await writtenPages('test/browser/sync-bench-worker.ts');
  const site = await openSite({ database, pages: pages.folder });
  const opened: { close(): Promise<void> }[] = [];
  try {
    const station = async (at: number, code: string) => {
      const joined = await joinedStation(site, at, code);
      opened.push(joined);
      await joined.ask({ step: 'cycle', pull: true });
      await joined.ask({ step: 'begin' });
      return joined;
    };
    const [one, other] = [await station(0, 'A7'), await station(1, 'B8')];
    const taken: number[] = [];
    const warmUp = 5;
    for (let index = 0; index < changes + warmUp; index += 1) {
      const { id, at } = await one.ask<{ readonly id: string; readonly at: number }>({ step: 'create', name: `Group ${index}` });
      const seen = await other.ask<{ readonly at: number }>({ step: 'await', id });
      if (index >= warmUp) taken.push(seen.at - at);
    }
    return { medianMs: median(taken), slowestMs: Math.max(...taken) };
  } finally {
    for (const each of opened) await each.close();
    await site.stop();
    pages.remove();
  }
};

const withStations = async <T>(
  options: Omit<SiteOptions, 'pages'>,
  count: number,
  work: (ask: <A>(question: StationsQuestion) => Promise<A>, usages: () => Promise<readonly Usage[]>) => Promise<T>,
): Promise<T> => {
  const site = await openSite({ ...options, pages: null });
  const stations = startChild('sync-stations-child.ts');
  try {
    await stations.ask({ step: 'join', origins: site.origins, person: administrator, count } satisfies StationsQuestion);
    return await work(
      (question) => stations.ask(question),
      () => Promise.all(site.servers.map((server) => server.usage())),
    );
  } finally {
    await stations.stop();
    await site.stop();
  }
};

/** What goes wrong where so many stations push and pull at the same time. */
export const manyAtOnce = (stations: number, database: Database): Promise<readonly string[]> =>
  withStations({ database }, stations, (ask) => ask<readonly string[]>({ step: 'work', rounds: 4, commands: 3 }));

/** How much more the servers hold at the end than after the first quarter, in megabytes, their garbage collected. */
export type Growth = { readonly heapMb: number; readonly rssMb: number; readonly firstHeapMb: number; readonly firstRssMb: number };

const most = (usages: readonly Usage[], of: (usage: Usage) => number): number => Math.max(...usages.map(of));

/** So many documents pushed in four parts, and all of them pulled after each. */
export const growthOver = (documents: number, database: Database): Promise<Growth> =>
  withStations({ database, customers: 1 }, 2, async (ask, usages) => {
    const quarters: (readonly Usage[])[] = [];
    for (let quarter = 1; quarter <= 4; quarter += 1) {
      await ask({ step: 'report', events: documents / 4 });
      const came = await ask<number>({ step: 'read' });
      if (came < (documents / 4) * quarter) throw new Error(`${came} documents came`);
      quarters.push(await usages());
    }
    const [first = [], last = []] = [quarters[0], quarters.at(-1)];
    const grown = (of: (usage: Usage) => number): number => Math.max(...last.map((usage, at) => of(usage) - of(first[at] ?? usage)));
    return {
      heapMb: grown(({ heapMb }) => heapMb),
      rssMb: grown(({ rssMb }) => rssMb),
      firstHeapMb: most(first, ({ heapMb }) => heapMb),
      firstRssMb: most(first, ({ rssMb }) => rssMb),
    };
  });
