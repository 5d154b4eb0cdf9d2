// A server of ours in a process of its own, with documents from before, for the benches of the sync.

import { companyBooks } from '../support/stored-company.ts';
import { configurationOf, type Settings } from '../support/running-server.ts';
import { seeded } from '../support/seeded-server.ts';
import { type StartedServer, startServer } from '../../sync/server/start-server.ts';
import { openServerStore } from '../../sync/server/store/open.ts';
import type { AnyDocument } from '../../core/collections.ts';
import { answerParent } from './child.ts';
import { companyOf, invoicesOf } from './sync-company.ts';

export type ServerQuestion =
  /** Puts a company into the store before anybody serves it: so many customers, or so many invoices alone. */
  | { readonly step: 'seed'; readonly settings: Settings; readonly customers: number; readonly invoices: number }
  | { readonly step: 'start'; readonly settings: Settings }
  | { readonly step: 'stop' };

export type StartedAt = { readonly origin: string; readonly setupCode: string | null };

let server: StartedServer | null = null;

const inPieces = 5_000;

const seed = async (settings: Settings, documents: readonly AnyDocument[]): Promise<void> => {
  const { data, database } = configurationOf(settings);
  const store = await openServerStore({ folder: data, database });
  for (let from = 0; from < documents.length; from += inPieces) await seeded(store, documents.slice(from, from + inPieces));
  await store.close();
};

answerParent(async (question: ServerQuestion): Promise<unknown> => {
  switch (question.step) {
    case 'seed': {
      const { settings, customers, invoices } = question;
      await seed(settings, invoices > 0 ? [...companyBooks(), ...(await invoicesOf(invoices))] : await companyOf(customers));
      return null;
    }
    case 'start':
      server = await startServer(configurationOf(question.settings));
      return { origin: server.address, setupCode: server.setupCode } satisfies StartedAt;
    case 'stop':
      await server?.stop();
      return null;
  }
});
