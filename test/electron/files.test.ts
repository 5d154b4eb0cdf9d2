import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openGrants } from '../../electron/files/grants.ts';
import { withEnding } from '../../electron/files/kinds.ts';
import { failureOf, readBounded } from '../../electron/files/read-bounded.ts';
import { writeNew, writeWhole } from '../../electron/files/write-whole.ts';
import { type FileHost, fileHandlers } from '../../electron/ipc/handlers/files.ts';
import { savedKinds } from '../../electron/ipc/contract.ts';
import { wordsIn } from '../../electron/words.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-files-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});
const at = (name: string): string => path.join(folder, name);

describe('reading what the user chose', () => {
  it('gives the bytes of a file up to its limit, and refuses one byte more', async () => {
    writeFileSync(at('a.csv'), 'abcd');
    expect(await readBounded(at('a.csv'), 4)).toEqual({ ok: true, bytes: new Uint8Array([97, 98, 99, 100]) });
    expect(await readBounded(at('a.csv'), 3)).toEqual({ ok: false, reason: 'too-large' });
    writeFileSync(at('empty.csv'), '');
    expect(await readBounded(at('empty.csv'), 4)).toEqual({ ok: true, bytes: new Uint8Array() });
  });
  it('refuses what is no regular file, without waiting for it', async () => {
    spawnSync('mkfifo', [at('pipe')]);
    const found = statSync(at('pipe'), { throwIfNoEntry: false });
    expect(found === undefined ? 'not-a-file' : ((await readBounded(at('pipe'), 4)) as { reason?: string }).reason).toBe('not-a-file');
    expect(await readBounded(folder, 4)).toEqual({ ok: false, reason: 'not-a-file' });
    expect(await readBounded(at('none'), 4)).toEqual({ ok: false, reason: 'missing' });
    // A device says that it is empty and never ends.
    expect(await readBounded('/dev/zero', 4)).toMatchObject({ ok: false });
  });
  it('tells what the system said as a reason that has a sentence', () => {
    const failure = (code: string): string => failureOf(Object.assign(new Error('x'), { code }));
    expect(['ENOSPC', 'EDQUOT', 'EACCES', 'EROFS', 'ENOENT', 'EISDIR', 'EWHATEVER'].map(failure)).toEqual([
      'disk-full',
      'disk-full',
      'not-allowed',
      'read-only',
      'missing',
      'not-a-file',
      'unreadable',
    ]);
    expect(failureOf(null)).toBe('unreadable');
  });
});

describe('writing', () => {
  it('leaves the file whole or as it was, and nothing beside it', async () => {
    await writeWhole(at('a.pdf'), 'first');
    await writeWhole(at('a.pdf'), 'second');
    expect(readFileSync(at('a.pdf'), 'utf8')).toBe('second');
    mkdirSync(at('b.pdf'));
    await expect(writeWhole(at('b.pdf'), 'x')).rejects.toThrow('EISDIR');
    expect(readdirSync(folder).toSorted()).toEqual(['a.pdf', 'b.pdf']);
  });
  it('replaces a link itself, never what it points to', async () => {
    writeFileSync(at('target'), 'kept');
    symlinkSync(at('target'), at('link.pdf'));
    await writeWhole(at('link.pdf'), 'new');
    expect([readFileSync(at('target'), 'utf8'), readFileSync(at('link.pdf'), 'utf8')]).toEqual(['kept', 'new']);
  });
  it('of a new file leaves an existing one alone', async () => {
    expect(await writeNew(at('a'), new Uint8Array([1]))).toBe(true);
    expect(await writeNew(at('a'), new Uint8Array([2]))).toBe(false);
    expect([...readFileSync(at('a'))]).toEqual([1]);
  });
  it('keeps a private file private', async () => {
    await writeWhole(at('secret'), 'x', 0o600);
    expect(statSync(at('secret')).mode & 0o777).toBe(0o600);
  });
});

