import { afterEach, describe, expect, it } from 'vitest';
import type { StoredDocument } from '../../../../core/kernel/command.ts';
import { contentOf } from '../../../../sync/local/rxdb/archive.ts';
import { type FormStep, formsOf } from '../../../../sync/local/rxdb/forms.ts';
import type { Host } from '../../../../sync/local/rxdb/host.ts';
import { openLocalStore } from '../../../../sync/local/rxdb/open.ts';
import { exported, migrateLocalStore, restoreLocalStore } from '../../../../sync/local/rxdb/restore.ts';
import { freshHost } from '../../../contract/fresh-host.ts';
import { dumped } from '../../../contract/store-contract.ts';
import { billedCompany, codes, first, Openings, optionsOn, second, value } from './opening.ts';

const openings = new Openings();
afterEach(() => openings.closeAll());

const customers = 30;

/** The archive of a company, with what its store held. */
const companyFile = async (): Promise<{ readonly file: Blob; readonly content: unknown; readonly lists: unknown }> => {
  const opened = await openings.open(optionsOn(freshHost()));
  await billedCompany(opened.store, customers);
  const result = { file: await exported(opened), content: await contentOf(opened.database), lists: listsOf(opened.index) };
  await openings.closeAll();
  return result;
};

const listsOf = (index: { page(query: never): unknown }): unknown =>
  ['invoice', 'customer', 'subscription'].map((kind) =>
    index.page({ kind, filters: [], text: '', sort: [], from: 0, count: 100, on: '2025-06-01', entityId: null } as never),
  );

const text = async (file: Blob): Promise<string> => new Response(file.stream().pipeThrough(new DecompressionStream('gzip'))).text();

const packedText = async (content: string): Promise<Blob> =>
  new Response(new Blob([content]).stream().pipeThrough(new CompressionStream('gzip'))).blob();

