import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { digestOfText } from '../../../core/kernel/digest.ts';
import { openFileStore } from '../../../sync/headless/file-store.ts';
import { FolderInUse } from '../../../sync/headless/folder-lock.ts';
import { type FileJournal, JournalDamaged, openJournal } from '../../../sync/headless/journal.ts';
import { storeOver } from '../../../sync/local/store.ts';
import { memoryDocuments } from '../../../sync/local/memory/documents.ts';
import { change, segment } from '../../contract/documents.ts';
import type { Tables } from '../../contract/crashing.ts';
import { overlappingContract } from '../../contract/overlapping-contract.ts';
import { dumped, type Keeper, storeContract } from '../../contract/store-contract.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'counterfoil-journal-'));
});
const journals: FileJournal[] = [];
afterEach(async () => {
  await Promise.all(journals.splice(0).map((journal) => journal.close()));
  await rm(folder, { recursive: true, force: true });
});

let number = 0;
const openTables = async (): Promise<Tables> => {
  await Promise.all(journals.splice(0).map((journal) => journal.close()));
  const documents = memoryDocuments();
  const journal = await openJournal(path.join(folder, `journal-${number}`), ({ entry }) => documents.put(entry.documents));
  journals.push(journal);
  return { documents, log: journal };
};

const keeper: Keeper = {
  empty: () => {
    number += 1;
    return openTables();
  },
  again: openTables,
  runs: 100,
};
storeContract('store over a journal file', keeper);
overlappingContract('store over a journal file', keeper);

const changes = [1, 2, 3, 4].map((n) =>
  change(`cmd_${n}`, segment(`s${n}`, 'active', 1, `Größe ${n} 漢字`), segment('count', 'active', n)),
);

const write = async (): Promise<string> => {
  const { store, close } = await openFileStore(folder);
  for (const each of changes) await store.commit(each);
  await close();
  return path.join(folder, 'journal');
};

const reopened = async (): Promise<{ readonly dump: unknown; readonly torn: number }> => {
  const { store, tornBytes, close } = await openFileStore(folder);
  try {
    return { dump: await dumped(store), torn: tornBytes };
  } finally {
    await close();
  }
};

const after = async (count: number): Promise<unknown> => {
  const journal = await openJournal(path.join(folder, `whole-${count}`), async () => undefined);
  const store = storeOver(memoryDocuments(), journal);
  for (const each of changes.slice(0, count)) await store.commit(each);
  const dump = await dumped(store);
  await journal.close();
  return dump;
};

describe('journal file', () => {
  it('gives the same state at the next start', async () => {
    await write();
    expect(await reopened()).toEqual({ dump: await after(4), torn: 0 });
    const { store, replayed, close } = await openFileStore(folder);
    expect(replayed).toBe(4);
    await store.commit(change('cmd_5', segment('s5', 'active')));
    expect((await store.known('cmd_5'))?.sequence).toBe(5);
    await close();
  });

  it('holds one command to a line, each with the digest of the one before', async () => {
    const lines = (await readFile(await write(), 'utf8')).trimEnd().split('\n');
    let before = '0'.repeat(64);
    for (const [index, line] of lines.entries()) {
      const json = line.slice(65);
      expect(line.slice(0, 64)).toBe(digestOfText(json));
      expect(JSON.parse(json)).toMatchObject({ sequence: index + 1, before, command: { id: `cmd_${index + 1}` } });
      before = line.slice(0, 64);
    }
    expect(lines).toHaveLength(4);
  });

  it('cut anywhere inside its last line goes on from the line before, with a whole file', async () => {
    const file = await write();
    const whole = await readFile(file);
    const lastLine = whole.lastIndexOf(0x0a, whole.length - 2) + 1;
    const three = await after(3);
    for (let length = lastLine; length < whole.length; length += 7) {
      await writeFile(file, whole.subarray(0, length));
      expect(await reopened()).toEqual({ dump: three, torn: length - lastLine });
      expect(await readFile(file)).toEqual(whole.subarray(0, lastLine));
      const { store, close } = await openFileStore(folder);
      for (const each of changes) await store.commit(each);
      await close();
      expect(await readFile(file)).toEqual(whole);
    }
  });

  it('whose last line a power cut left full of zeros goes on from the line before', async () => {
    const file = await write();
    const whole = await readFile(file);
    const lastLine = whole.lastIndexOf(0x0a, whole.length - 2) + 1;
    whole.fill(0, lastLine + 20, whole.length - 1);
    await writeFile(file, whole);
    expect(await reopened()).toEqual({ dump: await after(3), torn: whole.length - lastLine });
  });

  it('with any other byte changed is refused, and the line is named', async () => {
    const file = await write();
    const whole = await readFile(file);
    for (let at = 0; at < whole.length - 1; at += 23) {
      const damaged = Buffer.from(whole);
      damaged[at] = damaged[at] === 0x20 ? 0x21 : 0x20;
      await writeFile(file, damaged);
      const line = whole.subarray(0, at).filter((byte) => byte === 0x0a).length + 1;
      const error = await reopened().then(
        () => null,
        (caught: unknown) => caught,
      );
      expect(error).toBeInstanceOf(JournalDamaged);
      expect((error as JournalDamaged).line).toBe(line);
      expect((error as JournalDamaged).message).toContain(`line ${line}: `);
      expect(await readFile(file)).toEqual(damaged);
    }
  });

  it.each([
    ['a line is missing', (lines: string[]) => lines.toSpliced(1, 1), 2, 'order'],
    ['two lines are swapped', (lines: string[]) => [lines[0], lines[2], lines[1], lines[3]], 2, 'order'],
    ['a line stands twice', (lines: string[]) => lines.toSpliced(2, 0, lines[1] ?? ''), 3, 'order'],
    ['a line is empty', (lines: string[]) => lines.toSpliced(2, 0, ''), 3, 'no-digest'],
    ['a line is of another program', (lines: string[]) => lines.toSpliced(3, 1, `${digestOfText('{"a":1}')} {"a":1}`), 4, 'form'],
    ['the first line is missing', (lines: string[]) => lines.slice(1), 1, 'order'],
  ] as const)('in which %s is refused', async (_case, damage, line, reason) => {
    const file = await write();
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
    await writeFile(file, `${damage(lines).join('\n')}\n`);
    await expect(reopened()).rejects.toMatchObject({ name: 'JournalDamaged', line, reason });
  });

  it('is written by one process at a time', async () => {
    const { close } = await openFileStore(folder);
    await expect(openFileStore(folder)).rejects.toThrow(FolderInUse);
    await close();
    await (await openFileStore(folder)).close();
    await writeFile(path.join(folder, 'lock'), '999999999\n');
    await (await openFileStore(folder)).close();
  });

  it('that someone else wrote to is not written any more', async () => {
    const { store, close } = await openFileStore(folder);
    await store.commit(changes[0] ?? change('none'));
    const file = path.join(folder, 'journal');
    await writeFile(file, `${await readFile(file, 'utf8')}{}\n`);
    await expect(store.commit(changes[1] ?? change('none'))).rejects.toThrow(JournalDamaged);
    await close();
  });
});
