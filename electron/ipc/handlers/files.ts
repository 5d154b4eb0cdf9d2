import path from 'node:path';
import type { OpenDialogOptions, SaveDialogOptions } from 'electron';
import type { Grants } from '../../files/grants.ts';
import { openFilters, openLimit, saveFilters, withEnding } from '../../files/kinds.ts';
import { failureOf, readBounded } from '../../files/read-bounded.ts';
import { writeNew, writeWhole } from '../../files/write-whole.ts';
import type { Words } from '../../words.ts';
import type { Answers, SavedKind } from '../contract.ts';
import type { Handlers } from '../serve.ts';

/** The system's dialogs and programs, over the window that asks. */
export interface FileHost {
  readonly chooseSave: (windowId: number, options: SaveDialogOptions) => Promise<string | null>;
  readonly chooseOpen: (windowId: number, options: OpenDialogOptions) => Promise<string | null>;
  readonly reveal: (path: string) => void;
  /** Opens a file in the system's program for it; false where there is none. */
  readonly openWithSystem: (path: string) => Promise<boolean>;
  readonly documents: string;
  /** A private folder that is removed at quit. */
  readonly passing: () => string;
  readonly words: () => Words;
}

export type Saved = Answers<'file.save'>;

export type FileHandlers = Pick<Handlers, 'file.save' | 'file.open' | 'file.reveal' | 'folder.choose' | 'folder.write' | 'document.view'>;

/** Asks where, then writes whole. The window names a file, the user names the place. */
export async function saveAs(
  host: FileHost,
  grants: Grants,
  windowId: number,
  kind: SavedKind,
  name: string,
  content: Uint8Array | string,
): Promise<Saved> {
  const words = host.words();
  const file = await host.chooseSave(windowId, {
    title: words('files.save'),
    defaultPath: path.join(host.documents, withEnding(name, kind)),
    filters: saveFilters(kind, words),
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  });
  if (file === null) return { kind: 'cancelled' };
  try {
    await writeWhole(file, content);
  } catch (error) {
    return { kind: 'failed', reason: failureOf(error) };
  }
  return { kind: 'saved', name: path.basename(file), grant: grants.give(file, 'file') };
}

export const fileHandlers = (host: FileHost, grants: Grants): FileHandlers => ({
  'file.save': async ({ kind, name, bytes }, windowId) => saveAs(host, grants, windowId, kind, name, bytes),

  'file.open': async ({ kind }, windowId) => {
    const words = host.words();
    const file = await host.chooseOpen(windowId, {
      title: words('files.open'),
      filters: openFilters(kind, words),
      properties: ['openFile'],
    });
    if (file === null) return { kind: 'cancelled' };
    const read = await readBounded(file, openLimit(kind));
    return read.ok ? { kind: 'opened', name: path.basename(file), bytes: read.bytes } : { kind: 'failed', reason: read.reason };
  },

  'file.reveal': ({ grant }) => {
    const place = grants.any(grant);
    if (place !== null) host.reveal(place);
    return { shown: place !== null };
  },

  'folder.choose': async (_question, windowId) => {
    const title = host.words()('files.chooseFolder');
    const folder = await host.chooseOpen(windowId, { title, properties: ['openDirectory', 'createDirectory'] });
    return folder === null ? { kind: 'cancelled' } : { kind: 'chosen', name: path.basename(folder), grant: grants.give(folder, 'folder') };
  },

  'folder.write': async ({ grant, name, bytes, replace }) => {
    const folder = grants.folder(grant);
    if (folder === null) return { kind: 'no-such-grant' };
    const file = path.join(folder, name);
    try {
      if (replace) await writeWhole(file, bytes);
      else if (!(await writeNew(file, bytes))) return { kind: 'exists' };
      return { kind: 'written' };
    } catch (error) {
      return { kind: 'failed', reason: failureOf(error) };
    }
  },

  'document.view': async ({ name, bytes }) => {
    try {
      const file = path.join(host.passing(), withEnding(name, 'pdf'));
      await writeWhole(file, bytes, 0o600);
      return { kind: (await host.openWithSystem(file)) ? 'viewed' : 'no-viewer' };
    } catch (error) {
      return { kind: 'failed', reason: failureOf(error) };
    }
  },
});
