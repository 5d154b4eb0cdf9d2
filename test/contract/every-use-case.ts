import path from 'node:path';
import { tmpdir } from 'node:os';
import type { StoredDocument } from '../../core/kernel/command.ts';
import { monthOf } from '../../sync/headless/demo/company.ts';
import { intakeInto } from '../../sync/headless/demo/intake.ts';
import { billMonth, liveMonth, openBooks } from '../../sync/headless/demo/year.ts';
import { memoryStore } from '../../sync/local/memory/store.ts';
import type { Store } from '../../sync/local/store.ts';
import { catalog } from './sampled/catalog.ts';
import { Desk, mostWrites, type Sample } from './sampled/desk.ts';
import { invoicing } from './sampled/invoicing.ts';
import { books, people } from './sampled/people-and-books.ts';
import { rare } from './sampled/rare.ts';
import { daily, subscriptions } from './sampled/subscriptions.ts';

export type { Sample };

/** The demo company after its first month, with every change that its journal holds. */
const demoCompany = async (): Promise<Store> => {
  const store = memoryStore();
  const data = path.join(import.meta.dirname, '..', '..', 'assets', 'demo');
  const silent = { begin: () => undefined, end: () => undefined, did: () => undefined, say: () => undefined };
  const intake = intakeInto(store, { out: tmpdir(), skipBadRows: true });
  const year = { store, data, intake, progress: silent as never, checkpoint: async () => undefined };
  await openBooks(year);
  for (const index of [0, 1, 2, 3, 4, 5]) {
    const month = monthOf(index);
    await liveMonth(year, month);
    if (index === 0) await billMonth(year, month);
  }
  return store;
};

/** Samples of the commands that the demo company gives by itself, with what each was based on. */
const journalSamples = async (store: Store, seen: Set<string>): Promise<readonly Sample[]> => {
  const samples: Sample[] = [];
  const current = new Map<string, StoredDocument>();
  for await (const { entry } of store.journal()) {
    const { command, documents } = entry;
    const before = documents.flatMap((document) => current.get(`${document.kind}|${document.id}`) ?? []);
    if (documents.length > 0 && documents.length <= mostWrites && !seen.has(command.kind)) {
      seen.add(command.kind);
      const writes = documents.map((document) => ({ basedOn: document.rev === 1 ? null : document.rev - 1, document }));
      samples.push({ kind: command.kind, before, change: { command, writes } });
    }
    for (const document of documents) current.set(`${document.kind}|${document.id}`, document);
  }
  return samples;
};

/** One small change of every kind of command that can be brought about here, in an order in which each is based on what came before. */
export const everyUseCase = async (): Promise<{
  readonly samples: readonly Sample[];
  readonly refused: readonly string[];
  /** The store that they all happened in, with its journal. */
  readonly store: Store;
}> => {
  const store = await demoCompany();
  const seen = new Set<string>();
  const given = await journalSamples(store, seen);
  const desk = new Desk(store, seen);
  for (const part of [people, catalog, subscriptions, invoicing, rare]) await part(desk);
  await daily(desk, store);
  await books(desk);
  return { samples: [...given, ...desk.samples], refused: desk.refused, store };
};