describe('export and restore', () => {
  it('brings everything back: documents, commands, lists, with the same digest', async () => {
    const { file, content, lists } = await companyFile();
    const host = freshHost();
    expect(value(await restoreLocalStore(optionsOn(host), file))).toEqual(content);
    const again = await openings.open(optionsOn(host));
    expect(await contentOf(again.database)).toEqual(content);
    expect(listsOf(again.index)).toEqual(lists);
    expect(await again.store.list('invoice')).toHaveLength(customers);
    // What is restored is a store like any other.
    await again.store.commit(first);
    expect(await again.store.known('cmd_1')).not.toBeNull();
    const more = await exported(again);
    expect(codes(await restoreLocalStore(optionsOn(freshHost(), { name: 'x' }), more))).toEqual(['restore.failed']);
  });

  it('takes the place of what is there only once a copy of it is safe', async () => {
    const { file, content } = await companyFile();
    const host = freshHost();
    const opened = await openings.open(optionsOn(host));
    await opened.store.commit(first);
    const before = await contentOf(opened.database);
    await openings.closeAll();

    expect(codes(await restoreLocalStore(optionsOn(host), file))).toEqual(['restore.not-empty']);
    const refused = await restoreLocalStore(optionsOn(host), file, () => Promise.reject(new Error('no folder')));
    expect(codes(refused)).toEqual(['restore.failed']);
    const same = await openings.open(optionsOn(host));
    expect(await contentOf(same.database)).toEqual(before);
    await openings.closeAll();

    const copies: Blob[] = [];
    const keep = async (copy: Blob): Promise<void> => {
      copies.push(copy);
    };
    expect(value(await restoreLocalStore(optionsOn(host), file, keep))).toEqual(content);
    // And back again, from the copy.
    const [copy] = copies;
    expect(value(await restoreLocalStore(optionsOn(host), copy ?? new Blob([]), keep))).toEqual(before);
    expect((await host.indexedDB.databases()).filter(({ name = '' }) => !name.includes('-g3--') && !name.endsWith('.pointer'))).toEqual([]);
  });

  it('refuses a file of which any part is not as it was written, and leaves the store as it was', async () => {
    const { file } = await companyFile();
    const host = freshHost();
    const opened = await openings.open(optionsOn(host));
    await opened.store.commit(first);
    const before = await contentOf(opened.database);
    await openings.closeAll();

    const whole = await text(file);
    const lines = whole.split('\n');
    const without = (from: number, count: number): string => lines.toSpliced(from, count).join('\n');
    const blockAt = lines.findIndex((line, at) => at > 3 && line.startsWith('#'));
    const bad: readonly (readonly [string, Blob | string, string])[] = [
      ['an amount', whole.replace('"grossMinor":', '"grossMinor":1'), 'archive.damaged'],
      ['a digest', whole.replace(/#(.)/, (_all, digit: string) => `#${digit === '0' ? '1' : '0'}`), 'archive.not-one'],
      ['a line', without(6, 1), 'archive.damaged'],
      ['a block', without(2, blockAt - 1), 'archive.damaged'],
      ['the foot', lines.slice(0, -3).join('\n'), 'archive.cut-short'],
      ['half of it', whole.slice(0, whole.length / 2), 'archive.cut-short'],
      ['half the file', file.slice(0, Math.floor(file.size * 0.9)), 'archive.cut-short'],
      ['no archive', 'Name;Amount\nAcme;3\n', 'archive.not-one'],
      ['nothing', '', 'archive.not-one'],
      ['another packing', new Blob(['not packed at all']), 'archive.not-one'],
      ['a newer one', whole.replace('"version":1', '"version":2'), 'archive.not-one'],
    ];
    for (const [what, changed, code] of bad) {
      const packed = typeof changed === 'string' ? await packedText(changed) : changed;
      expect([what, codes(await restoreLocalStore(optionsOn(host), packed, async () => undefined))]).toEqual([what, [code]]);
    }
    const again = await openings.open(optionsOn(host));
    expect(await contentOf(again.database)).toEqual(before);
  });

  it('an interrupted restore leaves the store as it was, and the next one succeeds', async () => {
    const { file, content } = await companyFile();
    const host = freshHost();
    const opened = await openings.open(optionsOn(host));
    await opened.store.commit(first);
    const before = await contentOf(opened.database);
    await openings.closeAll();
    // The power goes off just before the new database takes the old one's place: nothing is tidied up.
    let pointers = 0;
    const dying: Host = {
      ...host,
      indexedDB: {
        open: (name, version) => {
          if (name.endsWith('.pointer')) pointers += 1;
          if (pointers > 1) throw new Error('the power went off');
          return host.indexedDB.open(name, version);
        },
        deleteDatabase: (name) => host.indexedDB.deleteDatabase(name),
        databases: async () => {
          if (pointers > 1) throw new Error('the power went off');
          return host.indexedDB.databases();
        },
      },
    };
    expect(codes(await restoreLocalStore(optionsOn(dying), file, async () => undefined))).toEqual(['restore.failed']);
    expect((await host.indexedDB.databases()).some(({ name = '' }) => name.includes('-g2--'))).toBe(true);
    const same = await openings.open(optionsOn(host));
    expect(await contentOf(same.database)).toEqual(before);
    await openings.closeAll();
    expect(value(await restoreLocalStore(optionsOn(host), file, async () => undefined))).toEqual(content);
  });
});

describe('another form of documents', () => {
  const step: FormStep = {
    kinds: ['segment'],
    migrate: (document) => ({
      ...(document as StoredDocument & { readonly name: string }),
      name: `${(document as { readonly name: string }).name}!`,
    }),
  };
  const forms = formsOf([step]);

  const old = async (): Promise<Host> => {
    const host = freshHost();
    const opened = await openings.open(optionsOn(host));
    await opened.store.commit(first);
    await opened.store.commit(second);
    await openings.closeAll();
    return host;
  };

  it('is made beside the old one, after a copy was taken', async () => {
    const host = await old();
    expect(codes(await openLocalStore(optionsOn(host, { forms })))).toEqual(['store.older']);
    const copies: Blob[] = [];
    value(
      await migrateLocalStore(optionsOn(host, { forms }), async (copy) => {
        copies.push(copy);
      }),
    );
    expect(await text(copies[0] ?? new Blob([]))).toContain('"form":1');
    const opened = await openings.open(optionsOn(host, { forms }));
    expect((await opened.store.list('segment')).map(({ name }) => name)).toEqual(['a!', 'b!']);
    expect((await opened.store.list('usage-event')).map(({ id }) => id)).toEqual(['e1', 'e2']);
    // The journal keeps what was written and is read in today's form.
    const names: unknown[] = [];
    for await (const { entry } of opened.store.journal())
      names.push(...entry.documents.map((document) => (document as { readonly name?: string }).name));
    expect(names).toEqual(['b!', 'a!', 'call', 'a!', 'call']);
    await openings.closeAll();
    expect(codes(await openLocalStore(optionsOn(host)))).toEqual(['store.newer']);
    // An archive of the old form is raised as well.
    const fresh = freshHost();
    value(await restoreLocalStore(optionsOn(fresh, { forms }), copies[0] ?? new Blob([])));
    expect((await (await openings.open(optionsOn(fresh, { forms }))).store.get('segment', 'a'))?.name).toBe('a!');
  });

  it('that cannot be made leaves the old one in force and untouched', async () => {
    const host = await old();
    const broken = formsOf([
      {
        kinds: ['segment'],
        migrate: () => {
          throw new Error('no such segment');
        },
      },
    ]);
    const changing = formsOf([{ kinds: ['segment'], migrate: (document) => ({ ...(document as StoredDocument), id: 'other' }) }]);
    for (const wrong of [broken, changing]) {
      expect(codes(await migrateLocalStore(optionsOn(host, { forms: wrong }), async () => undefined))).toEqual(['restore.failed']);
    }
    expect(codes(await migrateLocalStore(optionsOn(host, { forms }), () => Promise.reject(new Error('no folder'))))).toEqual([
      'restore.failed',
    ]);
    const opened = await openings.open(optionsOn(host));
    expect((await opened.store.list('segment')).map(({ name, state }) => [name, state])).toEqual([
      ['a', 'archived'],
      ['b', 'active'],
    ]);
  });

  it('changes nothing where there is nothing to change', async () => {
    const host = await old();
    const content = value(await migrateLocalStore(optionsOn(host), async () => undefined));
    expect(content.commands).toBe(2);
    expect(await dumped((await openings.open(optionsOn(host))).store)).toBeTruthy();
  });
});
