import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { PouchQuestion } from '../browser/pouchdb-bench-worker.ts';
import { startChild } from './child.ts';
import { pouchPackages } from './pouchdb.ts';
import type { PouchServerQuestion } from './pouchdb-server-child.ts';
import { joinedStation, openSite, type Site, type SiteOptions, type Timed, visited, writtenPages } from './sync-site.ts';

/** How long the first push and the first pull of so many invoices took. */
export type Replicated = { readonly push: Timed; readonly pull: Timed };

/** A larger batch than its usual hundred: PouchDB takes a quarter less processor time with it. */
const pouchOptions = { batch_size: 1_000, batches_limit: 10 };

/** PouchDB in Chromium against its own server over LevelDB. `missing`: why it cannot be measured here. */
export const pouchReplicated = async (invoices: number): Promise<Replicated | { readonly missing: string }> => {
  const packages = pouchPackages();
  if ('missing' in packages) return packages;
  const data = mkdtempSync(path.join(tmpdir(), 'counterfoil-pouchdb-'));
  const pages = await writtenPages('test/browser/pouchdb-bench-worker.ts', `${packages.browserScript}\n;\n`);
  const server = startChild('pouchdb-server-child.ts');
  try {
    const question: PouchServerQuestion = { packages: packages.folder, data, pages: pages.folder, invoices };
    const { origin } = await server.ask<{ readonly origin: string }>(question);
    const browser = await visited<PouchQuestion>(origin, false, server.cpuMs);
    try {
      // What it pulls from one database it pushes to an empty one: no document is written for nothing.
      const pull = await browser.timed({ step: 'pull', remote: 'books', options: pouchOptions, documents: invoices });
      const push = await browser.timed({ step: 'push', remote: 'copy', options: pouchOptions, documents: invoices });
      return { push, pull };
    } finally {
      await browser.close();
    }
  } finally {
    await server.stop();
    pages.remove();
    rmSync(data, { recursive: true, force: true });
  }
};

const at = async <T>(options: SiteOptions, work: (site: Site) => Promise<T>): Promise<T> => {
  const site = await openSite(options);
  try {
    return await work(site);
  } finally {
    await site.stop();
  }
};

/**
 * A station in Chromium that billed so many subscriptions alone pushes its billing run, which the server plans again; and an empty station pulls as many invoices.
 * On PostgreSQL each speaks to another of two servers.
 */
export const weReplicated = async (invoices: number, database: SiteOptions['database']): Promise<Replicated> => {
  const pages = await writtenPages('test/browser/sync-bench-worker.ts');
  try {
    const push = await at({ database, customers: invoices, pages: pages.folder }, async (site) => {
      const station = await joinedStation(site, 0, 'A7');
      try {
        await station.ask({ step: 'cycle', pull: true });
        const { documents } = await station.ask<{ readonly documents: number }>({ step: 'bill' });
        if (documents !== invoices) throw new Error(`${documents} of ${invoices} invoices were made`);
        return await station.timed({ step: 'cycle', pull: false });
      } finally {
        await station.close();
      }
    });
    const pull = await at({ database, invoices, pages: pages.folder }, async (site) => {
      const station = await joinedStation(site, 1, 'B8');
      try {
        const taken = await station.timed({ step: 'cycle', pull: true });
        const { count } = await station.ask<{ readonly count: number }>({ step: 'count', kind: 'invoice' });
        if (count !== invoices) throw new Error(`${count} of ${invoices} invoices came`);
        return taken;
      } finally {
        await station.close();
      }
    });
    return { push, pull };
  } finally {
    pages.remove();
  }
};
