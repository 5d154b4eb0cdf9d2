import type { JournalEntry } from '../../core/collections.ts';
import type { StoredDocument } from '../../core/kernel/command.ts';
import { digestOfText } from '../../core/kernel/digest.ts';
import type { Store } from './store.ts';

/**
 * Everything in one file, as lines of JSON: a head, every command with the documents that it wrote, in order, and a foot with their number. Each line begins
 * with the SHA-256 of the line before it and its own text, so that a line that was changed, taken away or added is found.
 */
const form = 'counterfoil-backup';
const version = 1;

type Head = { readonly form: string; readonly version: number; readonly at: string };
type Foot = { readonly end: true; readonly commands: number };

const chained = (before: string, json: string): string => digestOfText(`${before}\n${json}`);

/** The lines of a backup, each with its line feed. */
export async function* backupLines(store: Store, at: string): AsyncGenerator<string> {
  let digest = '';
  let commands = 0;
  const line = (value: unknown): string => {
    const json = JSON.stringify(value);
    digest = chained(digest, json);
    return `${digest} ${json}\n`;
  };
  yield line({ form, version, at } satisfies Head);
  for await (const { entry } of store.journal()) {
    commands += 1;
    yield line(entry);
  }
  yield line({ end: true, commands } satisfies Foot);
}

export type BackupFault = 'backup.not-one' | 'backup.newer' | 'backup.damaged' | 'backup.cut-short';

export type BackupRead = { readonly ok: true; readonly entries: readonly JournalEntry[] } | { readonly ok: false; readonly code: BackupFault };

const parsed = (json: string): unknown => {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return null;
  }
};

const isEntry = (value: unknown): value is JournalEntry => {
  const entry = value as Partial<JournalEntry> | null;
  const isDocument = (document: Partial<StoredDocument> | null): boolean =>
    typeof document?.id === 'string' && typeof document.kind === 'string' && typeof document.rev === 'number';
  return typeof entry?.command?.id === 'string' && Array.isArray(entry.documents) && entry.documents.every(isDocument);
};

const headFault = (head: Partial<Head> | null): BackupFault | null => {
  if (head?.form !== form) return 'backup.not-one';
  return typeof head.version === 'number' && head.version <= version ? null : 'backup.newer';
};

/** What a backup holds, once every line of it has proved to be as it was written; else why it is refused. */
export const readBackup = async (lines: AsyncIterable<string>): Promise<BackupRead> => {
  const entries: JournalEntry[] = [];
  let digest = '';
  let isFirst = true;
  let isWhole = false;
  for await (const line of lines) {
    if (line === '') continue;
    const json = line.slice(65);
    const value = line.charAt(64) === ' ' ? parsed(json) : null;
    if (isFirst && value === null) return { ok: false, code: 'backup.not-one' };
    digest = chained(digest, json);
    if (line.slice(0, 64) !== digest || isWhole) return { ok: false, code: isFirst ? 'backup.not-one' : 'backup.damaged' };
    if (isFirst) {
      const fault = headFault(value as Partial<Head> | null);
      if (fault !== null) return { ok: false, code: fault };
      isFirst = false;
    } else if (isEntry(value)) entries.push(value);
    else if ((value as Partial<Foot> | null)?.end === true && (value as Foot).commands === entries.length) isWhole = true;
    else return { ok: false, code: 'backup.damaged' };
  }
  return isWhole ? { ok: true, entries } : { ok: false, code: isFirst ? 'backup.not-one' : 'backup.cut-short' };
};

/** Commits what a backup holds, in its order, to a store that is empty. */
export const restoreInto = async (store: Store, entries: readonly JournalEntry[]): Promise<void> => {
  for (const { command, documents } of entries) {
    await store.commit({ command, writes: documents.map((document) => ({ basedOn: document.rev === 1 ? null : document.rev - 1, document })) });
  }
};