describe('file channels', () => {
  interface Shown {
    readonly defaultPath?: string | undefined;
    readonly extensions: readonly string[];
  }
  const host = (
    chosen: string | null,
    viewer = true,
  ): FileHost & { readonly shown: Shown[]; readonly revealed: string[]; readonly viewed: string[] } => {
    const shown: Shown[] = [];
    const revealed: string[] = [];
    const viewed: string[] = [];
    return {
      shown,
      revealed,
      viewed,
      chooseSave: async (_id, { defaultPath, filters = [] }) => {
        shown.push({ defaultPath, extensions: filters.flatMap(({ extensions }) => extensions) });
        return Promise.resolve(chosen);
      },
      chooseOpen: async (_id, { filters = [] }) => {
        shown.push({ extensions: filters.flatMap(({ extensions }) => extensions) });
        return Promise.resolve(chosen);
      },
      reveal: (place) => revealed.push(place),
      openWithSystem: async (file) => {
        viewed.push(`${path.basename(file)} ${(statSync(file).mode & 0o777).toString(8)}`);
        return Promise.resolve(viewer);
      },
      documents: '/documents',
      passing: () => folder,
      words: () => wordsIn('en'),
    };
  };
  const bytes = new Uint8Array([1, 2]);

  it('save where the user says, under the name that the user gave', async () => {
    const to = host(at('mine.pdf'));
    const grants = openGrants();
    const saved = await fileHandlers(to, grants)['file.save']({ kind: 'pdf', name: 'INV-1', bytes }, 1);
    expect(saved).toMatchObject({ kind: 'saved', name: 'mine.pdf' });
    expect(to.shown).toEqual([{ defaultPath: path.join('/documents', 'INV-1.pdf'), extensions: ['pdf'] }]);
    expect([...readFileSync(at('mine.pdf'))]).toEqual([1, 2]);
    expect(await fileHandlers(host(null), grants)['file.save']({ kind: 'pdf', name: 'INV-1', bytes }, 1)).toEqual({ kind: 'cancelled' });
    expect(await fileHandlers(host(at('no/folder/a.pdf')), grants)['file.save']({ kind: 'pdf', name: 'a', bytes }, 1)).toEqual({
      kind: 'failed',
      reason: 'missing',
    });
  });
  it('every kind has an ending, whatever was typed', () => {
    expect(savedKinds.map((kind) => withEnding('x', kind))).toEqual(['x.pdf', 'x.csv', 'x.xlsx', 'x.json', 'x.counterfoil', 'x.txt']);
    expect(withEnding('X.PDF', 'pdf')).toBe('X.PDF');
  });
  it('open with the limit of their kind', async () => {
    writeFileSync(at('logo.png'), Buffer.alloc(4 * 1024 * 1024 + 1));
    expect(await fileHandlers(host(at('logo.png')), openGrants())['file.open']({ kind: 'image' }, 1)).toEqual({
      kind: 'failed',
      reason: 'too-large',
    });
    expect(await fileHandlers(host(at('logo.png')), openGrants())['file.open']({ kind: 'import' }, 1)).toMatchObject({
      kind: 'opened',
      name: 'logo.png',
    });
  });
  it('write into a folder only with its grant, and over a file only when told', async () => {
    const grants = openGrants();
    const handlers = fileHandlers(host(folder), grants);
    const chosen = await handlers['folder.choose']({}, 1);
    const grant = chosen.kind === 'chosen' ? chosen.grant : '';
    expect(await handlers['folder.write']({ grant, name: 'a.pdf', bytes, replace: false }, 1)).toEqual({ kind: 'written' });
    expect(await handlers['folder.write']({ grant, name: 'a.pdf', bytes, replace: false }, 1)).toEqual({ kind: 'exists' });
    expect(await handlers['folder.write']({ grant, name: 'a.pdf', bytes, replace: true }, 1)).toEqual({ kind: 'written' });
    expect(await handlers['folder.write']({ grant: '0'.repeat(32), name: 'a.pdf', bytes, replace: true }, 1)).toEqual({
      kind: 'no-such-grant',
    });
    const file = grants.give(at('a.pdf'), 'file');
    expect(await handlers['folder.write']({ grant: file, name: 'a.pdf', bytes, replace: true }, 1)).toEqual({ kind: 'no-such-grant' });
  });
  it('reveal only what was granted', async () => {
    const to = host(null);
    const grants = openGrants();
    const handlers = fileHandlers(to, grants);
    expect([
      await handlers['file.reveal']({ grant: grants.give('/x', 'file') }, 1),
      await handlers['file.reveal']({ grant: '0'.repeat(32) }, 1),
    ]).toEqual([{ shown: true }, { shown: false }]);
    expect(to.revealed).toEqual(['/x']);
  });
  it('view a PDF from a private copy', async () => {
    const to = host(null);
    expect(await fileHandlers(to, openGrants())['document.view']({ name: 'INV-1', bytes }, 1)).toEqual({ kind: 'viewed' });
    expect(to.viewed).toEqual(['INV-1.pdf 600']);
    expect(await fileHandlers(host(null, false), openGrants())['document.view']({ name: 'INV-1', bytes }, 1)).toEqual({
      kind: 'no-viewer',
    });
  });
  it('tell a full or closed folder plainly', async () => {
    const grants = openGrants();
    const grant = grants.give(at('gone'), 'folder');
    expect(await fileHandlers(host(null), grants)['folder.write']({ grant, name: 'a.pdf', bytes, replace: false }, 1)).toEqual({
      kind: 'failed',
      reason: 'missing',
    });
    writeFileSync(at('file'), '');
    chmodSync(at('file'), 0o600);
    expect(
      await fileHandlers(host(null), grants)['folder.write'](
        { grant: grants.give(at('file'), 'folder'), name: 'a.pdf', bytes, replace: true },
        1,
      ),
    ).toEqual({
      kind: 'failed',
      reason: 'missing',
    });
  });
});
