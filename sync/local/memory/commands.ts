import type { JournalEntry } from '../../../core/collections.ts';
import { must } from '../../../core/kernel/invariant.ts';
import { type CommandLog, type JournalRecord, knownAmong, type KnownCommand } from '../store.ts';

/** The journal in memory: it lasts as long as the object, which is what a test or a dry run wants. */
export const memoryCommands = (): CommandLog => {
  const entries: JournalEntry[] = [];
  const known = new Map<string, KnownCommand>();
  let applied = 0;
  return {
    known: async (ids) => knownAmong(known, ids),
    append: async (records) => {
      for (const { entry, digest } of records) known.set(entry.command.id, { sequence: entries.push(entry), digest });
      return entries.length;
    },
    after: (sequence, through = entries.length) => recordsAfter(entries, sequence, through),
    appliedThrough: async () => applied,
    markApplied: async (sequence) => {
      applied = sequence;
    },
    marked: async () => undefined,
  };
};

async function* recordsAfter(entries: readonly JournalEntry[], sequence: number, through: number): AsyncGenerator<JournalRecord> {
  for (let at = sequence; at < Math.min(through, entries.length); at += 1)
    yield { sequence: at + 1, entry: must(entries[at], 'the journal has no gaps') };
}
