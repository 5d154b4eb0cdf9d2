// Writes the fixtures of the current form, once, when it is released: `node test/migrations/fixture-writer.ts`. Those of an earlier form are never
// written again: they are what that release wrote.

import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { StoredDocument } from '../../core/kernel/command.ts';
import { rxDocuments } from '../../sync/local/rxdb/documents.ts';
import { currentForms } from '../../sync/local/rxdb/forms.ts';
import { openLocalStore } from '../../sync/local/rxdb/open.ts';
import { exported } from '../../sync/local/rxdb/restore.ts';
import { everyUseCase, type Sample } from '../contract/every-use-case.ts';
import { freshHost } from '../contract/fresh-host.ts';

/** As many different documents of a kind as show its states. */
const perKind = 4;

const documentsOf = (samples: readonly Sample[]): ReadonlyMap<string, readonly StoredDocument[]> => {
  const kinds = new Map<string, Map<string, StoredDocument>>();
  for (const { change } of samples) {
    for (const { document } of change.writes) {
      const shelf = kinds.get(document.kind) ?? new Map<string, StoredDocument>();
      kinds.set(document.kind, shelf);
      const state = JSON.stringify((document as { readonly state?: unknown }).state ?? '').slice(0, 40);
      if (shelf.size < perKind && !shelf.has(state)) shelf.set(state, document);
    }
  }
  return new Map([...kinds].map(([kind, shelf]) => [kind, [...shelf.values()]]));
};

const folder = path.join(import.meta.dirname, 'fixtures', `v${currentForms.current}`);
if (existsSync(path.join(folder, 'store.counterfoil'))) throw new Error(`${folder} holds fixtures already; they stay as they are`);
await mkdir(folder, { recursive: true });

const { samples } = await everyUseCase();
for (const [kind, documents] of documentsOf(samples)) {
  await writeFile(path.join(folder, `${kind}.json`), `${JSON.stringify(documents, null, 1)}\n`);
}

const opened = await openLocalStore({ name: 'fixtures', now: () => '2026-11-20T09:00:00.000Z', host: freshHost() });
if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
const store = opened.value;
const tables = rxDocuments(store.database.documents);
for (const { before, change } of samples) {
  await tables.put(before);
  await store.store.commit(change);
}
await writeFile(path.join(folder, 'store.counterfoil'), new Uint8Array(await (await exported(store)).arrayBuffer()));
await store.close();
