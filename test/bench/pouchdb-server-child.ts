// PouchDB's own server (express-pouchdb over LevelDB), as it comes, in a process of its own.

import { once } from 'node:events';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { AddressInfo } from 'node:net';
import { answerParent } from './child.ts';
import { invoicesOf } from './sync-company.ts';

/** `packages`: where the packages were installed; `data`: an empty folder; `pages`: what the browser is given. */
export type PouchServerQuestion = { readonly packages: string; readonly data: string; readonly pages: string; readonly invoices: number };

type Written = readonly { readonly error?: unknown }[];
type Pouch = { bulkDocs(documents: readonly object[]): Promise<Written> };
type PouchClass = { new (name: string): Pouch; defaults(options: { readonly prefix: string }): PouchClass };
type App = { use(path: string, handler: unknown): void; listen(port: number, host: string): Server };
type Express = { (): App; static(folder: string): unknown };

const atOnce = 1_000;

answerParent(async ({ packages, data, pages, invoices }: PouchServerQuestion): Promise<unknown> => {
  const fetched = createRequire(path.join(packages, 'package.json'));
  const Pouch = (fetched('pouchdb') as PouchClass).defaults({ prefix: `${data}${path.sep}` });
  const express = fetched('express') as Express;
  const expressPouch = fetched('express-pouchdb') as (pouch: PouchClass, options: object) => unknown;
  const app = express();
  // No more of it than PouchDB replicates with.
  app.use('/db', expressPouch(Pouch, { mode: 'minimumForPouchDB', inMemoryConfig: true }));
  app.use('/', express.static(pages));
  const books = new Pouch('books');
  const documents = (await invoicesOf(invoices)).map((invoice) => ({ _id: invoice.id, ...invoice }));
  for (let from = 0; from < documents.length; from += atOnce) {
    const written = await books.bulkDocs(documents.slice(from, from + atOnce));
    const failed = written.find(({ error }) => error !== undefined);
    if (failed !== undefined) throw new Error(JSON.stringify(failed));
  }
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, documents: documents.length };
});
